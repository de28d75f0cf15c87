"""Who does it, on which day, through which door? What every step towards a call needs, in one piece."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from vouch.domain.errors import NotAllowed
from vouch.domain.policy import Policy
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may
from vouch.program.references.actions.turn import take_turn, write_step
from vouch.program.references.current import now
from vouch.program.references.models import Match
from vouch.program.references.states import UNDER_WAY, Side


@dataclass(frozen=True, kw_only=True)
class Hand:
    """By whom (nobody: the worker, a customer, a buyer), where, when, under which policy; `address` makes links."""

    policy: Policy
    today: dt.date
    address: Address
    by: User | None = None
    door: str = "worker"

    @property
    def at(self) -> dt.datetime:
        """The moment of it."""
        return moment_on(self.today, self.policy)

    def step(self, match: Match, words: str) -> None:
        """Write into the request's story what happened with one of its people."""
        state = match.request.state
        write_step(match.request, before=state, after=state, by=self.by, door=self.door, at=self.at, words=words)


def turn_at(match: Match, *, states: Collection[str] = UNDER_WAY) -> Match:
    """The match as it is now, which nobody else changes until the caller's transaction ends. Raises as `take_turn`."""
    take_turn(match.request_id, states=states)
    return now(match.pk)


def check_side(match: Match, side: str, by: User | None) -> None:
    """Go on only where this colleague may act for that side; nobody (`by`): the door has seen to it.

    The seller acts for theirs, the desk for both: a customer may have told it on the phone. Raises NotAllowed.
    """
    if by is None or may(by, "run_desk"):
        return
    if side == Side.CUSTOMER and match.request.seller_id == by.pk:
        raise NotAllowed("theirs_to_say", "That is the customer's to say, or the desk's for them.")
    if side != Side.SELLER or match.request.seller_id != by.pk:
        raise NotAllowed("not_yours", "This is another's request. They do that, or the desk does.")
