"""kill -9, two at once, a database that is held: a sentence, or a state that the next try completes. Never half."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.runs.backup.installation import ANA, Installation, exports
from tests.runs.erasing.search import found

WORDS = (ANA, "Quixworth")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation that each test takes a copy of."""
    folder = tmp_path_factory.mktemp("before")
    there = Installation(folder / "data")
    there.vouch("import", exports(folder / "exports"))
    there.told("lived")
    return there


@pytest.fixture
def there(before: Installation, tmp_path: Path) -> Installation:
    shutil.copytree(before.data, tmp_path / "data")
    return Installation(tmp_path / "data")


def killed_when(there: Installation, *words: str | Path, when: Callable[[], bool], after: float = 0.0) -> None:
    """Runs `vouch` and kills it `after` seconds from when something is so."""
    process = there.beside(*words)
    while process.poll() is None and not when():
        time.sleep(0.002)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("after", [0.0, 0.3])
def test_an_erasure_that_was_killed_is_completed_by_the_next(there: Installation, after: float) -> None:
    killed_when(there, "erase", ANA, "--yes", when=(there.data / "suppression").exists, after=after)
    there.vouch("erase", ANA, "--yes")
    assert found(there.data, WORDS) == {}
    there.told("refreshed")
    assert found(there.data, WORDS) == {}


def test_a_restore_that_was_killed_is_half_of_nothing_anybody_can_open(there: Installation, tmp_path: Path) -> None:
    there.vouch("backup", tmp_path / "kept.tar.gz")
    again = Installation(tmp_path / "again")
    killed_when(
        again, "restore", tmp_path / "kept.tar.gz", "--data", again.data, when=(again.data / ".restoring").exists
    )
    for words in (
        ["place"],
        ["import", tmp_path / "kept.tar.gz"],
        ["backup"],
        ["erase", ANA, "--yes"],
        ["user", "add", ANA],
    ):
        said = again.vouch(*words, code=2)
        assert (said.stdout, said.stderr.count("\n")) == ("", 1)
        assert "remove everything in it but suppression and key, and restore again" in said.stderr
    said = again.vouch("restore", tmp_path / "kept.tar.gz", "--data", again.data, code=2)
    assert "was cut off" in said.stderr
    shutil.rmtree(again.data)
    again.vouch("restore", tmp_path / "kept.tar.gz", "--data", again.data)
    assert again.told("seen") == there.told("seen")


def test_a_placing_that_was_killed_leaves_the_old_one_and_nothing_of_the_erased(there: Installation) -> None:
    seen = there.told("seen")
    for folder in (there.data / "lake" / "runs").iterdir():
        shutil.rmtree(folder)
    process = there.started("-m", "tests.runs.backup.acts", "refreshed")
    while process.poll() is None and not list((there.data / "lake" / "runs").glob(".*")):
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert there.told("seen")["rows"]["program.Placement"] == seen["rows"]["program.Placement"]
    half = there.data / "lake" / "runs" / ".r1-1"
    half.mkdir(exist_ok=True)
    (half / "evidence.parquet").write_bytes(b"PAR1 cut off, says " + ANA.encode())
    there.vouch("erase", ANA, "--yes")
    assert found(there.data, WORDS) == {}


def test_two_placings_and_two_imports_at_once_all_end_well(there: Installation, tmp_path: Path) -> None:
    shutil.rmtree(there.data / "lake" / "runs")
    placing = [there.started("-m", "tests.runs.backup.acts", "refreshed") for _ in range(2)]
    said = [process.communicate() for process in placing]
    assert [process.returncode for process in placing] == [0, 0], said
    assert not list((there.data / "lake" / "runs").glob(".*"))
    (tmp_path / "more.csv").write_text("account_id,name,type\nD1,Dune,Customer\n")
    importing = [there.beside("import", tmp_path / "more.csv") for _ in range(2)]
    told = [process.communicate() for process in importing]
    for process, (_, err) in zip(importing, told, strict=True):
        # on a slow machine the second may have waited long enough
        assert process.returncode == 0 or "Another import is changing" in err, err
    assert sorted("is in, as batch" in out for out, _ in told) == [False, True]
    summaries = [there.beside("place") for _ in range(2)]
    assert len({process.communicate()[0] for process in summaries}) == 1


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Somebody writes to the database and does not end."""
    with closing(sqlite3.connect(database)) as rows:
        rows.execute("begin immediate")
        yield
        rows.rollback()


def test_a_database_that_is_held_all_the_time_is_a_sentence(there: Installation) -> None:
    with held(there.data / "vouch.sqlite3"):
        process = there.beside("user", "add", "bo@quay.example")
        _, err = process.communicate()
    assert (process.returncode, err.count("\n")) == (2, 1)
    assert err.startswith("vouch: Somebody else was writing to the database all the time")
