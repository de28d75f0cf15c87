"""What a run hands over: plain values, so that whoever computes needs no table of the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class PoolRow:
    """The people for one activity type: see `models.Pool`."""

    activity: str
    people: int
    could: int
    segments: Sequence[Mapping[str, Any]] = ()
    against: Mapping[str, int] = field(default_factory=dict)
    rate_mean: float
    rate_low: float
    rate_high: float
    rate_n: int
    rate_words: str
    rate_least: int
    rate_weight: float
    follows: float
