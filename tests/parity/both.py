"""The same facts placed by DuckDB and by Spark, both open for questions, and what differs between their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from vouch.domain.identity import Settled
from vouch.domain.policy import Policy
from vouch.insight.plan import Plan
from vouch.lake.engines import chosen
from vouch.runs.place.plans import plan_for
from vouch.runs.place.run import Run, open_run

SUMS = ("step_arrived_", "step_decided_")
"""Steps that hold running sums as they come; whatever is read of these is rounded, and then the same to the digit."""


@dataclass(frozen=True)
class Both:
    """What each engine found, and Spark's plan."""

    duckdb: Run
    spark: Run
    plan: Plan

    def table(self, name: str, engine: str = "duckdb") -> pa.Table:
        """The table that a step left."""
        run = self.spark if engine == "spark" else self.duckdb
        return run.facts.con.con.execute(f'select * from "{name}"').fetch_arrow_table()

    def differences(self, step: str) -> list[str]:
        """How what Spark found in a step differs from what DuckDB found in it."""
        return differences(step, self.table(step), self.table(step, "spark"))


@contextmanager
def placed_on_both(
    data: Path, days: Sequence[date], policy: Policy, settled: Sequence[Settled] | None = None
) -> Iterator[Both]:
    """Everyone in `data` placed on `days` by each engine. Every step is kept, also what nobody reads any more."""
    with ExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).setattr("vouch.runs.place.steps.LET_GO", ())
        runs = [
            stack.enter_context(open_run(data, days, policy, settled=settled, engine=chosen(*engine)))
            for engine in (("duckdb", ""), ("spark", "local[2]"))
        ]
        yield Both(runs[0], runs[1], plan_for(policy, data, "pyspark"))


def differences(step: str, ours: pa.Table, theirs: pa.Table) -> list[str]:
    """What one table has and another has not: columns and rows. Rows have no order; numbers have every digit.

    Running sums alone (`SUMS`) are held against each other to twelve digits.
    """
    if set(ours.column_names) != set(theirs.column_names):
        return [f"columns {sorted(set(ours.column_names) ^ set(theirs.column_names))}"]
    digits = 12 if step.startswith(SUMS) else None
    one, other = (_rows(table.select(ours.column_names), digits) for table in (ours, theirs))
    found = [] if len(one) == len(other) else [f"{len(other)} rows, not {len(one)}"]
    return found + [f"{b}, not {a}" for a, b in zip(one, other, strict=False) if a != b]


def _rows(table: pa.Table, digits: int | None) -> list[str]:
    columns = [[_written(value, digits) for value in column.to_pylist()] for column in table.columns]
    return sorted(" | ".join(row) for row in zip(*columns, strict=True))


def _written(value: Any, digits: int | None) -> str:
    return f"{value:.{digits}g}" if digits and isinstance(value, float) else repr(value)
