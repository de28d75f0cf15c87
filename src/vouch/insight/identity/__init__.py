"""Who is who: which records of which sources are one account or one person, and which facts are theirs.

By source ids, by e-mail, by mail domain, and by what people settled; never by name alone, and nothing is guessed:
where two answers are possible there is none.
"""

from __future__ import annotations

from vouch.insight.identity.accounts import Accounts, accounts
from vouch.insight.identity.contacts import Contacts, contacts, versions_on
from vouch.insight.identity.resolve import FOR_EVER, REFERENCE, meant, references, resolve, workplaces
from vouch.insight.identity.settled import DECIDED, TOGETHER, together, touched

__all__ = [
    "DECIDED",
    "FOR_EVER",
    "REFERENCE",
    "TOGETHER",
    "Accounts",
    "Contacts",
    "accounts",
    "contacts",
    "meant",
    "references",
    "resolve",
    "together",
    "touched",
    "versions_on",
    "workplaces",
]
