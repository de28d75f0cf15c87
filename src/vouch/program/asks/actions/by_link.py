"""What do the links in our mails do? Nothing when they are opened; this when somebody posts.

A link that was used before, or was forwarded, changes nothing that is not the same again: an answer counts once, and no
more invitations is no more invitations however often it is said.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from vouch.domain.asking import Answer
from vouch.domain.errors import NotAllowed, Refusal
from vouch.domain.policy import Policy
from vouch.program.asks import links
from vouch.program.asks.actions.answer import answer
from vouch.program.asks.actions.clear import answer_clearance
from vouch.program.asks.actions.moving import move
from vouch.program.asks.actions.send import invitation_key, reminder_key
from vouch.program.asks.current import fresh
from vouch.program.asks.models import Ask, Link
from vouch.program.asks.states import AskState, LinkKind, Origin
from vouch.program.colleagues.models import User
from vouch.program.consent.actions import say_consent
from vouch.program.consent.queries import consents_of
from vouch.program.outbox.actions import take_back
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact

NO_MORE = "They want no more invitations."


def open_link(secret: str, kind: str = LinkKind.INVITATION) -> Link:
    """The link behind a secret, to show what it is about. Changes nothing. Raises Refusal in gentle words."""
    return links.opened(secret, LinkKind(kind), now=timezone.now())


@transaction.atomic
def answer_by_link(
    *,
    secret: str,
    answer_: Answer | str,
    words: str = "",
    not_before: dt.date | None = None,
    policy: Policy,
    today: dt.date,
) -> Ask:
    """Keep what the reader of an invitation said. Raises Refusal in gentle words; BadInput."""
    link = open_link(secret, LinkKind.INVITATION)
    if link.ask is None:
        raise Refusal("no_such_link", "What this link was about is gone. Nothing is expected of you.")
    return answer(
        ask=link.ask, answer=answer_, door="link", words=words, not_before=not_before, policy=policy, today=today
    )


@transaction.atomic
def stop(*, secret: str) -> Contact:
    """No more invitations, from the link of a mail or its reader's mail program (RFC 8058): at once, and for good.

    What they were invited to and have not answered is a no; what was about to be sent is taken back. Once more changes
    nothing. Only they can take it back, in their portal.

    Raises Refusal where the link is not ours, or the person is not known any more.
    """
    link = open_link(secret, LinkKind.STOP)
    contact = present(Contact, link.contact_id)
    if contact is None:
        raise Refusal("nobody", "Nobody is known here by this link any more, so nothing will be sent.")
    if consents_of(contact.pk)["invitations"].given is not False:
        say_consent(contact=contact, purpose="invitations", given=False, door="link")
    end_open_asks(contact)
    return contact


def end_open_asks(contact: Contact, *, door: str = "link") -> None:
    """End what is open of somebody who wants no more invitations, not what they accepted; in the caller's transaction.

    `door` is where they said so.
    """
    at = timezone.now()
    states = (AskState.PROPOSED, AskState.CLEARED, AskState.INVITED)
    for ask in Ask.objects.filter(contact__in=ids_of(contact), state__in=states):
        take_back(reminder_key(ask))
        if ask.state == AskState.INVITED and not take_back(invitation_key(ask)):
            changes = {"answered_at": at, "answer_words": NO_MORE}
            move(fresh(ask), AskState.DECLINED, by=None, door=door, at=at, words=NO_MORE, **changes)
        elif ask.origin != Origin.OUTSIDE:
            move(fresh(ask), AskState.WITHDRAWN, by=None, door=door, at=at, words=NO_MORE, invited_at=None)


@transaction.atomic
def clear_by_link(
    *,
    secret: str,
    answer: str,
    until: dt.date | None = None,
    words: str = "",
    signed_in: User | None = None,
    policy: Policy,
    today: dt.date,
) -> Ask:
    """Keep the word of the colleague whom a mail asked: the link stands for them, so they need not sign in.

    Somebody else who is signed in speaks for themselves, and only if they may: `docs/adr/0008`.

    Raises Refusal: not our link, too old, decided by somebody else; NotAllowed.
    """
    link = open_link(secret, LinkKind.CLEARANCE)
    if link.ask is None or link.user is None:
        raise Refusal("no_such_link", "What this link was about is gone. Nothing is expected of you.")
    if not link.user.is_active:
        raise NotAllowed("not_here", "Whoever this mail was written to does not work here any more. Sign in instead.")
    by = signed_in or link.user
    return answer_clearance(
        by=by, ask=link.ask, answer=answer, until=until, words=words, policy=policy, today=today, door="link"
    )
