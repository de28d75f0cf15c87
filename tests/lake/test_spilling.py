"""What does not fit in memory: each connection has a folder of its own, and what a killed process left goes."""

from __future__ import annotations

import os
import time
from pathlib import Path

import duckdb

from vouch.lake.duck import SPILL, connected, delete_spilled
from vouch.lake.leftovers import sweep

ROWS = 1_000_000
HELD = f"select i, repeat(chr(97 + (i % 26)::int), 80) || i as words from range({ROWS}) as t(i)"
WHOLE = "select count(*), sum(i), bool_and(words = repeat(chr(97 + (i % 26)::int), 80) || i) from {}"


def spilled(data: Path) -> set[Path]:
    return {path.parent for path in (data / SPILL).rglob("*") if path.is_file()}


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"create temp table held as {HELD}")


def test_two_connections_spill_at_once_and_each_reads_what_it_held(tmp_path: Path) -> None:
    with connected(tmp_path, memory="60MB") as one, connected(tmp_path, memory="60MB") as two:
        fill(one)
        first = spilled(tmp_path)
        fill(two)
        both = spilled(tmp_path)
        assert (len(first), len(both)) == (1, 2), "each of them did spill, into a folder of its own"
        whole = (ROWS, ROWS * (ROWS - 1) // 2, True)
        assert [each.execute(WHOLE.format("held")).fetchone() for each in (one, two)] == [whole, whole]
    assert not list((tmp_path / SPILL).iterdir())


def test_where_nothing_can_be_written_it_still_reads(tmp_path: Path) -> None:
    with connected(tmp_path / "nobody made this") as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    assert not (tmp_path / "nobody made this").exists()


def test_what_a_killed_process_left_goes_after_a_day_and_what_is_in_use_stays(tmp_path: Path) -> None:
    old, new = (tmp_path / SPILL / name / "part.tmp" for name in ("duckdb-1", "spark-2"))
    for path in (old, new):
        path.parent.mkdir(parents=True)
        path.write_text("a name")
    os.utime(old, (time.time() - 90_000,) * 2)
    sweep(tmp_path)
    assert (old.exists(), new.exists()) == (False, True)
    delete_spilled(tmp_path, idle=0)
    assert not new.exists(), "erasing deletes what lies in folders too"
