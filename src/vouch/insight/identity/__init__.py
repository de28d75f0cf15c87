"""Who is who: which records of which sources are one account or one person, and which facts are theirs.

By source ids, by e-mail, by mail domain; never by name alone, and nothing is guessed: where two answers are possible
there is none.
"""

from __future__ import annotations

from vouch.insight.identity.accounts import Accounts, accounts
from vouch.insight.identity.contacts import Contacts, contacts, versions_on
from vouch.insight.identity.resolve import FOR_EVER, meant, references, resolve, workplaces

__all__ = [
    "FOR_EVER",
    "Accounts",
    "Contacts",
    "accounts",
    "contacts",
    "meant",
    "references",
    "resolve",
    "versions_on",
    "workplaces",
]
