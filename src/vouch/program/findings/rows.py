"""What a run says about one subject: the row that `actions.publish` writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacementRow:
    """Where one account or contact stands.

    `account` is the account a contact belongs to, an account's own id otherwise. `progress`, `coverage` and
    `confidence` are 0 to 1. `missing` and `stale` are gates; `reasons` are `{"reason", "hard", "since", "ends"}`.
    """

    subject: str
    kind: str
    account: str | None
    stage: str
    at_least: str
    at_most: str
    coverage: float
    confidence: float
    progress: float = 0.0
    captive: bool = False
    latent: bool = False
    personal_advocate: bool = False
    at_risk: bool = False
    former: bool = False
    missing: Sequence[str] = ()
    stale: Sequence[str] = ()
    reasons: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RunRow:
    """The header of a run. `counts` is what a page's first sentence needs, by name."""

    id: str
    as_of: dt.date
    policy: str
    started_at: dt.datetime
    finished_at: dt.datetime
    facts_read_at: dt.datetime | None = None
    coverage: float | None = None
    counts: Mapping[str, Any] = field(default_factory=dict)
