"""What becomes of an invitation that asks for something when the person changes employer? It is taken back.

Their old company had cleared it; the new one was not asked. Their seat goes back, and whoever waits first is asked. One
to an opening that only gives stays theirs: what they do and get goes with them.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.asking.obstacle import said_day
from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address
from vouch.program.openings.actions.moving import again, move
from vouch.program.openings.actions.telling import tell, untell
from vouch.program.openings.actions.turn import SEATS_MOVE, take_turn
from vouch.program.openings.models import Guest
from vouch.program.openings.states import UNDER_WAY, GuestState
from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import Account, Contact, Move
from vouch.program.people.moves import Moved, of_person


def stop_for_moves(*, policy: Policy, today: dt.date, address: Address) -> int:
    """Take back what asks somebody for something under a company they left; returns how many. Who had heard is told.

    Called again, it finds nothing left to stop.
    """
    count = 0
    movers = Move.objects.filter(on__lte=today).order_by("contact_id")
    for pk in movers.values_list("contact_id", flat=True).distinct():
        contact = Contact.objects.filter(pk=pk).first()
        if contact is None:
            continue
        here = set(every_id(Account, contact.account_id))
        rows = Guest.objects.filter(contact_id__in=every_id(Contact, pk), state__in=UNDER_WAY).exclude(ask=None)
        rows = rows.exclude(account_id__in=here).order_by("opening_id")
        left = {id_: one for one in reversed(of_person(pk)) if one.left for id_ in every_id(Account, one.left.pk)}
        for key, opening, account in list(rows.values_list("pk", "opening_id", "account_id")):
            if account in left:
                count += _stop(key, opening, left[account], policy, today, address)
    return count


def _stop(key: str, opening: str, one: Moved, policy: Policy, today: dt.date, address: Address) -> bool:
    words = (
        f"{one.name} moved from {one.before} to {one.joined.name} on {said_day(one.on)}. What {one.before} allowed "
        "does not hold there."
    )
    try:
        with transaction.atomic():
            take_turn(opening, states=SEATS_MOVE)
            guest = again(key)
            if guest.state not in UNDER_WAY:
                return False
            unheard = guest.state == GuestState.CLEARING or (
                guest.state == GuestState.INVITED and untell(guest, "invited")
            )
            at = moment_on(today, policy)
            found = move(guest, GuestState.TAKEN_BACK, by=None, door="worker", at=at, words=words)
            if not unheard:
                tell(found, "taken_back", policy, today, address)
    except Refusal:
        return False  # it is over, or somebody moved them at the same moment
    return True
