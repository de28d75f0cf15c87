"""What was given to and asked of an account or person, beside what else its page says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vouch.program.asks import queries
from vouch.web.workspace.asks.words import rung_words
from vouch.web.workspace.customers.allowed.day import today

if TYPE_CHECKING:
    from vouch.program.people.models import Account, Contact

SHOWN = 6


def given(account: Account | None, contact: Contact | None = None) -> dict[str, Any]:
    """The gives and asks of one account, or of one person there, with their balance from the first day on."""
    if account is None:
        return {"given": None}
    whose: dict[str, Any] = {"contact": contact} if contact is not None else {"account": account}
    asks = queries.of_contact(contact, limit=SHOWN) if contact else queries.of_account(account, limit=SHOWN)
    return {
        "given": {
            "gives": queries.gives_of(**whose, limit=SHOWN),
            "balance": queries.balance(**whose),
            "asks": asks,
            "today": today(),
            "what": rung_words,
        }
    }
