"""What became of one earlier ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UNKNOWN = "unknown"
"""The personality of somebody whose personality is not known: a group of its own, and no type."""


class Step(StrEnum):
    """How far an ask went beyond the highest that the person had done."""

    NO_FURTHER = "no_further"
    ONE = "one"
    MORE = "more"

    @property
    def words(self) -> str:
        """The step as it ends a sentence about asks."""
        return _WORDS[self]

    @classmethod
    def of(cls, steps: int) -> Step:
        """Which of the three a number of steps is.

        >>> Step.of(-2), Step.of(1), Step.of(3)
        (<Step.NO_FURTHER: 'no_further'>, <Step.ONE: 'one'>, <Step.MORE: 'more'>)
        """
        return cls.NO_FURTHER if steps <= 0 else cls.ONE if steps == 1 else cls.MORE


_WORDS = {
    Step.NO_FURTHER: "no further than they had gone before",
    Step.ONE: "one step further than they had gone before",
    Step.MORE: "two steps or more further than they had gone before",
}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One ask that was sent on `on`: of whom, for what, and whether they said yes.

    `personality`: what was known of theirs on that day, None where it was not. `step`: how far it went beyond the
    highest they had done (`next_ask.step`). `answered_on`: the day of the yes, None where nobody wrote it down.
    """

    contact: str
    activity: str
    personality: str | None
    step: int
    said_yes: bool
    on: date
    answered_on: date | None = None
