"""May this person be asked, rung by rung? What stands in the way of everything is said once."""

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
    """One rung: what stands in its way alone (`own`) and with everything, or how the yes goes on (`next`)."""

    name: str
    rung: Rung
    found: tuple[Obstacle, ...]
    own: tuple[Obstacle, ...]
    next: str

    @property
    def may(self) -> bool:
        """Whether it may be asked now."""
        return not self.found

    @property
    def first(self) -> Obstacle:
        """What to show of what stands in the way."""
        return (self.own or self.found)[0]

    @property
    def more(self) -> int:
        """How many further reasons there are of its own."""
        return max(0, len(self.own) - 1)

    @property
    def free(self) -> dt.date | None:
        """The first day on which nothing of it stands any more, where that is known."""
        return free_from(self.found)


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """The whole ladder for one person. `everything`: what stands in the way of every rung."""

    person: str
    rows: Sequence[RungRow]
    everything: tuple[Obstacle, ...]

    @property
    def may(self) -> int:
        """How many rungs may be asked now."""
        return sum(row.may for row in self.rows)

    @property
    def sentence(self) -> str:
        """The answer."""
        if self.may == len(self.rows):
            return f"{self.person} may be asked for anything now."
        if self.may:
            return f"{self.person} may be asked for {plural(self.may, 'thing')} of {len(self.rows)} now."
        return f"{self.person} may not be asked for anything now."


def ladder(situation: Situation, policy: Policy) -> Ladder:
    """Every rung of the policy for this person, from the smallest to the largest."""
    found = {name: obstacles(situation, name, policy) for name in policy.ladder}
    every = [set(reasons) for reasons in found.values()]
    shared = set.intersection(*every) if every else set()
    first = next(iter(found.values()), ())
    return Ladder(
        person=situation.person,
        everything=tuple(one for one in first if one in shared),
        rows=[
            RungRow(
                name=name,
                rung=policy.ladder[name],
                found=reasons,
                own=tuple(one for one in reasons if one not in shared),
                next=_next(Wanted(situation=situation, activity=name, policy=policy)),
            )
            for name, reasons in found.items()
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
