"""May this person be asked for this, now? The gates in front of every ask, in plain Python: `docs/ideas/asks.md`."""

from __future__ import annotations

from vouch.domain.asking.ceiling import StageCeiling, always_cleared, stage_ceiling
from vouch.domain.asking.obstacle import Obstacle
from vouch.domain.asking.obstacles import at_all, free_from, obstacles
from vouch.domain.asking.rest import frees, over
from vouch.domain.asking.situation import (
    Allowed,
    Answer,
    Asked,
    Done,
    HoldKind,
    OwnLimits,
    PermissionSaid,
    Situation,
    Standing,
)
from vouch.domain.asking.wanted import Wanted
from vouch.domain.asking.wins import check_wins

__all__ = [
    "Allowed",
    "Answer",
    "Asked",
    "Done",
    "HoldKind",
    "Obstacle",
    "OwnLimits",
    "PermissionSaid",
    "Situation",
    "StageCeiling",
    "Standing",
    "Wanted",
    "always_cleared",
    "at_all",
    "check_wins",
    "free_from",
    "frees",
    "obstacles",
    "over",
    "stage_ceiling",
]
