"""One sample for all tests that only read it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date

import pytest

from vouch.runs.demo import Plan, write

TODAY = date(2026, 11, 23)
Rows = Callable[[str], list[dict[str, str]]]


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A sample of 200 accounts."""
    return write(tmp_path_factory.mktemp("sample"), accounts=200, seed=7, today=TODAY)


@pytest.fixture(scope="session")
def rows(plan: Plan) -> Rows:
    """Reads one of its CSV files."""

    def read(name: str) -> list[dict[str, str]]:
        with (plan.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
            return list(csv.DictReader(handle))

    return read
