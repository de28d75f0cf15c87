"""What every page of an account has: who it is, the tabs, where things can be written down."""

from __future__ import annotations

from typing import Any

from vouch.web.shared.environment import url
from vouch.web.workspace.customers.rows import SHOWN
from vouch.web.workspace.customers.subject import Subject, adding

ADDED = ("promise", "result", "sentiment", "nomination", "act", "role", "person")


def frame(subject: Subject, here: str, count: int) -> dict[str, Any]:
    """The context of an account's frame. `here`: the tab that is open; `count`: people of the account."""
    account = subject.account
    assert account is not None
    at = {"as_of": subject.day.isoformat()} if subject.past and subject.day else {}
    tabs = [
        ("Placement", url("account", account.pk, **at), here == "placement", None),
        ("People", url("account_people", account.pk), here == "people", count),
        ("Promises and results", url("account_proof", account.pk), here == "proof", None),
        ("What they allow", url("account_allowed", account.pk), here == "allowed", None),
        ("History", url("account_history", account.pk), here == "history", None),
    ]
    return {
        "subject": subject,
        "account": account,
        "stand": subject.stand,
        "tabs": tabs,
        "adds": {kind: adding(account.pk, kind) for kind in ADDED},
        "shown": SHOWN,
    }
