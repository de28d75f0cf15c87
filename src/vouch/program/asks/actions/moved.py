"""What happens to an ask when the person changes employer? It is stopped: the company that allowed it is not theirs."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.asking.obstacle import said_day
from vouch.domain.errors import Conflict
from vouch.domain.policy import Policy
from vouch.program.asks.actions.moving import move
from vouch.program.asks.actions.send import invitation_key, reminder_key
from vouch.program.asks.current import fresh
from vouch.program.asks.days import moment_on
from vouch.program.asks.models import Ask
from vouch.program.asks.states import OPEN, AskState, Origin
from vouch.program.outbox.actions import take_back
from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import Account, Contact, Move
from vouch.program.people.moves import of_person


def stop_for_moves(*, policy: Policy, today: dt.date) -> int:
    """Take back every open ask of somebody under a company they left; returns how many.

    Each says why. An ask that goes with an opening is stopped by the
    opening (`openings.actions.moved`), which counts its seats. Called again, it
    finds nothing left to stop.
    """
    count = 0
    for pk in Move.objects.filter(on__lte=today).order_by("contact_id").values_list("contact_id", flat=True).distinct():
        contact = Contact.objects.filter(pk=pk).first()
        if contact is not None:
            count += _stop(contact, policy, today)
    return count


def _stop(contact: Contact, policy: Policy, today: dt.date) -> int:
    ids, here = every_id(Contact, contact.pk), set(every_id(Account, contact.account_id))
    asks = Ask.objects.filter(contact_id__in=ids, state__in=OPEN).exclude(origin=Origin.OPENING)
    asks = asks.exclude(account_id__in=here)
    moves = {
        left: one for one in reversed(of_person(contact.pk)) if one.left for left in every_id(Account, one.left.pk)
    }
    at, count = moment_on(today, policy), 0
    for ask in asks.filter(account_id__in=moves):
        one = moves[ask.account_id]
        words = (
            f"{one.name} moved from {one.before} to {one.joined.name} on {said_day(one.on)}. What {one.before} allowed "
            f"does not hold there; whether to ask them anew is decided under {one.joined.name}."
        )
        try:
            with transaction.atomic():
                take_back(reminder_key(ask))
                never_left = {"invited_at": None} if take_back(invitation_key(ask)) else {}
                move(fresh(ask), AskState.WITHDRAWN, by=None, door="worker", at=at, words=words, **never_left)
                count += 1
        except Conflict:
            continue  # somebody moved it on at the same moment; the next day sees what is left
    return count
