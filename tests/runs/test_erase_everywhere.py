"""After `vouch erase` no byte of the person is left in any file of the data folder, and none comes back.

Ana is in five tools' exports, in what colleagues wrote, in mails, raw copies, results and a backup; see `erasing`.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.runs.erasing.search import EMAIL, NAME, WORDS, found
from vouch.domain.policy import load
from vouch.runs.place import plan_for


@dataclass(frozen=True)
class Story:
    """What was found after each step, the data folder as it is at the end, and a folder beside it."""

    told: dict[str, Any]
    data: Path
    outside: Path


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("erased")
    data, outside = folder / "data", folder / "outside"
    outside.mkdir()
    plan_for(load(), data)  # making it takes as long as all the rest
    told = python("-m", "tests.runs.erasing.story", str(data), str(outside), data=data)
    return Story(json.loads(told.stdout), data, outside)


def python(*arguments: str, data: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """A process of its own, as settings are read once."""
    environment = {name: value for name, value in os.environ.items() if name != "VOUCH_DATABASE_URL"}
    environment |= {"VOUCH_DATA": str(data), "VOUCH_DEBUG": ""}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    return done


def vouch(*arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    return python("-c", "from vouch.cli import main; main()", *arguments, data=Path(arguments[-1]), code=code)


def files(of: dict[str, Any], part: str) -> list[str]:
    return [name for name in of if part in name]


def test_before_it_she_is_everywhere(story: Story) -> None:
    before = story.told["before"]
    everywhere = ("backups/", "cache/", "cache/desk/", "inbox/done", "inbox/refused", "inbox/with.csv", "uploads/",
                  "lake/contacts", "lake/tickets", "lake/survey_answers", "lake/promises", "lake/sentiment",
                  "lake/acts", "lake/rejects", "lake/batches", "lake/runs", "vouch.sqlite3")  # fmt: skip
    assert [place for place in everywhere if not files(before, place)] == []
    assert {word for words in before.values() for word in words} == set(WORDS) - {EMAIL.replace("@", "%40")}


def test_afterwards_no_byte_of_her_is_left(story: Story) -> None:
    assert story.told["erase"]["code"] == 0
    assert story.told["after"] == {}


def test_nor_when_the_same_people_are_exported_and_imported_again(story: Story) -> None:
    assert story.told["later"]["code"] == 0
    assert story.told["after_import"] == {}


def test_an_unchanged_export_is_known_and_a_later_one_comes_without_her_rows_which_are_counted(story: Story) -> None:
    same, later = story.told["same"]["out"], story.told["later"]["out"]
    assert (same["imported"], same["already_imported"]) == (0, 7)
    counted = {Path(one["file"]).name: one["rows_erased"] for one in later["files"] if one["status"] == "imported"}
    assert counted == {"Contact.csv": 1, "tickets.csv": 2, "nps.csv": 1}
    assert "Di Moe" in story.told["names_after_import"]


def test_a_namesake_and_her_colleagues_stay(story: Story) -> None:
    assert {"Ana Falk", "Bo Lund", "Ed Ek"} <= set(story.told["namesake"])
    assert {"Ana Falk", "Bo Lund", "Ed Ek"} <= set(story.told["names_after_import"])


def test_somebody_called_the_same_at_her_company_is_pointed_out_and_not_guessed(story: Story) -> None:
    assert story.told["erase"]["out"]["alike"] == ["aq@elsewhere.example"]


def test_raw_copies_that_hold_her_go_and_those_that_do_not_stay(story: Story) -> None:
    report = story.told["erase"]["out"]
    assert story.told["left"] == ["inbox/without.csv"]
    assert sorted(report["waiting"]) == ["inbox/with.csv", "uploads/0123456789abcdef/1/file/contacts of March.csv"]
    assert len(files(report["copies"], "inbox/done/")) == 3


def test_a_backup_from_before_goes_and_one_from_afterwards_stays(story: Story) -> None:
    assert len(story.told["erase"]["out"]["backups"]) == 1
    assert (story.told["erase_again"]["backups"], story.told["backups_left"]) == ([], 1)


def test_erasing_her_again_finds_nothing_more(story: Story) -> None:
    again = story.told["erase_again"]
    assert [again[name] for name in ("facts", "cells", "rows", "texts", "copies")] == [0, 0, 0, 0, []]


def test_an_address_nobody_has_is_kept_out(story: Story) -> None:
    assert story.told["unknown"]["facts"] == 0
    (taken,) = story.told["unknown_import"]["out"]["files"]
    assert (taken["rows_kept"], taken["rows_erased"]) == (0, 1)


def test_without_a_terminal_it_needs_yes_and_an_unknown_name_is_refused(story: Story) -> None:
    assert story.told["unasked"]["code"] == 2
    assert "Say so with --yes." in story.told["unasked"]["err"]
    assert story.told["nobody_known"]["code"] == 2
    assert "Nobody is known by “No Body”" in story.told["nobody_known"]["err"]


def test_restored_beside_the_list_an_older_backup_does_not_bring_her_back(story: Story, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    folder.mkdir()
    for name in ("suppression", "key"):
        (folder / name).write_bytes((story.data / name).read_bytes())
    told = json.loads(vouch("restore", str(story.outside / "old.tar.gz"), "--json", "--data", str(folder)).stdout)
    assert told["sifted"]["facts"] == story.told["erase"]["out"]["facts"]
    assert told["sifted"]["rows"] >= 1
    assert found(folder) == {}
    with closing(sqlite3.connect(folder / "vouch.sqlite3")) as rows:
        names = {name for (name,) in rows.execute("select name from program_contact")}
    assert {"Bo Lund", "Ana Falk", "Ed Ek"} <= names


def test_without_the_list_it_would(story: Story, tmp_path: Path) -> None:
    vouch("restore", str(story.outside / "old.tar.gz"), "--data", str(tmp_path / "again"))
    held = found(tmp_path / "again")
    assert files(held, "lake/contacts")
    assert files(held, "vouch.sqlite3")
    assert not files(held, "inbox")


def test_what_was_kept_about_her_was_told_and_nothing_of_others(story: Story) -> None:
    with zipfile.ZipFile(story.outside / "ana.zip") as packed:
        assert sorted(packed.namelist()) == ["person.html", "person.json", "person.txt"]
        pages = [packed.read(name).decode() for name in packed.namelist()]
        told = json.loads(packed.read("person.json"))
    assert (story.outside / "ana.zip").stat().st_mode & 0o777 == 0o600
    for page in pages:
        assert NAME in page
        assert [one for one in ("Bo Lund", "bo@acme.example", "Ines", "Kofi", "Falk") if one in page] == []
    assert {table: len(rows) for table, rows in told["facts"].items()} == {
        "contacts": 5, "roles": 1, "tickets": 1, "survey_answers": 1, "sentiment": 1, "acts": 1
    }  # fmt: skip
    assert sum(len(rows) for rows in told["facts"].values()) == story.told["erase"]["out"]["facts"]
    assert {(row["file"], row["row"]) for row in told["facts"]["tickets"]} == {("tickets.csv", 2)}
    assert {(row["table"], row["column"]) for row in told["named_in_facts_of_others"]} >= {
        ("tickets", "subject"), ("survey_answers", "comment"), ("promises", "signed_off_by"), ("contacts", "file")
    }  # fmt: skip
    assert [row["column"] for row in told["rows_not_read"]] == ["from_on"]
    (now,) = [one for one in told["placement"]["now"] if one["stage"] == "advocate"]
    assert now["means"].startswith("Their company is at least satisfied")
    assert {row["read_as"] for row in told["placement"]["evidence"]} == {"act", "sentiment"}
    assert [entry["table"] for entry in told["entered_by_colleagues"]] == ["sentiment", "acts"]
    assert (len(told["questions_asked"]), len(told["mails"])) == (1, 1)
    assert {line["action"] for line in told["history"]} >= {"say_sentiment", "ask_confirmation", "export_person"}
    assert all(isinstance(line["id"], int) for line in told["history"])
    assert "inbox/with.csv" in told["raw_files"]
