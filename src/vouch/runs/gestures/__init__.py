"""What has happened that is worth a word is looked for after every placing and once a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.program.touch import actions, queries

__all__ = ["gestures"]


def gestures(_data: Path, policy: Policy, today: date) -> int:
    """Make today's gestures; how many are new."""
    return actions.make_gestures(occasions=queries.happened(policy=policy, today=today), policy=policy, today=today)
