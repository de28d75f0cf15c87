"""May this person be asked, rung by rung? What stops several is said once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from vouch.domain.asking import Obstacle, Situation, free_from, obstacles
from vouch.domain.asking.company import asks_first
from vouch.domain.asking.wanted import Wanted
from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Rung
from vouch.web.shared.environment import plural


@dataclass(frozen=True, kw_only=True)
class RungRow:
    """One rung: what stands in its way, those first that nobody here lifts; where nothing does, how the yes goes on."""

    name: str
    rung: Rung
    found: tuple[Obstacle, ...]
    next: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rungs that the same thing stops first: in a sentence, who lifts it, from when it is free where that is known."""

    says: str
    lifts: str
    free: dt.date | None
    rows: Sequence[RungRow]


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """The whole ladder for one person, from the smallest rung to the largest."""

    person: str
    rows: Sequence[RungRow]

    @property
    def yes(self) -> list[RungRow]:
        """What may be asked now."""
        return [row for row in self.rows if not row.found]

    @property
    def no(self) -> list[Group]:
        """What may not, by what stops it first."""
        groups: dict[tuple[str, str, dt.date | None], list[RungRow]] = {}
        for row in self.rows:
            if row.found:
                first = row.found[0]
                groups.setdefault((first.rule or first.sentence, first.lifts, free_from((first,))), []).append(row)
        return [Group(says=says, lifts=lifts, free=free, rows=rows) for (says, lifts, free), rows in groups.items()]

    @property
    def sentence(self) -> str:
        """The answer."""
        if len(self.yes) == len(self.rows):
            return f"{self.person} may be asked for anything now."
        if self.yes:
            return f"{self.person} may be asked for {plural(len(self.yes), 'thing')} of {len(self.rows)} now."
        return f"{self.person} may not be asked for anything now."


def ladder(situation: Situation, policy: Policy) -> Ladder:
    """Every rung of the policy for this person."""
    return Ladder(
        person=situation.person,
        rows=[
            RungRow(
                name=name,
                rung=rung,
                found=obstacles(situation, name, policy),
                next=_next(Wanted(situation=situation, activity=name, policy=policy)),
            )
            for name, rung in policy.ladder.items()
        ],
    )


def _next(wanted: Wanted) -> str:
    """Who else has to agree, once the person does."""
    company, approval = wanted.situation.company, wanted.rung.approval
    if wanted.rung.open_invitation:
        return "an open invitation: it goes to all of a segment, never by how they think of us"
    if asks_first(wanted):
        return f"once {company}’s lawyers agree" if approval == "legal" else f"once {company} agrees"
    said = wanted.situation.permission(wanted.activity)
    if said is not None:
        return f"{company} allows it"
    return "once the owner clears it" if approval == "owner" else ""
