"""A row of who gets on with whom, as it is worked out outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SparkRow:
    """The columns of `Spark`; `colleague` is the id of the one of us. No figure: `low`, `mean` and `high` are None."""

    contact: str
    colleague: int
    rank: int
    leads: bool
    looks_after: bool
    n: int
    yes: int
    low: float | None
    mean: float | None
    high: float | None
    words: str
    shares: Sequence[str]
