"""`vouch import`, `template` and `mapping`: what is printed where, and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.lake.told import bytes_under
from vouch.cli import main
from vouch.tables.facts import TABLES


class Said(NamedTuple):
    """What a command left: its exit code and both outputs."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def vouch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("VOUCH_DATA", str(tmp_path / "data"))

    def run(*words: str | Path) -> Said:
        with pytest.raises(SystemExit) as stopped:
            main([str(word) for word in words])
        assert isinstance(stopped.value.code, int)
        return Said(stopped.value.code, *capsys.readouterr())

    return run


@pytest.fixture
def usage(tmp_path: Path) -> Path:
    file = tmp_path / "usage.csv"
    file.write_text(
        "event_id,account_id,happened_at,mood\ne1,acme,2026-02-01,\ne2,acme,2026-02-03,good\ne3,acme,soon,\n"
    )
    return file


def test_an_import_says_what_became_of_the_file(vouch: Run, usage: Path) -> None:
    said = vouch("import", usage)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].startswith("usage.csv is in, as batch b")
    assert lines[0].endswith("2 of 3 rows kept.")
    assert "  read as plain.usage: 2 usage" in lines
    assert "  usage from 2026-02-01 to 2026-02-03" in lines
    assert "  kept as attributes, no column of ours: mood" in lines
    assert "  not read: 1 row" in lines
    assert lines[-1].startswith("    row 4, column happened_at: ")
    assert lines[-1].endswith("(soon)")


def test_json_is_all_there_is_on_standard_output(vouch: Run, usage: Path) -> None:
    said = vouch("import", usage, "--json")
    (file,) = said.told["files"]
    assert (said.code, said.told["imported"], file["status"], file["counts"]) == (0, 1, "imported", {"usage": 2})
    assert [(lost["file"], lost["row"], lost["column"]) for lost in file["not_read"]] == [
        ("usage.csv", 4, "happened_at")
    ]
    again = vouch("import", usage, "--json")
    assert (again.code, again.told["already_imported"]) == (0, 1)
    assert again.told["files"][0]["not_read"] == file["not_read"]


def test_a_refused_file_is_one_line_on_standard_error_and_exit_2(vouch: Run, usage: Path) -> None:
    (usage.parent / "bills.csv").write_text("foo,bar\n1,2\n")
    said = vouch("import", usage.parent, "--json")
    assert said.code == 2
    assert said.err.startswith("vouch: bills.csv is of no kind Vouch knows")
    assert said.err.count("\n") == 1
    assert f"`vouch mapping suggest {usage.parent / 'bills.csv'}`" in said.err, (
        "what is to be typed next works from here"
    )
    assert (said.told["imported"], said.told["refused"]) == (1, 1)


def test_a_dry_run_makes_no_data_folder(vouch: Run, usage: Path, tmp_path: Path) -> None:
    assert vouch("import", usage, "--dry-run").out.startswith("usage.csv can be read: 2 of 3 rows. Nothing was kept.")
    assert not (tmp_path / "data").exists()


def test_batches_are_listed_and_taken_out_again(vouch: Run, usage: Path, tmp_path: Path) -> None:
    assert vouch("import", "--list").out.startswith("Nothing was imported yet")
    vouch("import", usage)
    (batch,) = vouch("import", "--list", "--json").told["batches"]
    assert (batch["file"], batch["rows_kept"]) == ("usage.csv", 2)
    assert batch["id"] in vouch("import", "--list").out
    said = vouch("import", "--undo", batch["id"])
    assert (said.code, said.out.endswith(f"as batch {batch['id']}, is out, as if it had never come.\n")) == (0, True)
    assert vouch("import", "--list", "--json").told == {"batches": []}
    assert not [name for name in bytes_under(tmp_path / "data") if name.endswith(".parquet")]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["import"], "Say one of four"),
        (["import", "--undo", "b123", "--list"], "Say one of four"),
        (["import", "--undo", "b123"], "There is no batch b123"),
        (["import", "nowhere"], "There is no file or folder nowhere"),
        (["import", "nowhere", "--colour"], "No such option"),
        (["mapping", "suggest", "nowhere.csv"], "There is no file nowhere.csv"),
    ],
)
def test_a_mistake_of_yours_is_exit_2_with_a_sentence(vouch: Run, words: list[str], sentence: str) -> None:
    said = vouch(*words)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err


def test_a_template_is_read_back_as_it_is(vouch: Run, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    assert vouch("template", folder).code == 0
    assert {path.stem for path in folder.glob("*.csv")} == set(TABLES)
    said = vouch("import", folder, "--json")
    assert (said.code, said.told["empty"]) == (0, len(TABLES))
    assert vouch("template", folder).code == 2


def test_a_drafted_mapping_reads_the_file_it_was_drafted_for(vouch: Run, tmp_path: Path) -> None:
    odd = tmp_path / "logins.csv"
    odd.write_text("Kundennummer;E-Mail;Zeitpunkt\nacme;bo@acme.example;2026-02-01T10:00:00Z\n")
    assert vouch("import", odd).code == 2
    draft = tmp_path / "logins.toml"
    assert vouch("mapping", "suggest", odd, "--out", draft).code == 0
    assert vouch("mapping", "suggest", odd).out == draft.read_text()
    assert vouch("mapping", "suggest", odd, "--out", draft).code == 2
    assert vouch("import", odd, "--as", draft).code == 0


def test_a_file_of_which_nothing_could_be_kept_says_so(vouch: Run, usage: Path) -> None:
    usage.write_text("event_id,account_id,happened_at\ne1,acme,soon\ne2,acme,later\n")
    lines = vouch("import", usage).out.splitlines()
    assert lines[0].endswith(", and none of its rows could be kept.")
    assert lines[-1] == "    rows 2, 3, column happened_at: this is no date (the first: soon)"


def test_of_very_many_strange_headers_the_first_are_named(vouch: Run, usage: Path) -> None:
    names = ",".join(f"c{number}" for number in range(500))
    usage.write_text(f"event_id,account_id,happened_at,{names}\ne1,acme,2026-02-01" + ",x" * 500 + "\n")
    said = vouch("import", usage, "--json")
    assert len(said.told["files"][0]["unmapped"]) == 500
    usage.write_text(usage.read_text() + "e2,acme,2026-02-01" + ",x" * 500 + "\n")
    assert "c18, c19 and 480 more" in vouch("import", usage).out
