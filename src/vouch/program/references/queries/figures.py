"""How well does the desk do? How long sellers wait, what was filled and why not, who carries it, which deals use it.

Definitions are those of the field (`field.md` of the design: request to first response, to match, to completed ...);
each figure says its own beside it. "Touched" is never "caused".
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from vouch.domain.estimate import Share, share
from vouch.domain.fairness import jain, top_share
from vouch.domain.policy import Policy
from vouch.domain.waits import Waits, waits
from vouch.program.asks.models import Clearance
from vouch.program.asks.states import SAID_YES, WAS_DONE, AskState
from vouch.program.references.models import Deal, Feedback, Match, Request
from vouch.program.references.states import Grade, Outcome, RequestState, Side, Unfilled

DAYS = 365
_HEARD = (*SAID_YES, AskState.DECLINED, AskState.NOT_NOW, AskState.SMALLER, AskState.NO_ANSWER)
_VALUE = {grade: number for number, grade in enumerate(reversed(Grade.values))}


@dataclass(frozen=True, kw_only=True)
class DeskFigures:
    """The figures of the requests handed in since `first`. `as_expected`: how a call went against what was expected."""

    first: dt.date
    last: dt.date
    requests: int
    open: int
    done: int
    unfilled: Mapping[str, int]
    withdrawn: int
    to_answer: Waits
    to_match: Waits
    to_done: Waits
    owners: Waits
    on_time: Share
    filled: Share
    accepted: Share
    missed: Share
    deals: Share
    won_with: Share
    won_without: Share
    minutes: int
    not_timed: int
    acts: int
    people: int
    top_five: float | None
    jain: float | None
    as_expected: Counter[str]


def figures(*, policy: Policy, today: dt.date, days: int = DAYS) -> DeskFigures:
    """The figures of the last `days`, in a fixed number of statements."""
    first = today - dt.timedelta(days=days - 1)
    since = dt.datetime.combine(first, dt.time(), tzinfo=policy.zone)
    rows = list(Request.objects.filter(submitted_at__gte=since))
    matches = list(Match.objects.filter(request__in=[row.pk for row in rows]).select_related("ask"))
    done = [one for one in matches if one.ask.state in WAS_DONE]
    states = Counter(row.state for row in rows)
    over = states[RequestState.DONE] + states[RequestState.UNFILLED]
    ended = [row for row in rows if row.state == RequestState.DONE and row.needed_by and row.ended_at]
    late = [row for row in rows if row.state != RequestState.DONE and row.needed_by and row.needed_by < today
            and row.state != RequestState.WITHDRAWN]  # fmt: skip
    in_time = sum(row.ended_at.astimezone(policy.zone).date() <= row.needed_by for row in ended
                  if row.ended_at and row.needed_by)  # fmt: skip
    heard = [one for one in matches if one.ask.state in _HEARD]
    carries = Counter(one.contact_id for one in done)
    met = [one for one in matches if one.missed or one in done]
    return DeskFigures(
        first=first,
        last=today,
        requests=len(rows),
        open=states[RequestState.NEW] + states[RequestState.ACTIVE],
        done=states[RequestState.DONE],
        unfilled=Counter(str(Unfilled(row.unfilled).label) for row in rows if row.unfilled),
        withdrawn=states[RequestState.WITHDRAWN],
        to_answer=waits([row.answered_at - row.submitted_at for row in rows if row.answered_at and row.submitted_at]),
        to_match=waits(_to_match(rows, matches)),
        to_done=waits([row.ended_at - row.submitted_at for row in rows
                       if row.state == RequestState.DONE and row.ended_at and row.submitted_at]),
        owners=waits(_owners(matches)),
        on_time=share(in_time, len(ended) + len(late)),
        filled=share(states[RequestState.DONE], over),
        accepted=share(sum(one.ask.state in SAID_YES for one in heard), len(heard)),
        missed=share(sum(bool(one.missed) for one in met), len(met)),
        **_deals(first, today),
        minutes=sum(one.ask.minutes or 0 for one in done),
        not_timed=sum(one.ask.minutes is None for one in done),
        acts=len(done),
        people=len(carries),
        top_five=top_share([float(n) for n in carries.values()]),
        jain=jain([float(n) for n in carries.values()]),
        as_expected=_as_expected(matches),
    )  # fmt: skip


def _to_match(rows: Sequence[Request], matches: Sequence[Match]) -> list[dt.timedelta]:
    """From handing in to the first yes of a customer."""
    first: dict[str, dt.datetime] = {}
    for one in matches:
        at = one.ask.answered_at
        if one.ask.state in SAID_YES and at is not None:
            first[one.request_id] = min(at, first.get(one.request_id, at))
    return [first[row.pk] - row.submitted_at for row in rows if row.pk in first and row.submitted_at]


def _owners(matches: Sequence[Match]) -> list[dt.timedelta]:
    """From the question to the owner to their word."""
    asked = Clearance.objects.filter(ask__in=[one.ask_id for one in matches]).exclude(answered_at=None)
    pairs = asked.exclude(answered_by=None).values_list("asked_at", "answered_at")
    return [answered - at for at, answered in pairs if answered is not None]


def _deals(first: dt.date, last: dt.date) -> dict[str, Share]:
    """Of the deals decided in these days but renewals: how many used a reference, and how many of each were won."""
    decided = Deal.objects.filter(closes_on__gte=first, closes_on__lte=last, renewal=False).exclude(
        outcome=Outcome.OPEN
    )
    with_ = decided.filter(requests__state=RequestState.DONE).distinct()
    n, used = decided.count(), with_.count()
    won_used = with_.filter(outcome=Outcome.WON).count()
    won = decided.filter(outcome=Outcome.WON).count()
    caution = ("Sellers ask for references where they expect to win: the difference is no effect.",)
    return {
        "deals": share(used, n),
        "won_with": share(won_used, used, cautions=caution),
        "won_without": share(won - won_used, n - used, cautions=caution),
    }


def _as_expected(matches: Sequence[Match]) -> Counter[str]:
    """How many went better than, as, or less well than the seller expected."""
    expected = {one.pk: one.expected for one in matches if one.expected}
    said = Feedback.objects.filter(Q(match__in=list(expected)), side=Side.SELLER).exclude(grade="")
    found: Counter[str] = Counter()
    for pk, grade in said.values_list("match_id", "grade"):
        apart = _VALUE[grade] - _VALUE[expected[pk]]
        found["better" if apart > 0 else "as expected" if apart == 0 else "less well"] += 1
    return found
