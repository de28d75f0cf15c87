"""Two writers at once, readers beside a writer, and a data folder that cannot be written to."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from typing import Any

import pytest

from vouch.domain.errors import Conflict, Refusal
from vouch.lake import Lake, Summary, open_facts
from vouch.lake.locks import writing

from .told import NOON, bring, bytes_under, head, rows_of, told

USAGE = ("usage", told("usage", {"event_id": "e1", "account_id": "acme", "happened_at": NOON}))


def test_of_two_imports_at_once_one_is_told_who_is_at_it(tmp_path: Path) -> None:
    lake = Lake(tmp_path, patience=0)
    with writing(tmp_path, patience=0), pytest.raises(Conflict, match=f"process {os.getpid()}, since .*start again"):
        bring(lake, "second", USAGE)
    assert lake.batches() == []
    bring(lake, "second", USAGE)


def test_with_patience_both_go_in(tmp_path: Path) -> None:
    threads = [threading.Thread(target=bring, args=(Lake(tmp_path, patience=60), str(n), USAGE)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [batch.seq for batch in Lake(tmp_path).batches()] == [1, 2, 3]
    with open_facts(Lake(tmp_path)) as facts:
        assert rows_of(facts, "usage", "event_id") == [("e1",)]


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "first", USAGE)
    with lake.begin(head("second")) as writer, open_facts(lake) as facts:
        assert rows_of(facts, "usage", "event_id") == [("e1",)]
        writer.commit(Summary())


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(Refusal, match="a file stands where a folder should be"):
        bring(Lake(tmp_path / "data"), "first", USAGE)


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EROFS, "data_folder_read_only"), (errno.EACCES, "data_folder_read_only")]
)
def test_a_folder_closed_to_us_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def closed(*_given: Any, **_named: Any) -> int:
        raise OSError(number, os.strerror(number))

    # whoever runs the tests may be allowed everything, so the answer of the system is put in its mouth
    monkeypatch.setattr("vouch.lake.locks.os.open", closed)
    with pytest.raises(Refusal, match="VOUCH_DATA") as refused:
        bring(Lake(tmp_path), "first", USAGE)
    assert refused.value.code == code


def test_a_disk_that_fills_up_on_the_way_leaves_things_as_they_were(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "first", USAGE)
    before = bytes_under(lake.folder)
    script = """
        import hashlib, sys, pathlib, pyarrow as pa
        sys.path.insert(0, sys.argv[1])
        from tests.lake.told import *
        row = {"account_id": "acme", "happened_at": NOON}
        rows = [row | {"event_id": hashlib.sha256(str(n).encode()).hexdigest()} for n in range(3000)]
        try:
            bring(Lake(pathlib.Path(sys.argv[2])), "second", ("usage", told("usage", *rows)))
        except Exception as refusal:
            print(type(refusal).__name__, refusal)
    """
    told_ = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(Path(__file__).parents[2]), str(tmp_path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told_.stdout.startswith(f"Refusal There is no room left where {tmp_path} is. Nothing was changed"), told_
    assert bytes_under(lake.folder) == before
