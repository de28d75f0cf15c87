"""How far may an ask go at most? The lowest of what company, person and stage allow.

Method: methods 4.2. A stage's ceiling is the lower of the account's and the person's own; an advocate in an account
that is merely satisfied may be asked a little more than the account, and the owner always clears it.
"""

from __future__ import annotations

from dataclasses import dataclass

from vouch.domain.asking.situation import Situation
from vouch.domain.policy.asking import Ceilings, Highest, Rung
from vouch.domain.stages import Stage

_ORDER = ("not_known_yet", "not_yet_satisfied", "satisfied", "latent", "loyal", "advocate")


@dataclass(frozen=True)
class StageCeiling:
    """The ceiling of a stage: its name in the policy and the highest effort and exposure it lets be asked."""

    name: str
    highest: Highest

    def allows(self, rung: Rung) -> bool:
        """Whether this rung lies below it."""
        return rung.effort <= self.highest.effort and rung.exposure <= self.highest.exposure

    @property
    def nothing(self) -> bool:
        """Whether nothing at all may be asked."""
        return self.highest.effort == 0


def stage_ceiling(situation: Situation, ceilings: Ceilings) -> StageCeiling:
    """The ceiling of where they stand. Nobody placed counts as not known yet.

    >>> from datetime import date
    >>> from vouch.domain.policy import load
    >>> ana = Situation(today=date(2026, 11, 25), person="Ana", company="Acme", stage=Stage.LOYAL,
    ...                 own_stage=Stage.SATISFIED)
    >>> stage_ceiling(ana, load().asking.ceilings).name
    'satisfied'
    """
    own = situation.own_stage or Stage.NOT_KNOWN_YET
    if own is Stage.ADVOCATE and situation.stage is Stage.SATISFIED:
        name = "personal_advocate"
    else:
        of_account = _name(situation.stage, situation.latent)
        of_person = _name(own, situation.own_latent)
        name = min(of_account, of_person, key=_ORDER.index)
    return StageCeiling(name, getattr(ceilings, name))


def always_cleared(situation: Situation, ceilings: Ceilings) -> bool:
    """Whether the owner has to clear every ask of this person, whatever rule they set."""
    return stage_ceiling(situation, ceilings).name == "personal_advocate"


def _name(stage: Stage | None, latent: bool) -> str:
    name = (stage or Stage.NOT_KNOWN_YET).value
    return "latent" if latent and name == "satisfied" else name
