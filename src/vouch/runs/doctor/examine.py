"""Looks at everything, the gravest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from vouch.domain.errors import Refusal
from vouch.domain.policy import load
from vouch.runs.doctor import disk, feeds, files, tables, work
from vouch.runs.doctor.finding import Finding, Weight


def examine(data: Path, *, now: dt.datetime | None = None) -> list[Finding]:
    """Everything worth saying of a data folder, at a moment."""
    now = now or dt.datetime.now(dt.UTC)
    order = list(Weight)
    return sorted(_found(data, now), key=lambda one: order.index(one.weight))


def _found(data: Path, now: dt.datetime) -> Iterator[Finding]:
    try:
        policy = load(data / "policy.toml")
    except Refusal as refusal:
        policy = load()
        yield Finding(
            code="policy_refused",
            what="policy",
            weight=Weight.WRONG,
            sentence=f"The policy cannot be read, so nothing is imported or placed: {refusal.sentence}",
            mend=f"vouch policy check {data / 'policy.toml'}",
        )
    unasked = list(tables.found())
    yield from unasked
    if not unasked:
        yield from work.found(data, now)
        yield from feeds.found(data, policy, now)
    yield from files.found(data, policy)
    yield from disk.found(data, now)
