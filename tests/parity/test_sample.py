"""The whole sample company with the history of two years, on every engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.parity.both import placed_on_both
from vouch.domain.policy import load
from vouch.insight.calendar import month_ends
from vouch.runs.place.answers import placements
from vouch.runs.sample.build import build

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [pytest.mark.spark, pytest.mark.trials]

TODAY = date(2026, 11, 22)
MONTHS = 24


def test_the_sample_company_stands_where_it_stands_on_every_engine(spark: SparkSession, tmp_path: Path) -> None:
    build(tmp_path, accounts=60, seed=1, today=TODAY, say=lambda _sentence: None)
    with placed_on_both(tmp_path, month_ends(TODAY, MONTHS + 1), load(tmp_path / "policy.toml")) as both:
        wrong = {name: found[:3] for name, table in both.plan.answers.items() if (found := both.differences(table))}
        assert wrong == {}
        assert list(placements(both.spark)) == list(placements(both.duckdb))
        assert len({row["as_of"] for row in both.spark.rows("select distinct as_of from {accounts}")}) == MONTHS + 1
