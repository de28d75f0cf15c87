"""What becomes of openings when somebody wants no more, or leaves? Seats go back; the worker asks whoever is next."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import Refusal
from vouch.program.asks import actions as asks
from vouch.program.asks.actions.by_link import NO_MORE, open_link
from vouch.program.asks.actions.leaving import LEFT
from vouch.program.asks.states import LinkKind
from vouch.program.openings.actions.moving import again, move
from vouch.program.openings.actions.telling import untell
from vouch.program.openings.actions.turn import SEATS_MOVE, take_turn
from vouch.program.openings.models import Guest
from vouch.program.openings.states import UNDER_WAY, GuestState
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact

_UNANSWERED = (GuestState.CLEARING, GuestState.INVITED)


@transaction.atomic
def stop(*, secret: str) -> Contact:
    """No more invitations, from the link of a mail: to openings neither. Raises Refusal like the asks' own."""
    contact = present(Contact, open_link(secret, LinkKind.STOP).contact_id)
    if contact is not None:
        _end(contact, _UNANSWERED, door="link", words=NO_MORE)
    return asks.stop(secret=secret)


@transaction.atomic
def no_more_invitations(*, contact: Contact) -> None:
    """The same, said in the portal. What they said yes to stays theirs."""
    _end(contact, _UNANSWERED, door="portal", words=NO_MORE)
    asks.no_more_invitations(contact=contact)


@transaction.atomic
def leave(*, contact: Contact) -> None:
    """They leave the programme: their seats and places go back too."""
    _end(contact, UNDER_WAY, door="portal", words=LEFT)
    asks.leave(contact=contact)


def _end(contact: Contact, states: Collection[GuestState], *, door: str, words: str) -> None:
    at = timezone.now()
    rows = Guest.objects.filter(contact__in=ids_of(contact), state__in=states).order_by("opening_id")
    for key, opening in list(rows.values_list("pk", "opening_id")):
        try:
            take_turn(opening, states=SEATS_MOVE)
        except Refusal:
            continue  # over meanwhile: nothing is open of them there
        guest = again(key)
        unheard = guest.state == GuestState.CLEARING or (guest.state == GuestState.INVITED and untell(guest, "invited"))
        to = GuestState.GAVE_BACK if guest.state == GuestState.SEATED else GuestState.DECLINED
        move(guest, GuestState.TAKEN_BACK if unheard else to, by=None, door=door, at=at, words=words)
