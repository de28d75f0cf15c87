"""What hints at a personality: answers on joining, what somebody did and declined, what colleagues believe.

Nothing else does: never gender, age, nationality, or a title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vouch.domain.personalities import Personality


class How(StrEnum):
    """How an act or an answer to an ask came about; it reflects what we asked, the less so the freer they were."""

    VOLUNTEERED = "volunteered"
    CHOICE_OF_TWO = "choice_of_two"
    SINGLE_ASK = "single_ask"


@dataclass(frozen=True, order=True, kw_only=True)
class Answer:
    """An answer to one of the questions on joining, and the personality it hints at."""

    on: date
    question: str
    says: Personality


@dataclass(frozen=True, order=True, kw_only=True)
class Behaviour:
    """A yes, a no (silence is one), or an act that nobody asked for, to one rung of the ladder."""

    on: date
    activity: str
    said_yes: bool
    how: How


@dataclass(frozen=True, order=True, kw_only=True)
class Guess:
    """What one of us believes, `by` whom."""

    on: date
    by: str
    says: Personality


@dataclass(frozen=True)
class Evidence:
    """All that hints at the personality of one person, in any order."""

    answers: Sequence[Answer] = ()
    behaviour: Sequence[Behaviour] = ()
    guesses: Sequence[Guess] = ()

    def latest_guesses(self) -> list[Guess]:
        """One of each colleague, the last: who says it twice counts once, and one may think better of it."""
        return list({guess.by: guess for guess in sorted(self.guesses)}.values())

    def latest_answers(self) -> list[Answer]:
        """One of each question, the last: a person whose records were joined may have answered twice."""
        return list({answer.question: answer for answer in sorted(self.answers)}.values())

    @property
    def last(self) -> date | None:
        """The day of the youngest piece; None where there is none."""
        pieces: list[Answer | Behaviour | Guess] = [*self.answers, *self.behaviour, *self.guesses]
        return max((one.on for one in pieces), default=None)
