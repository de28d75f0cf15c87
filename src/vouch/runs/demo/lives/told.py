"""What would somebody who knows this customer say? The shape in which every life is told beside being lived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.runs.demo.cast.people import Person

if TYPE_CHECKING:
    from vouch.runs.demo.lives.life import Life

NOT_KNOWN, UNSATISFIED, SATISFIED, LOYAL, ADVOCATE = (
    "not_known_yet",
    "not_yet_satisfied",
    "satisfied",
    "loyal",
    "advocate",
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One life in a sentence, and what follows from it for whoever knows the company.

    `stage` names every stage such a person might; empty where nobody would place them. `at_risk` None: hard to say.
    """

    says: str
    stage: tuple[str, ...]
    person: Person | None = None
    person_stage: tuple[str, ...] = ()
    at_risk: bool | None = None
    flags: tuple[str, ...] = ()
    not_flags: tuple[str, ...] = ()
    no_acts: bool | None = None
    customer: str = "yes"


@dataclass(frozen=True)
class Kind:
    """A kind of story: how many of a thousand companies live it, how large they are, and the plan of it."""

    name: str
    per_thousand: int
    size: tuple[int, int]
    live: Callable[[Life], Told]
    planted: bool = True
