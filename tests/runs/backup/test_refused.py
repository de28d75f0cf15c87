"""What is not a whole backup, or has no place to go, is refused with a sentence; the target stays as it was."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.runs.backup.archives import Change, claims, packed, small_data, told
from vouch.domain.errors import BadInput, Conflict, Refusal
from vouch.lake.erasure import Person, Suppression
from vouch.runs.backup import backup, restore

FILES = {"data/policy.toml": b"", "data/lake/x": b"facts"}


def at_work(_folder: Path) -> Callable[[], None]:
    from vouch.project.start import start

    start()
    return lambda: None


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A backup of a small data folder."""
    data = small_data(tmp_path / "data")
    return backup(data, tmp_path / "kept.tar.gz", with_database=False).path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with the list of erased people and its key, as a restore finds it."""
    folder = tmp_path / "again"
    folder.mkdir()
    erased(folder, "ana@acme.example")
    return folder


def erased(folder: Path, email: str) -> None:
    Suppression.of(folder).add(Person(emails=frozenset({email})))


def refused(archive: Path, target: Path) -> Refusal:
    """How it is refused; what lies in the target is the same afterwards."""
    before = told(target) if target.is_dir() else None
    with pytest.raises(Refusal) as caught:
        restore(archive, target, at_work=at_work, with_database=False)
    assert (told(target) if target.is_dir() else None) == before
    return caught.value


@pytest.mark.parametrize("part", [0.02, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off(kept: Path, target: Path, part: float) -> None:
    content = kept.read_bytes()
    kept.write_bytes(content[: int(len(content) * part)])
    refusal = refused(kept, target)
    assert refusal.code == "broken_backup"
    assert refusal.sentence.startswith("kept.tar.gz is no whole backup of Vouch: ")
    assert refusal.sentence.endswith("Nothing was restored.")


def test_a_changed_byte_wherever_it_is(kept: Path, target: Path) -> None:
    content = kept.read_bytes()
    # before it stand when and under which name it was packed: gzip's own words, which nobody reads
    start = content.index(b"\0", 10) + 1
    for at in (*range(start, len(content), len(content) // 60), len(content) - 1):
        kept.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        assert refused(kept, target).code == "broken_backup", at


def test_what_is_no_archive_at_all(tmp_path: Path, target: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ana")
    (tmp_path / "empty.tar.gz").write_bytes(b"")
    assert refused(tmp_path / "letter.txt", target).code == "broken_backup"
    assert refused(tmp_path / "empty.tar.gz", target).code == "broken_backup"
    assert refused(tmp_path / "nowhere.tar.gz", target).code == "no_such_file"
    assert refused(tmp_path, target).code == "no_such_file"


@pytest.mark.parametrize(
    "name",
    ["/etc/cron.d/x", "data/../../x", "data/./x", "data//x", "../x", "data/a\\..\\x", "x", "data", "manifest.json/x",
     "database/other.dump", "data/lake/../../../x"],
)  # fmt: skip
def test_a_member_that_would_lie_elsewhere(tmp_path: Path, target: Path, name: str) -> None:
    refusal = refused(packed(tmp_path / "hostile.tar.gz", {**FILES, name: b"x"}), target)
    assert (refusal.code, "which no backup does" in refusal.sentence) == ("broken_backup", True)
    assert not (tmp_path / "x").exists()


def _type(kind: bytes, linkname: str = "") -> Change:
    def change(member: tarfile.TarInfo) -> None:
        member.type, member.linkname = kind, linkname
        member.size = 0

    return change


@pytest.mark.parametrize(
    "change",
    [_type(tarfile.SYMTYPE, "/etc"), _type(tarfile.LNKTYPE, "data/lake/x"), _type(tarfile.CHRTYPE),
     _type(tarfile.BLKTYPE), _type(tarfile.FIFOTYPE), _type(tarfile.DIRTYPE)],
    ids=["symlink", "hardlink", "character device", "block device", "fifo", "folder"],
)  # fmt: skip
def test_a_member_that_is_no_plain_file(tmp_path: Path, target: Path, change: Change) -> None:
    archive = packed(tmp_path / "hostile.tar.gz", {**FILES, "data/lake/y": b""}, change=change)
    assert "which no backup does" in refused(archive, target).sentence


def test_the_same_name_twice_and_a_file_where_a_folder_should_be(tmp_path: Path, target: Path) -> None:
    twice = packed(tmp_path / "twice.tar.gz", FILES)
    with tarfile.open(twice, "w:gz") as archive:
        for _ in range(2):
            archive.addfile(tarfile.TarInfo("data/x"))
    assert refused(twice, target).code == "broken_backup"
    within = packed(tmp_path / "within.tar.gz", {"data/lake": b"", "data/lake/x": b""})
    assert refused(within, target).code == "broken_backup"


def test_a_member_larger_than_the_disk_is_refused_before_it_is_written(tmp_path: Path, target: Path) -> None:
    refusal = refused(claims(tmp_path / "huge.tar.gz", 1 << 60), target)
    assert refusal.code == "data_folder_full"
    assert "make room" in refusal.sentence


def test_a_name_longer_than_the_disk_takes(tmp_path: Path, target: Path) -> None:
    archive = packed(tmp_path / "long.tar.gz", {"data/" + "x" * 300: b""})
    assert refused(archive, target).code == "broken_backup"


@pytest.mark.parametrize("more", [{"version": "99.0.0"}, {"format": 2}])
def test_a_backup_of_a_newer_version_wants_that_version(tmp_path: Path, target: Path, more: dict[str, object]) -> None:
    refusal = refused(packed(tmp_path / "newer.tar.gz", FILES, **more), target)
    assert refusal.code == "newer_backup"
    assert "Install that version or a later one." in refusal.sentence


@pytest.mark.parametrize(
    "more", [{"version": "new"}, {"made_at": "today"}, {"made_at": None}, {"files": []}, {"files": {}}, {"format": "1"},
             {"database": "oracle"}, {"more": 1}]
)  # fmt: skip
def test_a_manifest_that_says_anything_else(tmp_path: Path, target: Path, more: dict[str, object]) -> None:
    assert refused(packed(tmp_path / "odd.tar.gz", FILES, **more), target).code == "broken_backup"


def test_a_folder_that_is_not_empty(kept: Path, target: Path, tmp_path: Path) -> None:
    (target / "notes.txt").write_text("mine")
    refusal = refused(kept, target)
    assert (type(refusal), refusal.code, "notes.txt" in refusal.sentence) == (Conflict, "folder_not_empty", True)
    (tmp_path / "file").write_text("")
    assert refused(kept, tmp_path / "file").code == "not_a_folder"
    assert (tmp_path / "file").read_text() == ""


def test_a_list_without_its_key_names_nobody(kept: Path, target: Path) -> None:
    (target / "key").unlink()
    refusal = refused(kept, target)
    assert (type(refusal), refusal.code) == (BadInput, "list_without_key")


def test_lists_under_different_keys_cannot_be_united(tmp_path: Path, target: Path) -> None:
    data = small_data(tmp_path / "data")
    erased(data, "bo@acme.example")
    archive = backup(data, tmp_path / "other.tar.gz", with_database=False).path
    assert refused(archive, target).code == "other_suppression_list"


def test_a_disk_that_is_full(kept: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vouch.runs.backup.unpack._unpacked", _fails(28))
    assert refused(kept, target).code == "data_folder_full"


def test_a_disk_that_may_not_be_written(
    kept: Path, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vouch.runs.backup.unpack._unpacked", _fails(30))
    assert refused(kept, target).code == "data_folder_read_only"
    assert refused(kept, tmp_path / "not" / "there").code == "data_folder_read_only"
    assert not (tmp_path / "not").exists()


def _fails(number: int) -> Callable[..., str]:
    def fails(*_arguments: object) -> str:
        raise OSError(number, os.strerror(number))

    return fails


def test_a_restore_that_was_cut_off_is_told_from_a_folder_in_use(kept: Path, target: Path) -> None:
    (target / ".restoring" / "data").mkdir(parents=True)
    refusal = refused(kept, target)
    assert (refusal.code, "was cut off" in refusal.sentence) == ("restore_cut_off", True)
