"""Who is who: which records of which sources are one account or one person, and which facts are theirs.

By source ids, by e-mail, by mail domain, and by what people settled; never by name alone, and nothing is guessed:
where two answers are possible there is none.
"""

from __future__ import annotations

from vouch.insight.identity.accounts import Accounts, accounts
from vouch.insight.identity.contacts import Contacts, contacts, spans_on
from vouch.insight.identity.resolve import REFERENCE, meant, references, resolve, workplaces
from vouch.insight.identity.settled import DECIDED, TOGETHER, together, touched

__all__ = [
    "DECIDED",
    "REFERENCE",
    "TOGETHER",
    "Accounts",
    "Contacts",
    "accounts",
    "contacts",
    "meant",
    "references",
    "resolve",
    "spans_on",
    "together",
    "touched",
    "workplaces",
]
