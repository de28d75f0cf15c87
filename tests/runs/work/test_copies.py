"""Copies of files that were handed in: named safely, counted for erasure, gone when they are not needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.domain.errors import Refusal
from vouch.runs.work import copies
from vouch.runs.work.copies import clean_name

HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(["/", "\\", ".", "\0", "\n", " ", "é", "\u202e"]),
    max_size=300,
)


@given(HOSTILE)
def test_a_name_stays_inside_its_folder_and_fits(name: str) -> None:
    cleaned = clean_name(name)
    assert cleaned
    assert len(cleaned.encode()) <= 120
    assert Path("/a/b", cleaned).resolve().parent == Path("/a/b")
    assert cleaned == cleaned.strip(" .")
    assert cleaned.isprintable() or any(c.isspace() for c in cleaned)
    assert "\0" not in cleaned


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("tickets 2026.csv", "tickets 2026.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\exports\\Ana.xlsx", "Ana.xlsx"),
        (".hidden.csv", "hidden.csv"),
        ("...", "file"),
        ("a\nb.csv", "ab.csv"),
        ("x" * 200 + ".parquet", "x" * 112 + ".parquet"),
    ],
)
def test_names_are_kept_as_far_as_they_are_safe(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


def test_erasure_sees_every_raw_file_the_data_folder_holds(tmp_path: Path) -> None:
    copies.keep(tmp_path, "d1", 0, "a.csv", [b"a"])
    copies.keep_mapping(tmp_path, "d1", 0, b"m")
    for path in ("inbox/b.csv", "inbox/done/2026-11-22/c.csv", "inbox/refused/2026-11-22/sub/d.csv.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    assert {path.name for path in copies.every_copy(tmp_path)} == {
        "a.csv",
        "mapping.toml",
        "b.csv",
        "c.csv",
        "d.csv.txt",
    }


def test_a_folder_that_cannot_be_written_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("a file stands where the folder should be")
    with pytest.raises(Refusal, match="a file stands where a folder should be"):
        copies.keep(tmp_path, "d1", 0, "a.csv", [b"a"])
