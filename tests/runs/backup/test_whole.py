"""A backup that was made while people worked comes back whole: placements, runs, entries, batches, colleagues."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.runs.backup.installation import ANA, Installation, exports, large
from tests.runs.erasing.search import found

WORDS = (ANA, "Quixworth")


@dataclass(frozen=True)
class Kept:
    """An installation, what was seen in it when a backup was made while nobody worked, and that backup."""

    there: Installation
    seen: dict[str, Any]
    session: str
    run: str
    file: Path
    said: str


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("kept")
    there = Installation(folder / "data")
    there.vouch("import", exports(folder / "exports"))
    run = there.told("lived")["run"]
    session = there.told("cookie")["session"]
    file = folder / "kept.tar.gz"
    said = there.vouch("backup", file).stdout
    return Kept(there, there.told("seen"), session, run, file, said)


def test_it_says_what_it_holds(kept: Kept) -> None:
    assert kept.said.startswith(f"{kept.file}: ")
    assert kept.said.endswith("MB. Only you can read it.\n")
    assert "files and the database" in kept.said


def test_everything_is_as_it_was_and_colleagues_are_still_signed_in(kept: Kept, tmp_path: Path) -> None:
    again = Installation(tmp_path / "again")
    said = again.vouch("restore", kept.file, "--data", again.data).stdout
    assert said.startswith(f"{again.data} is as it was on ")
    assert said.count("\n") == 1
    assert again.told("seen") == kept.seen
    assert again.told("comes_back", kept.session) == {"home": 200, "signed_in": 200}
    assert again.told("refreshed") == {"run": kept.run}, "the same facts and policy are the same run"


def test_what_is_not_a_backup_is_one_line_and_exit_2(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "cut.tar.gz").write_bytes(kept.file.read_bytes()[:-2000])
    again = Installation(tmp_path / "again")
    said = again.vouch("restore", tmp_path / "cut.tar.gz", "--data", again.data, code=2)
    assert (said.stdout, said.stderr.count("\n")) == ("", 1)
    assert said.stderr.startswith("vouch: cut.tar.gz is no whole backup of Vouch: ")
    assert not again.data.exists()
    said = again.vouch("restore", kept.file, "--data", kept.there.data, code=2)
    assert said.stderr.startswith(f"vouch: {kept.there.data} holds ")


def test_made_while_an_import_and_a_writer_are_at_work_it_is_whole(kept: Kept, tmp_path: Path) -> None:
    """Either all of the import is in it or nothing, and a whole number of the writer's entries."""
    there = Installation(tmp_path / "busy")
    there.vouch("restore", kept.file, "--data", there.data)
    usage = large(tmp_path / "usage.csv", 60_000)
    writer = there.started("-m", "tests.runs.backup.acts", "writes", str(tmp_path / "enough"))
    while not (tmp_path / "enough.begun").exists():
        assert writer.poll() is None, writer.communicate()
        time.sleep(0.05)
    importer = there.beside("import", usage)
    files = [tmp_path / f"kept-{number}.tar.gz" for number in range(2)]
    for file in files:
        there.vouch("backup", file)
    (tmp_path / "enough").touch()
    (out, err), (written, failed) = importer.communicate(), writer.communicate()
    assert (importer.returncode, writer.returncode) == (0, 0), out + err + failed
    count = json.loads(written)["written"]
    assert count > 0
    for number, file in enumerate(files):
        again = Installation(tmp_path / f"again-{number}")
        again.vouch("restore", file, "--data", again.data)
        seen = again.told("seen")
        batches = [batch for batch in seen["batches"] if batch not in kept.seen["batches"]]
        assert len(batches) <= 1
        assert len(seen["rows"]["program.Person"]) <= count
        again.vouch("import", usage)
        assert len(again.told("seen")["batches"]) == len(kept.seen["batches"]) + 1


def test_restored_beside_the_list_the_erased_stay_out(kept: Kept, tmp_path: Path) -> None:
    there = Installation(tmp_path / "data")
    there.vouch("restore", kept.file, "--data", there.data)
    there.vouch("backup", "--data", there.data)
    assert found(there.data, WORDS)
    said = there.vouch("erase", ANA, "--yes").stdout
    assert "deleted backups/vouch-" in said
    assert said.endswith("Make a new backup: vouch backup\n")
    assert not list((there.data / "backups").iterdir())
    again = Installation(tmp_path / "again")
    again.data.mkdir()
    for name in ("suppression", "key"):
        (again.data / name).write_bytes((there.data / name).read_bytes())
    said = again.vouch("restore", kept.file, "--data", again.data).stdout
    assert "People who were erased since were taken out again" in said
    assert found(again.data, WORDS) == {}
    assert again.told("comes_back", kept.session) == {"home": 200, "signed_in": 200}
