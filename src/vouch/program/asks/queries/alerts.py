"""Do a few carry too much of the load, do too few say yes, and who stands behind either? Silent where it may be chance.

Policy has the lines (`next_ask.fairness`). Both are asked of those who were asked in the last year: among everybody who
may be asked, a tenth carry everything wherever there are fewer asks than people, however evenly they are spread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vouch.domain.estimate import Share
from vouch.domain.fairness import even_share, heaviest, top_share
from vouch.domain.policy import Policy
from vouch.program.people.models import Contact

SHOWN = 12
"""People of one alert who are named; the count says of all."""


@dataclass(frozen=True, kw_only=True)
class Behind:
    """Somebody behind an alert, and what of it is theirs."""

    contact: Contact
    words: str


@dataclass(frozen=True, kw_only=True)
class Alert:
    """What one line of policy says: `over` (it is crossed), or not. `words` is the sentence either way.

    `known`: whether there is enough evidence to say anything. `count`: how many stand behind it; `people`: the first.
    """

    words: str
    known: bool
    over: bool = False
    do: str = ""
    count: int = 0
    people: Sequence[Behind] = field(default_factory=list)


def carried_by_few(asks: Mapping[str, int], policy: Policy) -> Alert:
    """Whether the top part of those who were asked carry more than their share. `asks`: of a year, by person."""
    rule = policy.next_ask.fairness
    loads = sorted(asks.values(), reverse=True)
    if len(loads) < rule.people_least:
        needed = f"{len(loads)} people asked so far, {rule.people_least} needed"
        return Alert(words=f"Whether a few carry too much: not enough evidence, {needed}.", known=False)
    top = heaviest(loads, rule.top_people)
    share, even = top_share(loads, top=top) or 0.0, even_share(loads, top) or 0.0
    who = f"{_people(top)}, the {_in_100(rule.top_people)} of those asked who were asked most, carry"
    words = f"{who} {_in_100(share)} of all asks of a year; spread evenly it would be {round(even * 100)}."
    if share <= rule.top_share:
        return Alert(words=words, known=True)
    first = sorted(asks, key=lambda pk: (-asks[pk], pk))[:top]
    return Alert(
        words=words, known=True, over=True, count=top, people=_named(first, {pk: _asked(asks[pk]) for pk in first}),
        do="Let them rest, and ask those first who were never asked: somebody else may enjoy the next one.",
    )  # fmt: skip


def few_say_yes(accepted: Share, answers: Mapping[str, tuple[int, int]], policy: Policy) -> Alert:
    """Whether fewer say yes than policy wants. `answers`: by person, (yes, asked), of those whose time is over.

    It is said only where the whole interval lies below the line.
    """
    line = policy.next_ask.fairness.least_yes
    if accepted.low is None or accepted.high is None:
        return Alert(words=f"Whether too few say yes: {accepted.words}.", known=False)
    words = f"{accepted.count} of {accepted.n} said yes in time, {accepted.words}"
    if accepted.high >= line:
        where = "above the line of" if accepted.low >= line else "which may lie on either side of"
        return Alert(words=f"{words}, {where} {_in_100(line)}.", known=True)
    behind = [pk for pk, (yes, asked) in answers.items() if yes / asked < line]
    behind.sort(key=lambda pk: (answers[pk][0] - answers[pk][1], pk))
    told = {pk: f"{answers[pk][0] or 'no'} yes of {answers[pk][1]}" for pk in behind[:SHOWN]}
    return Alert(
        words=f"{words}, below {_in_100(line)}.", known=True, over=True, count=len(behind), people=_named(behind, told),
        do="Either we ask the wrong people, or the same ones too often. Look at what the first of them were asked for.",
    )  # fmt: skip


def _named(pks: Sequence[str], told: Mapping[str, str]) -> list[Behind]:
    people = Contact.objects.select_related("account").in_bulk(pks[:SHOWN])
    return [Behind(contact=people[pk], words=told[pk]) for pk in pks[:SHOWN] if pk in people]


def _asked(times: int) -> str:
    return "asked once" if times == 1 else f"asked {times} times"


def _people(count: int) -> str:
    return "One person" if count == 1 else f"{count:,} people"


def _in_100(part: float) -> str:
    return f"{round(part * 100)} in 100"
