"""An ask that nobody has made yet: to be looked at, never kept."""

from __future__ import annotations

from vouch.program.asks.models import Ask
from vouch.program.people.models import Contact


def drafted(contact: Contact, activity: str, **written: str) -> Ask:
    """The ask these words would make of this person."""
    return Ask(contact=contact, account=contact.account, activity=activity, **written)
