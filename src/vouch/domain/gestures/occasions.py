"""What a small gesture may be for, the rarest first: of two on a day the first one is made."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """A kind of occasion."""

    RESULT = "result"
    GOAL = "goal"
    NEW_JOB = "new_job"
    FIRST_ACT = "first_act"
    BACK = "back"
    HELPED = "helped"
    YEAR = "year"

    @property
    def words(self) -> str:
        """The occasion as people read it.

        >>> Kind.BACK.words
        'back after a long silence'
        """
        return _WORDS[self]


_WORDS = {
    Kind.RESULT: "a result signed off",
    Kind.GOAL: "a goal met",
    Kind.NEW_JOB: "a new job",
    Kind.FIRST_ACT: "their first act",
    Kind.BACK: "back after a long silence",
    Kind.HELPED: "help given to others",
    Kind.YEAR: "a year as customer",
}
KINDS: tuple[Kind, ...] = tuple(Kind)
