"""What was chosen, why, and what came next."""

from __future__ import annotations

from dataclasses import dataclass

from vouch.matching.next_ask.candidate import Candidate
from vouch.matching.next_ask.worth import Worth


@dataclass(frozen=True, kw_only=True)
class Pick:
    """One person's next step. `rank` from 1; `reasons` are full sentences, the weightiest first.

    `instead`: this person's second best. `runner_up`: who would be asked for the same, if not this person. `explored`:
    it was drawn to learn, in place of what is best by all that is known; `instead` is that, and the reasons say so.
    """

    rank: int
    candidate: Candidate
    worth: Worth
    reasons: tuple[str, ...]
    instead: Candidate | None = None
    runner_up: Candidate | None = None
    explored: bool = False


@dataclass(frozen=True, kw_only=True)
class Passed:
    """Somebody for whom nothing is proposed: what came nearest, and why it is not."""

    contact: str
    nearest: Candidate
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The next steps, best first; who waits for room (`later`); and for whom there is none, by their id."""

    picks: tuple[Pick, ...]
    later: tuple[Candidate, ...]
    passed: tuple[Passed, ...]

    @property
    def explored(self) -> int:
        """How many were drawn to learn."""
        return sum(pick.explored for pick in self.picks)
