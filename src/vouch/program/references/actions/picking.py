"""How does a buyer pick a time? With a link that shows nothing but times and whom they meet; only a POST picks."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from vouch.domain.errors import Conflict, Refusal
from vouch.domain.policy import Policy
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address, digest
from vouch.program.colleagues.models import User
from vouch.program.history.actions import record
from vouch.program.references.actions.hand import check_side
from vouch.program.references.actions.times import pick
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import BuyerLink, Match
from vouch.program.references.queries.picking import behind
from vouch.program.references.states import MatchState, Side

LINK_DAYS = 60
PAGE = "picking"
"""The kind of page that a buyer's link leads to."""


@transaction.atomic
def link_for_buyer(
    *, by: User, match: Match, door: str = "workspace", policy: Policy, today: dt.date, address: Address
) -> str:
    """The address of a page on which the buyer picks one of the times; a new one each time, the earlier ones hold too.

    Raises NotAllowed; Conflict where no times are offered to pick from.
    """
    match = now(match.pk)
    check_side(match, Side.SELLER, by)
    slots = [one for one in match.slots.all() if not one.gone and one.offered_by == Side.CUSTOMER]
    if state_of(match) is not MatchState.OFFERED or not slots:
        raise Conflict("no_times", "The customer has named no times to pick from yet.")
    at, secret = moment_on(today, policy), secrets.token_urlsafe(24)
    expires = at + dt.timedelta(days=LINK_DAYS)
    BuyerLink.objects.create(digest=digest(secret), match=match, by=by, made_at=at, expires_at=expires)
    record(by=by, door=door, action="link_for_buyer", kind="match", object_id=match.pk)
    return address(PAGE, secret)


@transaction.atomic
def pick_by_link(*, secret: str, slot: int, policy: Policy, today: dt.date, address: Address) -> Match:
    """Pick as the buyer. Raises Refusal in gentle words: no link of ours, too old; as `pick`."""
    match = behind(secret, at=moment_on(today, policy))
    try:
        return pick(match=match, slot=slot, side=Side.SELLER, door="link", policy=policy, today=today, address=address)
    except Conflict as conflict:
        if conflict.code == "picked_already":
            raise
        raise Refusal(
            "not_now", "There is no time to pick at the moment. Whoever sent you the link knows more."
        ) from None
