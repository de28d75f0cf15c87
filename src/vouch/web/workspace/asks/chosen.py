"""Whom does an address mean, and what stands in the way of asking each of them for something?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.domain.asking import Obstacle, Situation, obstacles
from vouch.domain.errors import BadInput
from vouch.domain.policy.asking import Rung
from vouch.program.asks.queries.situations import situations
from vouch.program.people import queries as people
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day

if TYPE_CHECKING:
    from vouch.program.people.models import Account, Contact

MOST = 50
"""People of one batch: more are not looked at one by one any more."""
_PERSON, _ACCOUNT = re.compile(r"c[0-9a-f]{15}\Z"), re.compile(r"a[0-9a-f]{15}\Z")


@dataclass(frozen=True)
class Person:
    """Somebody who may be asked, and their situation today."""

    contact: Contact
    situation: Situation

    @property
    def account(self) -> Account | None:
        """Where they work."""
        return self.contact.account

    @property
    def name(self) -> str:
        """What they are called."""
        return self.contact.name or self.contact.email or "Somebody without a name"

    def stands_in_the_way(self, activity: str, *, use: str = "", territory: str = "") -> tuple[Obstacle, ...]:
        """Every reason against asking them for this today."""
        return obstacles(self.situation, activity, policy(), use=use, territory=territory)


@dataclass(frozen=True)
class Step:
    """One rung of the ladder for some people: who may be asked, and the first reason against each of the others."""

    activity: str
    rung: Rung
    free: Sequence[Person]
    others: Sequence[tuple[Person, Obstacle]]


@dataclass
class Blocked:
    """One reason against some rungs: its sentence, who lifts it, the last day it stands, and the rungs in words."""

    sentence: str
    lifts: str
    until: dt.date | None
    rungs: list[str]


def blocked(steps: Sequence[Step]) -> list[Blocked]:
    """What stands in the way of these rungs, each reason once, the one that stops most first."""
    found: dict[str, Blocked] = {}
    for step in steps:
        for _person, why in step.others:
            # one reason stops many rungs; which ones is what is said beside it
            cut = _CUT.get(why.code)
            sentence = f"{why.sentence.split(cut)[0].rstrip('.')}." if cut else why.sentence
            one = found.setdefault(sentence, Blocked(sentence, why.lifts, why.until, []))
            if step.rung.words not in one.rungs:
                one.rungs.append(step.rung.words)
    return sorted(found.values(), key=lambda one: -len(one.rungs))


_CUT = {"above_stage": ", and ", "too_public": ", and ", "consent_withdrawn": ", which "}
"""Where a reason's sentence goes on about one rung."""


def ids(given: Sequence[str], *, of: str = "person") -> list[str]:
    """The internal ids among these values, each once. Raises BadInput when there are more than MOST people."""
    shape = _PERSON if of == "person" else _ACCOUNT
    found = list(dict.fromkeys(one for one in given if shape.match(one)))
    if len(found) > MOST:
        raise BadInput(
            "too_many_people",
            f"These are {len(found)}. At most {MOST} are looked at together, so that each is looked at.",
            field="contact",
        )
    return found


def chosen(keys: Sequence[str], *, except_ask: str = "") -> list[Person]:
    """These people with their situations, by company and name."""
    return situated(people.several_contacts(keys), except_ask=except_ask)


def situated(contacts: Sequence[Contact], *, except_ask: str = "") -> list[Person]:
    """The same people with their situations, in their order."""
    found = situations([one.pk for one in contacts], policy=policy(), today=day.today(), except_ask=except_ask)
    return [Person(one, found[one.pk]) for one in contacts if one.pk in found]


def ladder(persons: Sequence[Person]) -> list[Step]:
    """Every rung somebody can be chosen for, small ones first. Open invitations are no choice."""
    steps = []
    for activity, rung in policy().ladder.items():
        if rung.open_invitation:
            continue
        looked = [(person, person.stands_in_the_way(activity)) for person in persons]
        free = [person for person, found in looked if not found]
        steps.append(Step(activity, rung, free, [(person, found[0]) for person, found in looked if found]))
    return sorted(steps, key=lambda one: (one.rung.effort + one.rung.exposure, one.rung.effort))
