"""Which accounts and people may be the same and are not joined? For people to settle, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from vouch.domain.identity import Record, Verdict
from vouch.insight.identity.alike import Company, Pair, Someone, alike_companies, alike_people
from vouch.insight.place import RESOLVED
from vouch.runs.place.run import Run

MOST = 5000
"""So many pairs of each kind are kept; whoever settled those sees the next ones."""

_HELD = 20_000
"""Rows that are held until they are companies and people."""

COMPANIES = """
select r.subject, coalesce(d.name, ''), coalesce(r.domain, ''), coalesce(d.country, ''), coalesce(p.subject, '')
from (select account as subject, min(domain_key) as domain from {found_records} group by 1) r
left join {described_accounts} d on d.account = r.subject and d.as_of = $as_of
left join (select account_id, min(account) as subject from {found_records} group by 1 having count(*) = 1) p
  on p.account_id = d.parent_id
order by 1
"""
PEOPLE = """
with worked as (
  select contact, arg_max(workplace, begins) as account, max(ends) as until from {workplaces}
  where workplace is not null group by contact)
select r.subject, coalesce(d.name, ''), coalesce(d.email, ''), coalesce(w.account, ''), coalesce(d.title, ''),
  coalesce(w.until <= a.at, false), r.recorded
from (select contact as subject, bool_or(system <> 'email') as recorded from {people_records} group by 1) r
left join {described_contacts} d on d.contact = r.subject and d.as_of = $as_of
left join worked w on w.contact = r.subject
left join as_of a on a.as_of = $as_of
order by 1
"""


def proposed(run: Run) -> pa.Table:
    """Pairs that may be the same, as a table: place (the likeliest first), kind, one, other, score, reasons,
    and the facts of either. What was settled as different is not among them.
    """
    pairs = [("account", pair) for pair in _open(run, "account", _companies(run))]
    pairs += [("contact", pair) for pair in _open(run, "contact", _people(run))]
    pairs.sort(key=lambda found: (-found[1].score, found[0], found[1].one, found[1].other))
    facts = _facts(run, {one for _, pair in pairs for one in (pair.one, pair.other)})
    return pa.table(
        {
            "place": pa.array(range(1, len(pairs) + 1), pa.int64()),
            "kind": pa.array([kind for kind, _ in pairs], pa.string()),
            "one": pa.array([pair.one for _, pair in pairs], pa.string()),
            "other": pa.array([pair.other for _, pair in pairs], pa.string()),
            "score": pa.array([pair.score for _, pair in pairs], pa.int64()),
            "reasons": pa.array([list(pair.reasons) for _, pair in pairs], pa.list_(pa.string())),
            "one_facts": pa.array([facts.get(pair.one, 0) for _, pair in pairs], pa.int64()),
            "other_facts": pa.array([facts.get(pair.other, 0) for _, pair in pairs], pa.int64()),
        }
    )


def _companies(run: Run) -> list[Pair]:
    return alike_companies([Company(*row) for row in _tuples(run, COMPANIES)])


def _people(run: Run) -> list[Pair]:
    shared = frozenset(run.policy.identity.shared_mailboxes)
    return alike_people([Someone(*row) for row in _tuples(run, PEOPLE)], shared)


def _tuples(run: Run, sql: str) -> Iterator[tuple[Any, ...]]:
    asked = run.facts.con.con.execute(sql.format(**run.table), {"as_of": run.as_of})
    while rows := asked.fetchmany(_HELD):
        yield from rows


def _open(run: Run, kind: str, pairs: Sequence[Pair]) -> Sequence[Pair]:
    """Those of the pairs that nobody settled, at most `MOST`."""
    apart = {record for one in run.settled if one.verdict is Verdict.DIFFERENT for record in (one.one, one.other)}
    subjects = _subjects(run, kind, {record for record in apart if record.kind == kind})
    gone = {
        frozenset({subjects[one.one], subjects[one.other]})
        for one in run.settled
        if one.verdict is Verdict.DIFFERENT and one.one in subjects and one.other in subjects
    }
    return [pair for pair in pairs if frozenset({pair.one, pair.other}) not in gone][:MOST]


def _subjects(run: Run, kind: str, records: set[Record]) -> dict[Record, str]:
    if not records:
        return {}
    table, source, subject = (
        ("{found_records}", "account_id", "account")
        if kind == "account"
        else ("{people_records}", "contact_id", "contact")
    )
    rows = run.rows(
        f"select system, {source} as source_id, {subject} as subject from {table} "
        f"where {source} in (select unnest($ids))",
        ids=[record.id for record in records],
    )
    found = {Record(kind, row["system"], row["source_id"]): row["subject"] for row in rows}
    return {record: found[record] for record in records if record in found}


def _facts(run: Run, subjects: set[str]) -> dict[str, int]:
    """How many facts each of these has."""
    if not subjects:
        return {}
    every = " union all ".join(
        f"select account as subject from {{resolved_{name}}} union all select contact from {{resolved_{name}}}"
        for name in RESOLVED
    )
    rows = run.rows(
        f"select subject, count(*) as n from ({every}) where subject in (select unnest($of)) group by subject",
        of=sorted(subjects),
    )
    return {row["subject"]: row["n"] for row in rows}
