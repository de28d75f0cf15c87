"""After something happened to an account, did it move up within a while? Counted, never explained."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vouch.domain.estimate import Share, share
from vouch.domain.stages import RUNGS
from vouch.runs.shown.found import Found

WITHIN_DAYS = 91
_STOOD = """
select subject, as_of, stage from {placements} where kind = 'account' and list_contains($subjects, subject)
order by subject, as_of
"""
_RANK = {stage.value: place for place, stage in enumerate(RUNGS)}
CAUTIONS = (
    "What follows is not what was caused: customers who are given more may be those who were moving anyway.",
    "Accounts whose stage was not known before, or that were advocates already, are not counted.",
)


@dataclass(frozen=True)
class After:
    """`given`: how often it happened; `share`: of those that could be followed to the end, how many moved up."""

    given: int
    share: Share


def after(of: Found, happened: Sequence[tuple[str, date]], *, within: int = WITHIN_DAYS) -> After:
    """Of these (account, day), how many stood higher at some month's end within so many days.

    A day whose `within` days are not over by the run's last day is not counted yet, nor is an account whose stage was
    not known on the day, or who could not move up any more.
    """
    subjects = sorted({subject for subject, _day in happened})
    stood: dict[str, tuple[list[date], list[str]]] = {}
    for row in of.rows(_STOOD, subjects=subjects) if subjects else ():
        days, stages = stood.setdefault(row["subject"], ([], []))
        days.append(row["as_of"])
        stages.append(row["stage"])
    last = max(of.days(), default=None)
    could = did = 0
    for subject, day in happened:
        ends = day + timedelta(days=within)
        if last is None or ends > last or subject not in stood:
            continue
        moved = _moved(*stood[subject], day, ends)
        could += moved is not None
        did += bool(moved)
    return After(len(happened), share(did, could, cautions=CAUTIONS))


def _moved(days: list[date], stages: list[str], day: date, ends: date) -> bool | None:
    """Whether a later stage up to `ends` is higher than the one before `day`; None where nobody could tell."""
    place = bisect_right(days, day)
    before = stages[place - 1] if place else None
    if before not in _RANK or _RANK[before] == len(RUNGS) - 1:
        return None
    later = [stage for on, stage in zip(days[place:], stages[place:], strict=True) if on <= ends]
    return any(_RANK.get(stage, -1) > _RANK[before] for stage in later)
