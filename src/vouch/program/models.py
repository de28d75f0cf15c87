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
from vouch.program.people.playbook.models import PlaybookPage
from vouch.program.work.models import DeliveredFile, Delivery, Job

__all__ = [
    "Account",
    "Act",
    "Change",
    "Confirmation",
    "Contact",
    "DeliveredFile",
    "Delivery",
    "Job",
    "Message",
    "Nomination",
    "Owner",
    "Person",
    "Placement",
    "PlaybookPage",
    "Promise",
    "Result",
    "Role",
    "Run",
    "Sentiment",
    "User",
]
