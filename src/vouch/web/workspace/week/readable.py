"""Which reasons of a step may this colleague read? Not of a personality or a goal whose role may not, nor of a load a
seller.

Whoever objected to it since the last run, or is not known any more, has no personality that is spoken of. What somebody
wants is read anew, in their words of today: a goal that was taken away since is none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from vouch.domain.goals import Goal
from vouch.program.colleagues.permissions import Position, may
from vouch.program.people.goals.queries import goals_of
from vouch.program.people.personality.queries import personalities
from vouch.program.suggestions.rows import GOAL
from vouch.web.workspace.week.reasons import Reason

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.suggestions.models import NextStep

Read = Callable[["NextStep"], list[Reason]]


def reader(who: User, steps: Collection[NextStep]) -> Read:
    """What this colleague may read of the reasons of any of these steps."""
    typed = {step.contact_id for step in steps if any(of == "personality" for _sign, _words, of in step.reasons)}
    spoken = {pk for pk, now in personalities(typed).items() if now.sure is not None} if typed else set[str]()

    seeking = {step.contact_id for step in steps if any(of.startswith(GOAL) for _sign, _words, of in step.reasons)}
    goals = goals_of(seeking) if seeking else {}

    def read(step: NextStep) -> list[Reason]:
        owner = step.account.owner_id or ""
        wanted = goals.get(step.contact_id, []) if may(who, "see_goals", owner=owner) else []
        hidden = {
            "personality": step.contact_id not in spoken or not may(who, "see_personalities", owner=owner),
            "load": who.role == Position.SELLER,
        }
        found: list[Reason] = []
        for sign, words, of in step.reasons:
            if of.startswith(GOAL):
                found += [(sign, f"{words}: “{one.words}”") for one in _of_kind(wanted, of)]
            elif not hidden.get(of, bool(of)):
                found.append((sign, words))
        return found

    return read


def _of_kind(goals: Sequence[Goal], of: str) -> Sequence[Goal]:
    """The first goal of the kind that a reason is about; none where it was taken away since."""
    return [one for one in goals if of == f"{GOAL}{one.kind}"][:1]
