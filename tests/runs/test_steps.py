"""However many days an engine has room for at one time, everybody is placed the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.web.factory import TODAY, built
from vouch.domain.policy import load
from vouch.insight.calendar import month_ends
from vouch.lake.engines.duckdb import Table
from vouch.runs import results
from vouch.runs.place.run import open_run


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("steps")).data


def _answers(data: Path) -> dict[str, list[Any]]:
    with open_run(data, month_ends(TODAY, 8), load()) as run:
        con = run.facts.con.con
        found = {
            answer: con.execute(f'from "{name}" order by all').fetch_arrow_table().to_pylist()
            for answer, name in run.table.items()
        }
        found["days"] = con.execute("from as_of order by all").fetchall()
        for name in ("step_deals_now", "step_contact_versions", "step_tickets_read"):
            found[name] = con.execute(f"from {name} order by all").fetch_arrow_table().to_pylist()
        return found


@pytest.mark.parametrize("at_once", [1, 60, None])
def test_days_in_groups_answer_as_all_days_at_once(
    at_once: int | None, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _answers(data)
    monkeypatch.setattr(Table, "at_once", at_once)
    parts = _answers(data)
    assert parts.keys() == whole.keys()
    for answer in whole:
        assert parts[answer] == whole[answer], answer
    assert len({row[0] for row in whole["days"]}) == 8


def test_what_nobody_reads_any_more_is_let_go(data: Path) -> None:
    with open_run(data, [TODAY], load()) as run:
        names = {row[0] for row in run.facts.con.con.execute("select table_name from duckdb_tables()").fetchall()}
    assert "step_decided_attitude" in names
    assert "step_arrived_attitude" not in names


def test_large_tables_are_kept_in_parts_as_they_are_at_once(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept(folder: Path) -> dict[str, Any]:
        return {
            name: pq.read_table(folder / "lake" / "runs" / run.id / f"{name}.parquet").to_pylist()
            for name in results.LARGE
        }

    with open_run(data, month_ends(TODAY, 8), load()) as run:
        results.write(run, tmp_path / "once")
        monkeypatch.setattr(results, "AT_ONCE", 3)
        results.write(run, tmp_path / "parts")
        once, parts = kept(tmp_path / "once"), kept(tmp_path / "parts")
    assert all(once.values())
    assert parts == once
