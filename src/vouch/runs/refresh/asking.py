"""What a run finds that matters to whether somebody is asked: what stands round an account, acts, and earlier asks.

What Vouch's own asks led to is not among it, although the facts tell of that too: it is known from the asks themselves,
and would count twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from vouch.program.findings.rows import ApproachRow, CircumstanceRow, DeedRow
from vouch.runs.place.run import Run
from vouch.runs.refresh.terms import term_end
from vouch.runs.refresh.zoned import local_day

HORIZON = 366
"""Days ahead in which the end of a term is published. Policy says how near is near, and may change between runs."""


def _word(text: str) -> str:
    """SQL of a text as policy keeps its words: see `insight.words.as_word`."""
    return rf"regexp_replace(trim(lower({text})), '\s+', ' ', 'g')"


_CASES = """
select t.account, min(t.grave_from) as since, arg_min(t.ticket_id, t.grave_from) as first, count(*) as n
from step_tickets_read t, as_of a
where a.as_of = $as_of and t.account is not null and t.grave_from <= a.at and (t.closed is null or t.closed > a.at)
group by t.account order by t.account
"""
_TERMS = """
select distinct account, starts_on, term_ends_on, term_months from {resolved_subscriptions}
where account is not null and starts_on <= $as_of and (ended_on is null or ended_on > $as_of)
order by all
"""
_DEALS = f"""
select distinct account, close_date from step_deals_now
where account is not null and not won and not coalesce(is_closed, false) and close_date between $as_of and $last
and list_contains($renewals, {_word('"type"')}) and not list_contains($lost, {_word("coalesce(stage, '')")})
order by all
"""
_ACTS = f"""
select act_id as key, account, contact, activity_type as words, t, coalesce(prompted, '') as prompted,
  {_word("coalesce(reward_announced, '')")} not in ('', 'no', 'none', 'false', '0', '-') as rewarded
from {{resolved_acts}}, as_of a
where a.as_of = $as_of and t <= a.at and coalesce(completed, true) and (account is not null or contact is not null)
union all
select event_id, account, contact, "kind", t, '', false from {{resolved_community}}, as_of a
where a.as_of = $as_of and t <= a.at and list_contains($helps, {_word('"kind"')})
  and (account is not null or contact is not null)
order by t, key
"""
_ASKS = """
select message_id as key, contact, activity_type as words, t, coalesce(answer, '') as answer,
  epoch(answered_at)::bigint as answered
from {resolved_messages}, as_of a
where a.as_of = $as_of and t <= a.at and contact is not null and "kind" = 'ask'
order by t, key
"""
_LETTERS = 300


def circumstances(run: Run) -> Iterator[CircumstanceRow]:
    """The grave cases that are open at the end of the run's last day, and the terms that end within the horizon."""
    for row in run.rows(_CASES, as_of=run.as_of):
        more = f" and {row['n'] - 1} more" if row["n"] > 1 else ""
        yield CircumstanceRow(
            account=row["account"],
            kind="escalation",
            since=local_day(run, row["since"]),
            words=f"case {row['first']}{more}"[:_LETTERS],
        )
    last = run.as_of + timedelta(days=HORIZON)
    ends = {(account, end) for account, end in _term_ends(run) if run.as_of <= end <= last}
    words = run.policy.deals
    deals = run.rows(
        _DEALS, as_of=run.as_of, last=last, renewals=list(words.renewal_types), lost=list(words.lost_stages)
    )
    ends |= {(row["account"], row["close_date"]) for row in deals}
    for account, end in sorted(ends):
        yield CircumstanceRow(account=account, kind="renewal", until=end)


def deeds(run: Run, own: Collection[str]) -> Iterator[DeedRow]:
    """Every act and every help given in the community. `own`: keys of asks of our own, which are left out."""
    for row in run.stream(_ACTS, as_of=run.as_of, helps=list(run.policy.community.helping_kinds)):
        if row["key"] not in own:
            yield DeedRow(
                account=row["account"],
                contact=row["contact"],
                activity=run.policy.rung_of(row["words"]) or "",
                words=row["words"][:_LETTERS],
                done_on=_day(run, row),
                prompted=row["prompted"],
                rewarded=row["rewarded"],
            )


def approaches(run: Run, own: Collection[str]) -> Iterator[ApproachRow]:
    """Every ask of a person that the facts tell of. `own`: keys of asks of our own, which are left out."""
    for row in run.stream(_ASKS, as_of=run.as_of):
        if row["key"] not in own:
            yield ApproachRow(
                contact=row["contact"],
                activity=run.policy.rung_of(row["words"]) or "",
                words=(row["words"] or "")[:_LETTERS],
                asked_on=_day(run, row),
                answer=row["answer"],
                answered_on=local_day(run, row["answered"]),
            )


def _term_ends(run: Run) -> Iterator[tuple[str, date]]:
    usual = run.policy.deals.default_term_years * 12
    for row in run.rows(_TERMS, as_of=run.as_of):
        end = term_end(row["starts_on"], row["term_ends_on"], row["term_months"] or usual, as_of=run.as_of)
        if end is not None:
            yield row["account"], end


def _day(run: Run, row: dict[str, Any]) -> date:
    day = local_day(run, row["t"])
    assert day is not None
    return day
