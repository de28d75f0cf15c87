"""A person's history has their own gates and those that their account lends them; an account's has its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from vouch.runs.results import FOLDER, Results
from vouch.runs.shown import history
from vouch.runs.shown.about import About
from vouch.runs.shown.found import Found

ACCOUNT, PERSON, OTHER = "a" + "1" * 15, "c" + "1" * 15, "c" + "2" * 15


@pytest.fixture
def found(tmp_path: Path) -> Found:
    folder = tmp_path / FOLDER / "r1"
    folder.mkdir(parents=True)
    rows = ", ".join(
        f"(date '2026-11-20', '{subject}', '{gate}', 'met', 1, false, false, 1.0, 1.0, 0)"
        for subject in (ACCOUNT, PERSON, OTHER)
        for gate in ("promises_kept", "attitude", "service", "acts")
    )
    duckdb.execute(
        f"copy (from (values {rows}) "
        "t(as_of, subject, gate, state, decided, stale, differ, score, weight, decided_at)) "
        f"to '{folder / 'gates.parquet'}' (format parquet)"
    )
    placed = ", ".join(f"(date '2026-11-20', '{subject}', '{ACCOUNT}')" for subject in (ACCOUNT, PERSON, OTHER))
    duckdb.execute(
        f"copy (from (values {placed}) t(as_of, subject, account)) "
        f"to '{folder / 'placements.parquet'}' (format parquet)"
    )
    return Found(Results("r1", tmp_path), ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("subject", "lender", "gates"),
    [
        (ACCOUNT, ACCOUNT, ["acts", "attitude", "promises_kept", "service"]),
        (PERSON, PERSON, ["acts", "attitude", "promises_kept", "service"]),
        (PERSON, ACCOUNT, ["acts", "attitude", "promises_kept", "promises_kept", "service"]),
    ],
)
def test_whose_gates_a_history_has(found: Found, subject: str, lender: str, gates: list[str]) -> None:
    about = About(found, subject, date(2026, 11, 20), lender)
    assert [row["gate"] for row in history._theirs(about, about.gates)] == gates
