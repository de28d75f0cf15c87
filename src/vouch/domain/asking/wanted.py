"""One ask that somebody has in mind, before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from vouch.domain.asking.situation import Situation
from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Rung


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One ask that somebody has in mind: of whom, for which activity type, for which use and where."""

    situation: Situation
    activity: str
    policy: Policy
    use: str = ""
    territory: str = ""

    @property
    def rung(self) -> Rung:
        """The activity type's rung."""
        return self.policy.ladder[self.activity]
