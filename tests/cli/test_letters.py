"""`vouch letters`: one letter as it begins, and a file of one's own with its mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_place_and_explain import vouch


def test_one_letter_is_printed_with_its_fields_open_and_a_companys_own_words_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letters.toml").write_text("[reference_call]\nsubject = 'Half an hour'\n", encoding="utf-8")
    assert vouch("letters", "show", "reference_call", "--for", "educator", "--data", str(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "subject: Half an hour" not in said, "what suits an educator stands before what is for everybody"
    assert "“{goal}”, and teaching it is one way there." in said
    assert vouch("letters", "show", "reference_call", "--data", str(tmp_path)) == 0
    assert "subject: Half an hour" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "refrence_call"), "refrence_call is no rung of the ladder"),
        (("show", "reference_call", "--for", "leader"), "leader is none of educator, validator"),
        (("check", "none.toml"), "There is no file"),
        (
            ("check", "mine.toml"),
            "mine.toml has 1 mistake: any.lead: {gaol} is no field of a letter; did you mean goal?",
        ),
    ],
)
def test_a_mistake_is_one_line_and_ends_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...], sentence: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text("[any]\nlead = '{gaol}'\n", encoding="utf-8")
    assert vouch("letters", *arguments, "--data", str(tmp_path)) == 2
    assert sentence in capsys.readouterr().err


def test_a_file_that_is_right_is_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("[any]\nlead = 'Come and see, {name}.'\n", encoding="utf-8")
    assert vouch("letters", "check", str(mine), "--data", str(tmp_path)) == 0
    assert "mine.toml has no mistake." in capsys.readouterr().out
