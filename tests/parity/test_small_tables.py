"""The same small tables on every engine: the same answers, to the digit."""

from __future__ import annotations

import pytest

from tests.parity.both import Both
from tests.parity.cast import DAYS

pytestmark = pytest.mark.spark


def test_every_step_leaves_the_same_table(small: Both) -> None:
    steps = [step.name for step in small.plan.steps + small.plan.before]
    wrong = {step: found[:3] for step in steps if (found := small.differences(step))}
    assert wrong == {}


def test_the_small_tables_reach_every_answer(small: Both) -> None:
    empty = [name for name, table in small.plan.answers.items() if not small.table(table).num_rows]
    assert empty == []
    assert {row["as_of"] for row in small.spark.rows("select distinct as_of from {accounts}")} == set(DAYS)


def test_the_same_facts_have_one_run(small: Both) -> None:
    assert small.spark.id == small.duckdb.id
