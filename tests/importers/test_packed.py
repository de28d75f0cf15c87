"""Files compressed with gzip are read as what is inside; what is no file, or looks like none, is never opened."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from tests.importers.conftest import Reader
from vouch.domain.errors import BadInput
from vouch.importers import find

EVENT = {"type": "track", "messageId": "m1", "event": "Opened", "userId": "u1", "timestamp": "2025-01-01T10:00:00Z"}


@pytest.mark.parametrize("name", ["events.jsonl.gz", "events.json.gz", "1712.gz", "events.jsonl"])
def test_events_packed_with_gzip_are_read_like_others(reads: Reader, name: str) -> None:
    out = reads(gzip.compress(json.dumps(EVENT).encode()), name)
    assert (out.kind, out.column("usage", "event_id"), out.column("usage", "row")) == ("segment.events", ["m1"], [1])


def test_what_unpacks_beyond_all_measure_is_refused_while_it_unpacks(
    reads: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vouch.importers.base.source.packed._SMALL", 1_000_000)
    with pytest.raises(BadInput, match=r"a\.csv\.gz unpacks from 0\.0 MB to more than") as refusal:
        reads(gzip.compress(b"x" * 9_000_000), "a.csv.gz")
    assert refusal.value.code == "zip_bomb"


def test_a_folder_gives_files_and_no_pipes(tmp_path: Path) -> None:
    for name in ("a.csv", "deep/b.json.gz", "deep/c.tar.gz", ".hidden.csv", "~$d.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    os.mkfifo(tmp_path / "e.csv")
    (tmp_path / "f.csv").symlink_to("nowhere.csv")
    (tmp_path / "g.csv").symlink_to("a.csv")
    assert [path.name for path in find([tmp_path])] == ["a.csv", "b.json.gz", "g.csv"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("pipe.csv", "is a pipe or a device, not a file"),
        ("nowhere.csv", "There is no file or folder"),
        ("n" * 300, "cannot be read: File name too long"),
    ],
)
def test_a_path_that_is_no_file_is_refused_and_never_waited_for(tmp_path: Path, name: str, sentence: str) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(BadInput, match=sentence):
        find([tmp_path / name])
