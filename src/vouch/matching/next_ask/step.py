"""How far does an ask go beyond what somebody did? Small steps: one up in effort or exposure, never two in both.

Method: methods 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Rung


@dataclass(frozen=True)
class Reached:
    """The highest effort and the highest exposure of the acts that somebody completed; 0 and 0 before the first."""

    effort: int = 0
    exposure: int = 0

    @classmethod
    def by(cls, done: Iterable[str | None], policy: Policy) -> Reached:
        """What completed acts, as rungs of the ladder, have reached. One that is no rung reaches nothing.

        >>> from vouch.domain.policy import load
        >>> Reached.by(["private_quote", "webinar", None], load())
        Reached(effort=3, exposure=3)
        """
        rungs = [policy.ladder[one] for one in done if one is not None and one in policy.ladder]
        return cls(max((rung.effort for rung in rungs), default=0), max((rung.exposure for rung in rungs), default=0))

    def with_(self, rung: Rung) -> Reached:
        """What is reached once this rung is done too."""
        return Reached(max(self.effort, rung.effort), max(self.exposure, rung.exposure))


def step(rung: Rung, reached: Reached) -> int:
    """How many steps up a rung lies, in effort or exposure, whichever is more; 0 or below where nothing is new.

    >>> from vouch.domain.policy import load
    >>> step(load().ladder["reference_call"], Reached(1, 1)), step(load().ladder["private_quote"], Reached(3, 3))
    (1, -2)
    """
    return max(rung.effort - reached.effort, rung.exposure - reached.exposure)


def both(rung: Rung, reached: Reached) -> int:
    """How many steps up it lies in effort and in exposure too: two in both are never asked, whatever the policy says.

    >>> from vouch.domain.policy import load
    >>> both(load().ladder["case_study"], Reached(1, 2)), both(load().ladder["case_study"], Reached(3, 0))
    (2, 0)
    """
    return min(rung.effort - reached.effort, rung.exposure - reached.exposure)


def too_far(steps: int, rung: Rung, largest: int) -> str:
    """The sentence of a step that is too large."""
    most = "one step" if largest == 1 else f"{largest} steps"
    return f"{rung.words[:1].upper()}{rung.words[1:]} is {steps} steps beyond what they did; {most} at a time."
