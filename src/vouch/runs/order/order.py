"""Puts the lake in order, or says what that would do. No placement changes, and readers are never in the way of it.

Each table is laid down again in one commit: a process that is killed leaves it as it was, and files that nobody names,
which the next one deletes. Files that somebody is reading stay until nobody does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.lake.order import Order, orders
from vouch.lake.store import Lake
from vouch.runs import retention
from vouch.runs.retention import Rolled


@dataclass(frozen=True, kw_only=True)
class Laid:
    """One table: how many of its files are laid down again, why, and how many files and bytes it has after that.

    `files_after` and `size_after` are None where it was only asked what would be done.
    """

    table: str
    why: str
    laid: int
    files: int
    size: int
    files_after: int | None = None
    size_after: int | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was or would be done: tables laid down again, and the batches of which a crash had left rows."""

    tables: list[Laid] = field(default_factory=list)
    swept: list[str] = field(default_factory=list)
    rolled: Rolled | None = None
    """Use that became, or would become, sums by day; None where policy keeps every event."""


def what_would(data: Path, policy: Policy, today: date) -> Report:
    """What putting the lake in order would do."""
    tables = [_laid(order) for order in orders(Lake(data).folder) if order.worth]
    return Report(tables=tables, rolled=retention.what_would(data, policy, today))


def put_in_order(
    data: Path,
    policy: Policy,
    today: date,
    *,
    patience: float = 5.0,
    progress: Callable[[str], object] | None = None,
) -> Report:
    """Lays down again what is read quicker then; what policy keeps for a time becomes sums first.

    `progress` is told each table as it begins.

    Raises Conflict while somebody imports for longer than `patience` seconds; what was done before stays done.
    """
    lake = Lake(data, patience=patience)
    swept = lake.sweep()
    rolled = retention.roll_up(data, policy, today, patience=patience)
    done = []
    for before in [order for order in orders(lake.folder) if order.worth]:
        if progress is not None:
            progress(before.table)
        lake.compact([before.table])
        after = next(order for order in orders(lake.folder) if order.table == before.table)
        done.append(_laid(before, after))
    return Report(tables=done, swept=swept, rolled=rolled)


def _laid(order: Order, after: Order | None = None) -> Laid:
    return Laid(
        table=order.table,
        why="not in order of time" if order.scattered else "many small files",
        laid=len(order.worth),
        files=order.files,
        size=order.size,
        files_after=None if after is None else after.files,
        size_after=None if after is None else after.size,
    )
