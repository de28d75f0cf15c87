"""What does a map draw of each customer? Narrow rows for all of them, in one question to the database."""

from __future__ import annotations

from typing import NamedTuple

from vouch.program.findings.filters import LITTLE_KNOWN, Filter


class Mark(NamedTuple):
    """One customer on the map. `rank`: 0 not known yet, 1 to 4 the scale; `value` a year, None where not known."""

    subject: str
    name: str
    rank: int
    progress: float
    confidence: float
    coverage: float
    value: float | None
    currency: str
    at_risk: bool
    captive: bool
    latent: bool
    personal_advocate: bool

    @property
    def little_known(self) -> bool:
        """Whether so little is known that its mark is a dashed ring."""
        return self.coverage < LITTLE_KNOWN


def marks(only: Filter | None = None) -> list[Mark]:
    """Every account the filter lets through, by its id."""
    rows = (only or Filter()).rows().order_by("subject")
    return [
        Mark._make(row)
        for row in rows.values_list(
            *("subject", "account__name", "rank", "progress", "confidence", "coverage", "account__yearly_value"),
            *("account__currency", "at_risk", "captive", "latent", "personal_advocate"),
        )
    ]


def one_result_away(only: Filter | None = None) -> int:
    """How many are satisfied, and loyal as soon as one result is documented: nothing else is missing for that."""
    rows = (only or Filter()).rows().filter(stage="satisfied", at_most__in=["loyal", "advocate"])
    lists = rows.values_list("missing", flat=True)
    return sum(set(missing) - {"acts"} == {"exceeds_expectations"} for missing in lists)
