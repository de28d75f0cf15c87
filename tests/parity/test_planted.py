"""Differences between engines, planted on Spark's side: each has to be found by what looks for differences."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.parity.both import Both, differences

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark

# what differs, the step that is looked at, what it says, what an engine with this difference would understand by it
PLANTED: list[tuple[str, str, str, str]] = [
    ("a division that rounds", "step_resolved_tickets", r"FLOOR\(", "ROUND("),
    ("a whole division that cuts towards zero", "step_resolved_survey_answers", r"FLOOR\(", "("),
    ("a clock of its own", "step_resolved_tickets", r"UNIX_MICROS\((`[^)]*)\)",
     r"UNIX_MICROS(FROM_UTC_TIMESTAMP(\1, 'Europe/Berlin'))"),
    ("a day that begins when it ends", "step_since", r"`ends`", "`begins`"),
    ("fractions as decimals", "step_atoms", r"CAST\('([0-9.]+)' AS DOUBLE\)", r"CAST('\1' AS DECIMAL)"),
    ("fractions of half the digits", "step_atoms", r"CAST\('([0-9.]+)' AS DOUBLE\)", r"CAST('\1' AS FLOAT)"),
    ("halves rounded to even", "step_atoms", r"\bROUND\(", "BROUND("),
    ("nothing before something", "step_bought", r"`term_months` DESC", "`term_months` DESC NULLS FIRST"),
    ("any that means every", "step_bought", r"BOOL_OR\(", "BOOL_AND("),
    ("a sum of nothing that is nothing", "step_arrived_attitude", r"COALESCE\((SUM\(.*?\)), 0\.0\)", r"\1"),
    ("blanks that are not cut off", "step_account_spans", r"TRIM\(' [^']*' FROM ", "("),
    ("signs cut off that are no blanks", "step_account_spans", r"\\u000b\\u000c", r"\\v\\f"),
    ("capitals that stay", "step_account_spans", r"LOWER\(", "("),
]  # fmt: skip


Rerun = Callable[[str], pa.Table]


@pytest.fixture
def rerun(small: Both, spark: SparkSession, tmp_path: Path) -> Rerun:
    """A statement's rows, over the tables that the steps before left."""

    def rows(sql: str) -> pa.Table:
        folder = tmp_path / uuid4().hex
        spark.sql(sql).write.parquet(folder.as_uri())
        return pa.concat_tables(pq.read_table(file) for file in sorted(folder.glob("*.parquet")))

    return rows


@pytest.mark.parametrize(("step", "says", "understood"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_a_planted_difference_is_found(small: Both, rerun: Rerun, step: str, says: str, understood: str) -> None:
    sql = next(one.sql for one in small.plan.steps if one.name == step)
    other = re.sub(says, understood, sql)
    assert other != sql, f"{step} says nothing like {says}"
    assert differences(step, small.table(step), rerun(other))


def test_nothing_is_found_where_nothing_was_planted(small: Both, rerun: Rerun) -> None:
    for step in sorted({row[1] for row in PLANTED}):
        sql = next(one.sql for one in small.plan.steps if one.name == step)
        assert differences(step, small.table(step), rerun(sql)) == [], step
