"""The tables of the room."""

from __future__ import annotations

from vouch.program.asks.models.ask import Ask, Step
from vouch.program.asks.models.clearance import Clearance, OwnerRule
from vouch.program.asks.models.give import Give
from vouch.program.asks.models.link import Link

__all__ = ["Ask", "Clearance", "Give", "Link", "OwnerRule", "Step"]
