"""How do colleagues say what they think of a customer?"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.program.colleagues.models import User
from vouch.program.people.actions.entries import not_later_than_today, write
from vouch.program.people.models import Account, Contact, Sentiment


@transaction.atomic
def say_sentiment(
    *,
    by: User,
    rated_on: dt.date,
    rating: str,
    account: Account | None = None,
    contact: Contact | None = None,
    note: str = "",
) -> Sentiment:
    """Say how a customer is doing: green, amber or red, and why. Raises NotAllowed, or BadInput with the field."""
    not_later_than_today(rated_on, "rated_on", "That day")
    entry = Sentiment(account=account, contact=contact, rating=rating, note=note.strip(), rated_on=rated_on)
    return write(entry, by=by, action="say_sentiment", contact=contact.pk if contact else None, rating=rating)
