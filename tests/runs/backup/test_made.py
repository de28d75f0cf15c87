"""What a backup is: one file, whole or not there, with everything but what is made again or passes through."""

from __future__ import annotations

import os
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.runs.backup.archives import small_data, told
from vouch.domain.errors import BadInput, Conflict, Refusal
from vouch.lake.locks import writing
from vouch.runs.backup import BACKUPS, backup, restore


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_data(tmp_path / "data")


def at_work(_folder: Path) -> Callable[[], None]:
    from vouch.project.start import start

    start()
    return lambda: None


def test_it_comes_back_as_it_was_without_what_passes_through(data: Path, tmp_path: Path) -> None:
    made = backup(data, with_database=False)
    assert (made.path.parent, made.database) == (data / BACKUPS, "none")
    restore(made.path, tmp_path / "again", at_work=at_work, with_database=False)
    here, there = told(data), told(tmp_path / "again")
    gone = {name.split("/")[0] for name in here.keys() - there.keys()}
    assert gone == {"cache", "uploads", "inbox", "backups", "vouch.sqlite3", "lake.lock"}
    assert {name: here[name] for name in there} == there
    assert made.files == sum(isinstance(content, bytes) for content in there.values())


def test_only_its_owner_can_read_it(data: Path, tmp_path: Path) -> None:
    made = backup(data, with_database=False)
    assert (made.path.stat().st_mode & 0o777, made.path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    restore(made.path, tmp_path / "again", at_work=at_work, with_database=False)
    assert (tmp_path / "again" / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("number", [28, 30])
def test_nothing_is_left_where_it_cannot_be_written(
    data: Path, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    before = told(data).keys() | {"lake.lock"}
    monkeypatch.setattr("vouch.runs.backup.keep.os.fsync", fails)
    for to in (None, tmp_path / "kept.tar.gz"):
        with pytest.raises(Refusal) as caught:
            backup(data, to, with_database=False)
        assert caught.value.code == {28: "data_folder_full", 30: "data_folder_read_only"}[number]
    assert told(data).keys() - {BACKUPS} == before
    assert not (tmp_path / "kept.tar.gz").exists()
    assert not list((data / BACKUPS).iterdir())


def test_it_replaces_nothing(data: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.tar.gz").write_text("mine")
    with pytest.raises(Conflict, match="Name another"):
        backup(data, tmp_path / "kept.tar.gz", with_database=False)
    assert (tmp_path / "kept.tar.gz").read_text() == "mine"


def test_it_wants_a_folder_that_is_there(data: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no folder .*elsewhere"):
        backup(data, tmp_path / "elsewhere" / "kept.tar.gz", with_database=False)


@pytest.mark.parametrize("where", ["kept.tar.gz", "lake/kept.tar.gz", "../data/inbox/kept.tar.gz"])
def test_it_does_not_lie_among_the_data_where_erasing_would_not_find_it(data: Path, where: str) -> None:
    with pytest.raises(BadInput, match="backups"):
        backup(data, data / where, with_database=False)


def test_it_waits_for_an_import_and_gives_up_with_a_sentence(data: Path) -> None:
    with writing(data, patience=0), pytest.raises(Conflict, match="Another import is changing"):
        backup(data, with_database=False, patience=0.1)
    assert not list((data / BACKUPS).iterdir())


def test_the_database_is_copied_with_what_lies_in_its_log(data: Path, tmp_path: Path) -> None:
    from vouch.runs.backup.database import copy_sqlite

    with closing(sqlite3.connect(data / "vouch.sqlite3")) as rows:
        rows.execute("pragma journal_mode=wal")
        rows.execute("insert into t values (8)")
        rows.commit()
        rows.execute("begin immediate")
        rows.execute("insert into t values (9)")
        copy_sqlite(data / "vouch.sqlite3", tmp_path / "copy")
        rows.rollback()
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        assert copy.execute("select n from t order by n").fetchall() == [(7,), (8,)]
        assert copy.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_run_that_goes_while_it_is_copied_is_left_out_whole(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vouch.runs.backup import keep

    seen = keep._groups

    def and_one_goes(folder: Path) -> list[list[Path]]:
        groups = seen(folder)
        (folder / "lake" / "runs" / "r1" / "gates.parquet").unlink()
        return groups

    monkeypatch.setattr(keep, "_groups", and_one_goes)
    made = backup(data, tmp_path / "kept.tar.gz", with_database=False)
    with tarfile.open(made.path) as archive:
        assert [name for name in archive.getnames() if "runs" in name] == []
