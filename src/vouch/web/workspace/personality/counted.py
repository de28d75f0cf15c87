"""How many of each there are, as the page tells it: the sentence on top, every group, and what is not broken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vouch.domain.estimate import LEAST, in_100
from vouch.domain.personalities import Personality
from vouch.domain.stages import RUNGS, Stage
from vouch.web.shared.environment import capital, listed, plural

Told = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One personality among everybody: expected among the known, its share in words, the bounds."""

    one: Personality
    expected: float
    share: str
    unknown: int
    people: int

    @property
    def bounds(self) -> str:
        """How many there could be, whatever the unknown are.

        >>> Row(one=Personality.EDUCATOR, expected=3.4, share="", unknown=10, people=20).bounds
        '3 to 13'
        """
        return f"{round(self.expected)} to {round(self.expected) + self.unknown}"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One stage or segment: how many people, how many of each are known, and of how many it is not. `of` is empty
    where so few people would give single ones away.
    """

    name: str
    people: int
    known: int
    of: Mapping[str, float]


def everybody(told: Told) -> Told:
    """The group of all."""
    return next(group for group in told["groups"] if not group["by"])


def rows(told: Told) -> list[Row]:
    """The four, the most frequent first."""
    group = everybody(told)
    found = [
        Row(
            one=one,
            expected=group["of"][one.value]["expected"],
            share=in_100(group["of"][one.value]["low"], group["of"][one.value]["high"])
            if group["known"] >= LEAST
            else f"too few known for a share: {group['known']}, {LEAST} needed",
            unknown=group["people"] - group["known"],
            people=group["people"],
        )
        for one in Personality
    ]
    return sorted(found, key=lambda row: -row.expected)


def answer(told: Told, words: Mapping[Personality, str]) -> str:
    """The page in a sentence. Who is most frequent is said only where the intervals of the first two do not meet."""
    group = everybody(told)
    people, known = group["people"], group["known"]
    if not people:
        return "Nobody is in the programme yet."
    if not known:
        return f"Of {plural(people, 'person', 'people')} in the programme we know this of nobody yet."
    begun = f"Of {plural(people, 'person', 'people')} in the programme we know this of {known:,}"
    if known < LEAST:
        return f"{begun}: too few to say what most are."
    first, second = sorted(group["of"], key=lambda one: -group["of"][one]["expected"])[:2]
    if group["of"][first]["low"] <= group["of"][second]["high"]:
        return f"{begun}; no kind clearly stands out."
    most = "most" if group["of"][first]["low"] > 0.5 else "more than of any other kind"
    kind = Personality(first)
    return f"{begun}; {most} are {kind.words}s: somebody who {words[kind]}."


def lines(told: Told, by: str, *, smallest: int, sees_all: bool) -> list[Line]:
    """The groups of a stage or of segments. For those who may not see each person, small groups are put together."""
    groups = [group for group in told["groups"] if group["by"] == by]
    if by == "stage":
        order = {stage.value: place for place, stage in enumerate((Stage.NOT_KNOWN_YET, *RUNGS))}
        groups.sort(key=lambda group: order.get(group["name"], 0))
    else:
        groups.sort(key=lambda group: (-group["people"], group["name"]))
    if sees_all:
        return [_line(group["name"], [group]) for group in groups]
    small = [group for group in groups if group["people"] < smallest]
    shown = [_line(group["name"], [group]) for group in groups if group["people"] >= smallest]
    if not small:
        return shown
    together = _line("Groups too small to be told apart", small)
    hidden = Line(name=together.name, people=together.people, known=0, of={})
    return [*shown, together if together.people >= smallest and len(small) > 1 else hidden]


def sources(told: Told) -> list[tuple[str, int]]:
    """Where the evidence comes from: in words, and of how many people."""
    kinds, group = told["kinds"], everybody(told)
    return [
        ("answered when they joined", kinds.get("answers", 0)),
        ("did or declined something that tells", kinds.get("behaviour", 0)),
        ("are thought of in some way by a colleague", kinds.get("colleagues", 0)),
        ("said themselves what they are", group["stated"]),
        ("asked that no picture be made of them", told["objected"]),
    ]


def to_know_more(told: Told) -> list[str]:
    """What would tell more, by what is missing most."""
    group, kinds = everybody(told), told["kinds"]
    unknown, found = group["people"] - group["known"], []
    if not unknown:
        return []
    if group["may_be"]:
        found.append(
            f"{plural(group['may_be'], 'person', 'people')} answered when they joined, and that is all there is: a "
            "word of a colleague who knows them makes it known."
        )
    silent = group["people"] - kinds.get("answers", 0)
    if silent:
        found.append(
            f"{plural(silent, 'person', 'people')} never answered the questions of joining. They stand in the portal, "
            "take a minute, and can be left out."
        )
    found.append("Offer a choice of two things that differ. What somebody picks says more than a yes to the one thing.")
    return found


def _line(name: str, groups: Sequence[Told]) -> Line:
    return Line(
        name=name,
        people=sum(group["people"] for group in groups),
        known=sum(group["known"] for group in groups),
        of={one.value: sum(group["of"][one.value]["expected"] for group in groups) for one in Personality},
    )


def label(line: Line) -> str:
    """A line's bar in words."""
    parts = [f"{Personality(one).words} about {round(n)}" for one, n in line.of.items() if round(n)]
    return capital(listed([*parts, f"not known {line.people - line.known}"]))


def parts(line: Line) -> Iterable[tuple[str, float]]:
    """A line's bar: each personality, and what is left."""
    return [*line.of.items(), ("unknown", line.people - line.known)]
