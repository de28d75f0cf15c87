"""kill -9 of a refresh at random moments: what was in force stays, or what it found is; the next one completes it."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import duckdb
import pytest

from tests.trials import refreshing

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.trials.refreshing"])  # each refresh begins with its libraries loaded

SEED = 20261130
TIMES = 16
_SHOWN = (
    ("program_placement", "subject"), ("program_deed", "account_id, contact_id, activity, done_on"),
    ("program_circumstance", "account_id, kind, since"), ("program_account", "id"), ("program_contact", "id"),
    ("program_nextstep", "contact_id"),
)  # fmt: skip


def doing(data: Path) -> tuple[BaseProcess, Connection]:
    """A refresh of this data folder in a process of its own, and where it says what it did."""
    hear, tell = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=refreshing.refresh, args=(data, tell))
    process.start()
    tell.close()
    return process, hear


def refreshed(data: Path) -> tuple[str, str]:
    """A refresh to its end: its run, and for whom it was worked out anew."""
    process, hear = doing(data)
    process.join()
    assert process.exitcode == 0
    run, how = hear.recv()
    return run, how


def brought(data: Path, number: int) -> None:
    process = FORKS.Process(target=refreshing.bring, args=(data, number))
    process.start()
    process.join()
    assert process.exitcode == 0


def shown(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """What pages show: the run in force and its rows, without the numbers and clocks of the database's own."""
    found: dict[str, list[tuple[object, ...]]] = {}
    with closing(sqlite3.connect(data / "vouch.sqlite3", timeout=30)) as database:
        found["run"] = database.execute("select id, as_of, counts from program_run where current").fetchall()
        for table, order in _SHOWN[:3]:
            columns = [name for _n, name, *_ in database.execute(f"pragma table_info({table})") if name != "id"]
            found[table] = database.execute(f"select {', '.join(columns)} from {table} order by {order}").fetchall()
        for table, order in _SHOWN[3:]:
            found[table] = database.execute(f"select {order} from {table} order by {order}").fetchall()
    return found


def kept(data: Path, run: str) -> list[tuple[object, ...]]:
    """The history and the gates of a run, in order."""
    folder = data / "lake" / "runs" / run
    with duckdb.connect() as connection:
        rows: list[tuple[object, ...]] = []
        for name in ("placements", "gates", "reasons", "standing"):
            rows += connection.execute(f"from '{folder / name}.parquet' order by all").fetchall()
        return rows


def when(data: Path, known: set[str], wait: float) -> Callable[[], bool]:
    """True `wait` seconds after the tables of the new run stand: the moment at which it is put in force."""
    seen: list[float] = []

    def ready() -> bool:
        names = {path.name for path in (data / "lake" / "runs").iterdir() if not path.name.startswith(".")}
        if not seen and names - known:
            seen.append(time.monotonic())
        return bool(seen) and time.monotonic() >= seen[0] + wait

    return ready


def after(seconds: float) -> Callable[[], bool]:
    moment = time.monotonic() + seconds
    return lambda: time.monotonic() >= moment


@pytest.mark.trials
def test_kill_9_of_a_refresh_leaves_what_stood_before_or_what_it_found(tmp_path: Path) -> None:
    begun, whole, draw = tmp_path / "begun", tmp_path / "whole", random.Random(SEED)
    brought(begun, 0)
    first, how = refreshed(begun)
    assert how == "everybody, as nothing was kept of an earlier placement"
    brought(begun, 1)
    was = shown(begun)
    shutil.copytree(begun, whole)
    at = time.monotonic()
    second, how = refreshed(whole)
    takes = time.monotonic() - at
    assert how.startswith(f"everybody today; on days that are over {len(range(0, refreshing.CUSTOMERS, 3))} accounts")
    expected, history = shown(whole), kept(whole, second)
    assert was["run"][0][0] == first != second == expected["run"][0][0]
    assert was["program_placement"] != expected["program_placement"]
    ends = {"before": 0, "after": 0, "ended by itself": 0}
    for trial in range(TIMES):
        data = Path(shutil.copytree(begun, tmp_path / "killed"))
        late = trial % 2 == 1
        wait = draw.uniform(0, takes / 6 if late else takes)
        process, _hear = doing(data)
        ready = when(data, {first}, wait) if late else after(wait)
        while process.is_alive() and not ready():
            time.sleep(0.002)
        process.kill()
        process.join()
        assert process.exitcode in (0, -9), f"trial {trial}: it failed by itself"
        stands = shown(data)
        in_force = stands["run"][0][0]
        assert len(stands["run"]) == 1
        for table in ("program_placement", "program_deed", "program_circumstance"):
            assert stands[table] == (expected if in_force == second else was)[table], f"trial {trial}: {table}"
        assert kept(data, str(in_force))
        ends["ended by itself" if process.exitcode == 0 else "after" if in_force == second else "before"] += 1
        again, how = refreshed(data)
        assert again == second
        assert shown(data) == expected, f"trial {trial}"
        assert kept(data, second) == history, f"trial {trial}"
        shutil.rmtree(data)
        print(f"trial {trial}: killed {'late' if late else 'anywhen'} ({wait:.2f} of {takes:.2f} s), "
              f"exit {process.exitcode}; then {how}", flush=True)  # fmt: skip
    print(f"\nA refresh of {takes:.0f} s killed {TIMES} times; what was in force: {ends}")
    assert ends["before"] >= TIMES // 4, "it was killed too late to show anything"
