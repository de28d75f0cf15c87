"""The tables of all rooms, gathered where Django looks for them."""

from __future__ import annotations

from vouch.program.colleagues.models import User
from vouch.program.findings.models import Placement, Run
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message
from vouch.program.people.models import (
    Account,
    Act,
    Confirmation,
    Contact,
    Nomination,
    Owner,
    Person,
    Promise,
    Result,
    Role,
    Sentiment,
)

__all__ = [
    "Account",
    "Act",
    "Change",
    "Confirmation",
    "Contact",
    "Message",
    "Nomination",
    "Owner",
    "Person",
    "Placement",
    "Promise",
    "Result",
    "Role",
    "Run",
    "Sentiment",
    "User",
]
