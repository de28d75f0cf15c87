"""What does the pool lack? Each gap in words, the soonest and largest first; segments that are too thin; the hours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vouch.domain.policy import Policy
from vouch.matching.coverage.forecast import Demand
from vouch.matching.coverage.seen import MONTH, QUARTER
from vouch.matching.coverage.supply import Able, Cell, covered

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, kw_only=True)
class Gap:
    """So many are short of what is expected, in one month; `at_most`: where as many are asked for as can be."""

    segment: str
    activity: str
    month: int
    short: int
    at_most: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Of one segment, the hours that are expected to be asked for in the quarter and those that are left; with words
    where more than policy's share of them is, or too few people may give references."""

    segment: str
    asked: float
    left: float
    people: int
    alarms: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """The gaps and the hours. `unsure`: segments of which there is too little evidence for a forecast, in words."""

    gaps: tuple[Gap, ...]
    hours: tuple[Hours, ...]
    unsure: tuple[str, ...]


def coverage(demand: Demand, pool: Sequence[Able], policy: Policy) -> Coverage:
    """The forecast against what the pool can still give.

    Raises KeyError for a demand of an activity type that is no rung.
    """
    rules = policy.reference.coverage
    sure = {cell: one for cell, one in demand.cells.items() if one.enough}
    expected = {cell: one.expected for cell, one in sure.items()}
    highest = {cell: float(one.high) for cell, one in sure.items()}
    live = {name for name, rung in policy.ladder.items() if rung.live}
    by_mean = covered(expected, pool, uses_a_month=rules.uses_a_month, live=live)
    by_high = covered(highest, pool, uses_a_month=rules.uses_a_month, live=live)
    gaps, lacked = [], defaultdict[tuple[str, str], float](float)
    for cell in sorted(sure):
        # halves of a person add up over the months
        before = lacked[cell[:2]]
        lacked[cell[:2]] += expected[cell] - by_mean.get(cell, 0.0)
        short = round(lacked[cell[:2]]) - round(before)
        at_most = round(highest[cell] - by_high.get(cell, 0.0))
        if short >= 1:
            gaps.append(_gap(cell, short, max(short, at_most), policy, demand.today))
    unsure = {segment: one for (segment, _activity, _month), one in demand.cells.items() if not one.enough}
    return Coverage(
        gaps=tuple(sorted(gaps, key=lambda one: (one.month, -one.short, one.segment, one.activity))),
        hours=_hours(expected, pool, policy, sorted({segment for segment, *_ in demand.cells})),
        unsure=tuple(f"{_title(segment)}: {one.words}." for segment, one in sorted(unsure.items())),
    )


def _gap(cell: Cell, short: int, at_most: int, policy: Policy, today: date) -> Gap:
    segment, activity, month = cell
    words = said(segment, activity, month, short, policy, today)
    return Gap(segment=segment, activity=activity, month=month, short=short, at_most=at_most, words=words)


def said(segment: str, activity: str, month: int, short: int, policy: Policy, today: date) -> str:
    """A gap in words. A month of a forecast has 30 days and goes by the calendar month of its middle.

    >>> from vouch.domain.policy import load
    >>> said("healthcare", "reference_call", 2, 3, load(), date(2026, 12, 1))
    'Three healthcare references short in February.'
    >>> said("retail", "private_quote", 0, 1, load(), date(2026, 12, 1))
    'One retail customer for a private quote short in December.'
    """
    middle = date.fromordinal(today.toordinal() + MONTH * month + MONTH // 2)
    count = _number(short).capitalize()
    if activity == "reference_call":
        what = f"{segment} reference{'s' * (short != 1)}"
    else:
        what = f"{segment} customer{'s' * (short != 1)} for {policy.ladder[activity].words}"
    return f"{count} {what} short in {middle:%B}."


def _hours(
    expected: Mapping[Cell, float], pool: Sequence[Able], policy: Policy, segments: Sequence[str]
) -> tuple[Hours, ...]:
    rules = policy.reference.coverage

    def hours(activity: str) -> float:
        return policy.ladder[activity].minutes / 60 * rules.loaded

    people = Counter(one.segment for one in pool)
    found = []
    for segment in sorted({*segments, *people}):
        asked, left = [0.0, 0.0], [0.0, 0.0]  # in calls and visits, and in all else
        for (of, activity, _month), count in expected.items():
            if of == segment:
                asked[not policy.ladder[activity].live] += count * hours(activity)
        for one in pool:
            if one.segment == segment:
                for at, amount in enumerate(_left(one, policy)):
                    left[at] += amount
        alarms = []
        if people[segment] < rules.least_people:
            has = _number(people[segment]) if people[segment] else "nobody"
            alarms.append(f"{_title(segment)} has {has} who may give references; {rules.least_people} is the least.")
        for wanted, there, of_what in zip(asked, left, (" of calls and visits", " of all else"), strict=True):
            if wanted > rules.alarm_share * there:
                what = of_what if all(asked) else ""
                words = f"{wanted:.0f} hours{what} are expected to be asked for, and {there:.0f} are left."
                alarms.append(f"{_title(segment)}: {words}")
        found.append(
            Hours(segment=segment, asked=sum(asked), left=sum(left), people=people[segment], alarms=tuple(alarms))
        )
    return tuple(found)


def _left(one: Able, policy: Policy) -> tuple[float, float]:
    """The hours that somebody may give in the quarter: in calls and visits, and in all else in the other months."""
    rules = policy.reference.coverage
    most = {True: 0.0, False: 0.0}
    for activity in one.activities:
        rung = policy.ladder[activity]
        most[rung.live] = max(most[rung.live], rung.minutes / 60 * rules.loaded)
    months = max(QUARTER - one.free_from, 0) * rules.uses_a_month
    calls = min(one.uses, months) if most[True] else 0.0
    return calls * most[True], (months - calls) * most[False]


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _title(segment: str) -> str:
    return segment[:1].upper() + segment[1:]
