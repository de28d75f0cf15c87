"""`vouch place`, `explain` and `policy`: what they print, what they write, and how they end."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from vouch.cli import main

DAY = "2026-11-22"
FILES = {
    "accounts.csv": "account_id,name,type\nA1,Acme,Customer\nB2,=HYPERLINK(1),Customer\nC3,Cy Press,Press\n"
    "D4,Acme North,Former customer\n",
    "contacts.csv": "contact_id,account_id,name,email\n"
    "P1,A1,Ana Lind,ana@acme.example\nP2,A1,Bo Berg,bo@acme.example\n",
    "roles.csv": "contact_id,role,from_on\nP1,outcome_owner,2026-01-01\n",
    "survey_answers.csv": "response_id,email,item,score,answered_at\nR1,ana@acme.example,nps,9,2026-08-24\n",
    "promises.csv": "promise_id,account_id,text,status,decided_on,signed_off_on\n"
    "G1,A1,Live in May,met,2026-05-06,2026-05-06\nG2,A1,Trained,met,2026-05-06,2026-05-06\n",
    "subscriptions.csv": "subscription_id,account_id,starts_on,term_months\nS1,A1,2026-03-01,12\n",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    assert vouch("import", str(folder), "--data", str(folder / "data")) == 0
    return folder / "data"


def vouch(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert vouch(*arguments, "--json") == 0
    out, _err = capsys.readouterr()
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_the_worked_example_of_the_methods_to_the_digit(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "place", "--data", str(data), "--as-of", DAY)
    assert {key: answer[key] for key in ("as_of", "policy")} == {"as_of": DAY, "policy": "2026-11"}
    accounts = {row["name"]: row for row in answer["placements"] if row["kind"] == "account"}
    assert set(accounts) == {"Acme", "=HYPERLINK(1)"}, "press and former customers are not placed"
    acme = accounts["Acme"]
    assert (acme["id"], acme["stage"], acme["at_least"], acme["at_most"]) == ("A1", "satisfied", "satisfied", "loyal")
    assert (acme["coverage"], round(acme["confidence"], 3)) == (0.5, 0.427)
    assert {gate["gate"]: gate["state"] for gate in acme["gates"]} == {
        "promises_kept": "met",
        "service": "unknown",
        "attitude": "met",
        "exceeds_expectations": "unknown",
        "patronage": "not_yet_possible",
        "acts": "unknown",
    }
    assert acme["missing"] == [
        "exceeds_expectations: one measured result with sign-off",
        "patronage: first renewal, due 2027-02-28",
    ]
    assert (acme["at_risk"], acme["flags"], acme["stale"]) == ([], [], [])
    (nps,) = acme["gates"][2]["evidence"]
    assert nps == {
        "for": True,
        "kind": "nps",
        "value": 0.8,
        "weight": 0.707107,
        "happened_at": "2026-08-24T23:59:59Z",
        "source": "survey_answers.csv",
        "row": 2,
    }


def test_the_same_data_policy_and_day_give_the_same_bytes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys, "place", "--data", str(data), "--as-of", DAY)
    assert told(capsys, "place", "--data", str(data), "--as-of", DAY) == first
    assert told(capsys, "place", "--data", str(data), "--as-of", "2026-11-23")["run"] != first["run"]


def test_explain_is_one_placement_and_why(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    placed = told(capsys, "place", "--data", str(data), "--as-of", DAY)
    acme = next(row for row in placed["placements"] if row["id"] == "A1")
    for name in ("Acme", "acme", "A1"):
        answer = told(capsys, "explain", name, "--data", str(data), "--as-of", DAY)
        assert {key: answer[key] for key in acme} == acme
        assert 1 <= len(answer["why"]) <= 5
    assert "2 promises" in " ".join(answer["why"])
    ana = told(capsys, "explain", "ana@acme.example", "--data", str(data), "--as-of", DAY)
    assert (ana["kind"], ana["id"], ana["name"]) == ("contact", "P1", "Ana Lind")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Acmee", "Did you mean Acme"),
        ("Cy Press", "Cy Press is not a customer as of 2026-11-22 (its type is Press)"),
        ("Acme North", "Acme North is a former customer"),
        ("ac", "can mean Acme"),
    ],
)
def test_who_cannot_be_explained_is_told_why(
    data: Path, capsys: pytest.CaptureFixture[str], name: str, sentence: str
) -> None:
    capsys.readouterr()
    assert vouch("explain", name, "--data", str(data), "--as-of", DAY) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1


def test_files_hold_every_placement_and_no_formula(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in ("csv", "xlsx", "parquet", "json"):
        assert vouch("place", "--data", str(data), "--as-of", DAY, "--out", str(tmp_path / f"out.{kind}")) == 0
    assert capsys.readouterr().out == ""
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["name"] for row in rows] == ["'=HYPERLINK(1)", "Acme", "Ana Lind", "Bo Berg"]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    cells = list(sheet.iter_rows(min_row=2))
    assert [row[5].value for row in cells] == ["'=HYPERLINK(1)", "Acme", "Ana Lind", "Bo Berg"]
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n"}
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 4
    assert len(json.loads((tmp_path / "out.json").read_text())["placements"]) == 4


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["place", "--as-of", "22.11.2026"], "Write it as 2026-11-22"),
        (["place", "--out", "x.docx"], "it can be .csv, .json, .parquet, .xlsx"),
        (["policy", "check", "nowhere.toml"], "There is no file nowhere.toml"),
    ],
)
def test_mistakes_end_with_a_sentence_and_code_2(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    more = [] if arguments[0] == "policy" else ["--data", str(data)]
    capsys.readouterr()
    assert vouch(*arguments, *more) == 2
    assert sentence in capsys.readouterr().err


def test_a_policy_with_a_typo_names_the_key_and_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "policy.toml").write_text("[gates]\nmet_form = 0.4\n")
    assert vouch("policy", "check", str(tmp_path / "policy.toml")) == 2
    assert "gates.met_form is not a key of the policy; did you mean met_from?" in capsys.readouterr().err


def test_policy_diff_says_who_would_move(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "stricter.toml").write_text("[gates]\nmet_from = 0.9\n")
    answer = told(capsys, "policy", "diff", str(tmp_path / "stricter.toml"), "--data", str(data), "--as-of", DAY)
    assert answer["keys"] == [{"key": "gates.met_from", "now": 0.3, "then": 0.9}]
    moved = {move["name"]: (move["now"], move["then"]) for move in answer["moves"]}
    assert moved["Acme"] == ("satisfied, at most loyal", "not_known_yet, at most loyal")


def test_the_summary_says_who_is_kept_and_not_placed(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert vouch("place", "--data", str(data), "--as-of", DAY) == 0
    assert "Kept but not placed: 1 former customers, 1 not customers.\n" in capsys.readouterr().out
    people = tmp_path / "people.csv"
    people.write_text(
        "contact_id,account_id,email\np1,A1,ana@acme.example\np2,,bo@acme.example\np3,gone,cy@acme.example\n"
    )
    accounts = tmp_path / "accounts.csv"
    accounts.write_text("account_id,name,type\nA1,Acme,Customer\n")
    assert vouch("import", str(accounts), str(people), "--data", str(tmp_path / "data")) == 0
    assert vouch("place", "--data", str(tmp_path / "data")) == 0
    said = "Kept but not placed: 2 of 3 people, who work at none of these customers as far as is known."
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1969-12-31"])
def test_a_day_out_of_reach_is_refused(data: Path, capsys: pytest.CaptureFixture[str], day: str) -> None:
    assert vouch("place", "--data", str(data), "--as-of", day) == 2
    assert "say a day from 1970 to 2099" in capsys.readouterr().err


def test_nothing_in_a_file_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text("account_id,name,type,\x1b]0;title\nA1,Ac\x1b[31mme\u202e,Customer,x\n")
    assert vouch("import", str(file), "--data", str(tmp_path / "data")) == 0
    assert vouch("explain", "A1", "--data", str(tmp_path / "data")) == 0
    assert vouch("explain", "no\x1b[31mbody", "--data", str(tmp_path / "data")) == 2
    said = "".join(capsys.readouterr())
    assert "Ac [31mme" in said
    assert not {"\x1b", "\u202e", "\x07"} & set(said)
