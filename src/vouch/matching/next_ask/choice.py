"""What was chosen, why, and what came next."""

from __future__ import annotations

from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.matching.next_ask.candidate import Candidate
from vouch.matching.next_ask.worth import Worth


def near(first: Worth, second: Worth, policy: Policy) -> bool:
    """Whether the second best of a person is so near to the best that either may be asked for (`next_ask.two.near`).

    >>> from vouch.domain.policy import load
    >>> def worth(need):
    ...     return Worth(chance=0.5, need=need, person=0.2, decline=-0.1, effort=-0.06, load=0.0)
    >>> near(worth(0.5), worth(0.4), load()), near(worth(0.5), worth(0.2), load())
    (True, False)
    """
    return first.may_be and second.may_be and second.total >= policy.next_ask.two.near * first.total


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
