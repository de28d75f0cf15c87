"""Who fits a request, as this colleague may read it? The one answer that the page, the API and Slack show.

It counts the look, asks for the ranking, and keeps back names where policy does; a door only lays it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from vouch.domain.asking import Obstacle
from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.matching.reference import Answer
from vouch.program.colleagues.permissions import may
from vouch.program.people.queries import several_contacts
from vouch.program.references import actions
from vouch.program.references.queries import Read, Reading, reading, why_priced
from vouch.runs.desk import matches_for

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact
    from vouch.program.references.models import Request


@dataclass(frozen=True, kw_only=True)
class Fits:
    """Somebody who could. `pick` is what a door hands back to choose them; `who` what may be read of them.

    `fit` (0 to 1, None where nothing is known) over `coverage` (0 to 1) of what was named. `nobody_asked_yet`: their
    company was not asked whether it allows this, so that the owner's yes comes first. `later`: whom they will be needed
    for in the rest of the quarter, which costs them some of their rank; empty where it costs nothing.
    """

    rank: int
    pick: str
    person: str
    who: Read
    fit: float | None
    coverage: float
    reasons: tuple[str, ...]
    unknown: tuple[str, ...]
    nobody_asked_yet: bool
    load: float
    last_asked: dt.date | None
    later: str


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """Somebody who fits and may not be asked now: why, who lifts it, until when where that is known."""

    who: Read
    fit: float | None
    sentence: str
    lifts: str
    until: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Relaxes:
    """One condition of the request: how many more there would be without it, of how many it is only not known."""

    condition: str
    adds: int
    unknown: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """The answer: whom to choose from, who is stopped, which conditions could be given up."""

    matches: Sequence[Fits]
    stopped: Sequence[Stopped]
    relaxes: Sequence[Relaxes]
    free: int
    stopped_count: int
    looked_for: Sequence[str]
    nowhere: Sequence[str]
    today: dt.date
    policy: str


def opened(
    request: Request, *, by: User, without: Collection[str] = (), door: str, policy: Policy, today: dt.date
) -> Answer:
    """The ranking itself, with the look counted and kept; names in it are not kept back yet. Raises as `found`."""
    if not request.activity:
        raise BadInput("no_activity", "Say what you need first: a call, a quote, a visit.", field="activity")
    look = actions.look(by=by, request=request, without=sorted(without), door=door, policy=policy)
    answer = matches_for(
        settings.DATA, request, policy=policy, today=today, sees_all=may(by, "run_desk"), without=frozenset(without)
    )
    actions.shown(look=look, people=[one.person for one in answer.matches])
    return answer


def found(
    request: Request, *, by: User, without: Collection[str] = (), door: str, policy: Policy, today: dt.date
) -> Found:
    """Open the list of this request. `without`: conditions given up for once.

    Raises BadInput without an activity type; NotAllowed; TooOften, where it would be one list too many in this hour.
    """
    answer = opened(request, by=by, without=without, door=door, policy=policy, today=today)
    people = {
        one.pk: one
        for one in several_contacts({*(one.person for one in answer.matches), *(one.person for one in answer.stopped)})
    }
    eyes, why = reading(request, by=by, policy=policy), later(answer)
    return Found(
        matches=[
            Fits(
                rank=one.rank, pick=eyes.pick(one.person), person=one.person,
                who=_read(eyes, people, one.person, one.named), fit=one.fit, coverage=one.coverage,
                reasons=one.reasons, unknown=one.unknown, nobody_asked_yet=one.nobody_asked_yet, load=one.load,
                last_asked=one.last_asked, later=why.get(one.person, ""),
            )
            for one in answer.matches
        ],
        stopped=[
            stopped(_read(eyes, people, one.person, one.named), one.fit, one.obstacle) for one in answer.stopped
        ],
        relaxes=[Relaxes(condition=one.filter, adds=one.adds, unknown=one.unknown) for one in answer.relaxable],
        free=answer.free, stopped_count=answer.stopped_count, looked_for=answer.looked_for, nowhere=answer.nowhere,
        today=answer.today, policy=answer.policy,
    )  # fmt: skip


NEEDED_LATER = "Others will need them before the quarter ends."
_FELT = 0.01
"""A lower price moves nobody."""


def later(answer: Answer) -> dict[str, str]:
    """Whom the matches will be needed for later in the quarter, in words, of those for whom that costs something."""
    felt = [one.person for one in answer.matches if one.price >= _FELT]
    return dict.fromkeys(felt, NEEDED_LATER) | why_priced(felt)


def _read(eyes: Reading, people: Mapping[str, Contact], person: str, open_: bool) -> Read:
    found = people.get(person)
    return eyes.of(found, open_=open_) if found is not None else Read(name="Somebody who is not known any more")


def stopped(who: Read, fit: float | None, why: Obstacle) -> Stopped:
    """What stands in the way of somebody, as this reader may know it."""
    # the sentence names them and their company: whoever may not read the name reads only until when
    if not who.masked:
        return Stopped(who=who, fit=fit, sentence=why.sentence, lifts=why.lifts, until=why.until)
    until = f" before {why.until + dt.timedelta(days=1):%-d %b %Y}" if why.until else " for now"
    return Stopped(who=who, fit=fit, sentence=f"They may not be asked{until}.", lifts="the desk", until=why.until)
