"""May this person be written to about something they did? Not where they said so, or pause."""

from __future__ import annotations

import datetime as dt

from vouch.program.consent.queries import consents_of, limits_of
from vouch.program.people.models import Contact

EMAIL = "email"


def may_be_mailed(contact: Contact, today: dt.date) -> bool:
    """Whether a letter that they need not have may go to them: thanks, or what became of a deal."""
    if not contact.email or contact.opted_out or consents_of(contact.pk)["invitations"].given is False:
        return False
    limits = limits_of(contact.pk)
    if limits.paused_until is not None and limits.paused_until >= today:
        return False
    return not limits.channels or EMAIL in limits.channels
