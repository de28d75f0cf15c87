"""What a run says about one subject: the rows that `actions.publish` writes."""

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
class CircumstanceRow:
    """What stands round an account: `kind` is escalation (open since) or renewal (a term ends on `until`)."""

    account: str
    kind: str
    since: dt.date | None = None
    until: dt.date | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeedRow:
    """One act of advocacy; `activity` is a rung of the ladder, empty where policy knows no such word."""

    account: str | None
    contact: str | None
    activity: str
    words: str
    done_on: dt.date
    prompted: str = ""
    rewarded: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ApproachRow:
    """One ask of a person that was made outside Vouch, and what came back."""

    contact: str
    activity: str
    words: str
    asked_on: dt.date
    answer: str = ""
    answered_on: dt.date | None = None


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
