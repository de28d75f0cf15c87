"""What may a customer see of openings? Those they were chosen for and have heard of, and nothing of anybody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet

from vouch.domain.errors import NotFound, Refusal
from vouch.program.asks.links import digest
from vouch.program.openings.models import Guest, GuestLink
from vouch.program.openings.states import LEFT, GuestState
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact

_SHOWN = (
    GuestState.OFFERED, GuestState.INVITED, GuestState.SEATED, GuestState.WILLING, GuestState.WAITING,
)  # fmt: skip
"""What waits for them or is still to come, in the order in which it is shown."""


def openings_of(contact: Contact) -> Sequence[Guest]:
    """Everything that is open of this person, what waits for their word first."""
    rows = list(_theirs(contact).filter(state__in=_SHOWN))
    return sorted(rows, key=lambda one: (_SHOWN.index(GuestState(one.state)), one.opening.deadline, one.key))


def opening_of(contact: Contact, key: str) -> Guest:
    """One opening they heard of, by the key of their invitation. Raises NotFound, also for somebody else's."""
    found = _theirs(contact).filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_invitation", "There is no such invitation to you. It may have been taken back.")
    return found


def by_secret(secret: str, *, now: dt.datetime) -> Guest:
    """The guest whom the link of a mail leads to. Changes nothing. Raises Refusal in words for who holds the mail."""
    rows = GuestLink.objects.select_related("guest__opening__host", "guest__opening__author", "guest__contact")
    link = rows.select_related(
        "guest__opening__host", "guest__opening__author", "guest__contact", "guest__account", "guest__ask"
    ).filter(digest=digest(secret)).first()  # fmt: skip
    if link is None:
        raise Refusal(
            "no_such_link",
            "This link is not one of ours, or lost a piece on the way. Open it from the mail once more, whole.",
        )
    if link.expires_at <= now:
        raise Refusal("link_too_old", f"This link could be used until {link.expires_at:%-d %b %Y}. Write to us.")
    return link.guest


def _theirs(contact: Contact) -> QuerySet[Guest]:
    rows = Guest.objects.select_related("opening__host", "opening__author", "contact", "account", "ask")
    return rows.filter(contact__in=ids_of(contact), state__in=LEFT).exclude(invited_at=None)
