"""The tables of the room."""

from __future__ import annotations

from vouch.program.references.models.calling import BuyerLink, Feedback, Slot
from vouch.program.references.models.chain import ChainAnswer, ChainLink, ModeRule
from vouch.program.references.models.deal import Deal
from vouch.program.references.models.foreseen import Coverage, Price
from vouch.program.references.models.look import Look
from vouch.program.references.models.match import Match
from vouch.program.references.models.referral import Referral
from vouch.program.references.models.request import Request, RequestStep

__all__ = [
    "BuyerLink",
    "ChainAnswer",
    "ChainLink",
    "Coverage",
    "Deal",
    "Feedback",
    "Look",
    "Match",
    "ModeRule",
    "Price",
    "Referral",
    "Request",
    "RequestStep",
    "Slot",
]
