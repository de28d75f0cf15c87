"""How does a customer stop it all, or take part again? In one press each, and nobody asks why."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from vouch.domain.asking.person import PURPOSES
from vouch.program.asks.actions.by_link import end_open_asks
from vouch.program.asks.actions.moving import move
from vouch.program.asks.current import fresh
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.consent.actions import say_consent
from vouch.program.consent.queries import consents_of
from vouch.program.members import actions as members
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact

INVITATIONS = "invitations"
LEFT = "They left the programme."


@transaction.atomic
def no_more_invitations(*, contact: Contact) -> None:
    """They say in the portal what the link of a mail says too: no more invitations. Once more changes nothing."""
    if consents_of(contact.pk)[INVITATIONS].given is not False:
        say_consent(contact=contact, purpose=INVITATIONS, given=False, door="portal")
    end_open_asks(contact, door="portal")


@transaction.atomic
def leave(*, contact: Contact) -> None:
    """They leave: no more invitations, every consent is withdrawn, what they had said yes to is called off.

    What they set as limits stays, so that nobody asks more of them should they come back; so does what was done.
    """
    no_more_invitations(contact=contact)
    for purpose, word in consents_of(contact.pk).items():
        if purpose in PURPOSES and word.given:
            say_consent(contact=contact, purpose=purpose, given=False, door="portal")
    at = timezone.now()
    for ask in Ask.objects.filter(contact__in=ids_of(contact), state=AskState.ACCEPTED):
        move(fresh(ask), AskState.DECLINED, by=None, door="portal", at=at, words=LEFT, answered_at=at)
    members.leave(contact=contact)
