"""What somebody answered one of us, and what follows from all of it for the two."""

from __future__ import annotations

from dataclasses import dataclass

from vouch.domain.estimate import in_100
from vouch.matching.yes_rate import Rate


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of one ask of `contact` that `colleague` made (empty: nobody knows who of us).

    `days`: how many it took to answer, yes or no; None where no answer came, or nobody wrote the day down.
    """

    colleague: str
    contact: str
    activity: str
    said_yes: bool
    days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Spark:
    """What is known of two: `yes` of `n` asks, and how soon they answered, the median of `answered` answers.

    `rate` is None where there is not enough evidence; `people` says how many this colleague has asked at all.
    `usual` and `usual_days` are what others get to the same acts.
    """

    colleague: str
    contact: str
    yes: int
    n: int
    people: int
    least: int
    rate: Rate | None
    usual: float | None
    answered: int
    days: float | None
    usual_days: float | None

    @property
    def words(self) -> str:
        """What is known, with its count; no figure where there is not enough evidence."""
        if not self.n:
            return "never asked them"
        if self.rate is None or self.usual is None:
            return f"not enough evidence: asked {self.people} so far, {self.least} needed"
        told = f"{self.yes} yes of {self.n}; {in_100(self.rate.low, self.rate.high)} say yes to the like of it"
        return f"{told}, {round(100 * self.usual)} in 100 when others of us ask"
