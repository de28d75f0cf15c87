"""The month planned at once: whom it takes and when, how good that is, how even the load would be, and what is thin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Any

from vouch.domain.fairness import jain, top_share
from vouch.matching.month import Caps, MonthPlan, plan
from vouch.matching.next_ask import Candidate
from vouch.program.asks.queries.load import acceptance
from vouch.program.suggestions.rows import MonthRow, PickRow
from vouch.runs.suggest.candidates import Weighing
from vouch.runs.suggest.spread import Spread

WEEKS = 4
THIN, SHOWN = 3, 6
"""Fewer people than this who may be asked is thin; and so many sentences of a kind are kept."""


def planned(
    spread: Spread,
    room: Mapping[str, int],
    segment_of: Mapping[str, str],
    with_: Weighing,
    today: date,
) -> MonthRow:
    """The month that begins with the week of `today`. `room`: asks an account has room for; `segment_of`: by person."""
    policy = with_.policy
    week, weighed = policy.next_ask.week, [one for theirs in spread.candidates.values() for one in theirs]
    caps = Caps(
        account=policy.asking.caps.open_asks_per_account,
        accounts={account: max(0, free) for account, free in room.items()},
        owner_week=week.of_one_owner,
        asks=week.asks * WEEKS,
        weeks=WEEKS,
    )
    made = plan(weighed, caps, policy)
    picks = [
        PickRow(
            contact=one.candidate.contact, account=one.candidate.account, activity=one.candidate.activity,
            week=one.week - 1, value=one.worth.total, rank=rank, reason=one.candidate.why_need[:300],
        )
        for rank, one in enumerate(made.pairs, 1)
    ]  # fmt: skip
    figures = {
        "value": round(made.value, 6),
        "bound": round(made.bound, 6),
        "gap": round(made.gap, 6),
        "considered": len({one.contact for one in weighed}),
        "unplaced": [list(pair) for pair in Counter(one.reason for one in made.unplaced).most_common(SHOWN)],
        "thin": _thin(weighed, segment_of, with_),
        **_load(weighed, made, with_, today),
    }
    begins = today - timedelta(days=today.weekday())
    return MonthRow(begins=begins, weeks=WEEKS, figures=figures, picks=picks)


def _load(weighed: Sequence[Candidate], made: MonthPlan, with_: Weighing, today: date) -> dict[str, Any]:
    """How even the load is among those who may be asked, before the month and after it, and its warnings."""
    rule, before = with_.policy.next_ask.fairness, {one.contact: one.load / one.cap for one in weighed}
    after = dict(before)
    for one in made.pairs:
        after[one.candidate.contact] += 1 / one.candidate.cap
    top = ceil(rule.top_people * len(after))
    loads, part = list(after.values()), round(rule.top_people * 100)
    share = top_share(loads, top=top)
    accepted, _by_activity = acceptance(policy=with_.policy, today=today)
    alerts = []
    if share is not None and share > rule.top_share:
        alerts.append(
            f"The {part} in 100 who carry most would carry {round(share * 100)} in 100 of the load. Ask those first "
            "who were never asked."
        )
    if accepted.high is not None and accepted.high < rule.least_yes:
        alerts.append(f"{accepted.words} say yes: either we ask the wrong people, or the same ones too often.")
    return {
        "jain_before": _rounded(jain(list(before.values()))),
        "jain": _rounded(jain(loads)),
        "top_people": part,
        "top_share": _rounded(share),
        "accepted": accepted.words,
        "alerts": alerts,
    }


def _thin(weighed: Sequence[Candidate], segment_of: Mapping[str, str], with_: Weighing) -> list[str]:
    """Where deals wait for proof and few may be asked for it, the most deals first."""
    proof = {name for name, rung in with_.policy.ladder.items() if "faster_deals" in rung.serves}
    there: dict[str, set[str]] = {}
    for one in weighed:
        if one.activity in proof:
            there.setdefault(segment_of.get(one.contact, ""), set()).add(one.contact)
    found = []
    for segment, deals in sorted(with_.needs.deals.items(), key=lambda pair: (-pair[1], pair[0])):
        count = len(there.get(segment, ()))
        if count < THIN and segment:
            who = "nobody" if not count else "one person" if count == 1 else f"{count} people"
            waiting = f"{deals} open deal{'s wait' if deals != 1 else ' waits'}"
            found.append(f"{segment}: {waiting} for proof, and {who} there may be asked for it now.")
    return found[:SHOWN]


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
