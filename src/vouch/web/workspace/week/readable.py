"""Which reasons of a step may this colleague read? Not of a personality whose role may not, nor of a load a seller.

Whoever objected to it since the last run, or is not known any more, has no personality that is spoken of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from vouch.program.colleagues.permissions import Position, may
from vouch.program.people.personality.queries import personalities
from vouch.web.workspace.week.reasons import Reason

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.suggestions.models import NextStep

Read = Callable[["NextStep"], list[Reason]]


def reader(who: User, steps: Collection[NextStep]) -> Read:
    """What this colleague may read of the reasons of any of these steps."""
    typed = {step.contact_id for step in steps if any(of == "personality" for _sign, _words, of in step.reasons)}
    spoken = {pk for pk, now in personalities(typed).items() if now.sure is not None} if typed else set[str]()

    def read(step: NextStep) -> list[Reason]:
        owner = step.account.owner_id or ""
        hidden = {
            "personality": step.contact_id not in spoken or not may(who, "see_personalities", owner=owner),
            "load": who.role == Position.SELLER,
        }
        return [(sign, words) for sign, words, of in step.reasons if not hidden.get(of, bool(of))]

    return read
