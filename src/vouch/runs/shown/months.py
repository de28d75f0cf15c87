"""How many customers stood where at each month end, and how many could have been loyal, all unknown turned well?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vouch.domain.stages import Stage
from vouch.runs.shown.found import Found

_MONTHS = """
select as_of, stage, count(*) as n,
  count(*) filter (at_most in ('loyal', 'advocate')) as could
from {placements} where kind = 'account' group by as_of, stage order by as_of
"""

_RISKS = """
select as_of, count(distinct subject) as n from {reasons} where flagged group by as_of
"""


@dataclass(frozen=True)
class Month:
    """Where the customers of a day stood. `could`: how many would be loyal or better if all unknown turned out well."""

    day: date
    by_stage: dict[str, int]
    could: int
    at_risk: int

    @property
    def total(self) -> int:
        """How many customers there were."""
        return sum(self.by_stage.values())

    @property
    def loyal_or_better(self) -> float:
        """The share known to be loyal or better, 0 to 1: the worst case."""
        return (self.by_stage[Stage.LOYAL] + self.by_stage[Stage.ADVOCATE]) / self.total

    @property
    def could_be(self) -> float:
        """The share that is, or could be, loyal or better: the best case."""
        return self.could / self.total


@lru_cache(maxsize=16)
def months(of: Found) -> tuple[Month, ...]:
    """The customers of each day of the run, earliest first. Days without customers are left out."""
    risks = {row["as_of"]: row["n"] for row in of.rows(_RISKS)}
    days: dict[date, tuple[dict[str, int], int]] = {}
    for row in of.rows(_MONTHS):
        by_stage, could = days.get(row["as_of"], ({stage.value: 0 for stage in Stage}, 0))
        by_stage[row["stage"]] = row["n"]
        days[row["as_of"]] = (by_stage, could + row["could"])
    return tuple(Month(day, by_stage, could, risks.get(day, 0)) for day, (by_stage, could) in sorted(days.items()))
