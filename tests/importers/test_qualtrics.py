"""Qualtrics files: lines of headers told by what they hold, NPS in pairs, references before addresses, no previews."""

from __future__ import annotations

import csv
import io
import json
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped]

from tests.importers.conftest import Reader, read_file
from vouch.domain.errors import BadInput
from vouch.domain.policy import load

SAMPLES = Path(str(resources.files("vouch.importers.surveys"))) / "samples"
HEAD = ["ResponseId", "RecordedDate", "Status", "Finished", "RecipientEmail", "ExternalReference"]
TEXT = ["Response ID", "Recorded Date", "Response Type", "Finished", "Recipient Email", "External Data Reference"]
IMPORT = [json.dumps({"ImportId": name} | ({"timeZone": "America/Denver"} if "Date" in name else {})) for name in HEAD]
BY_ROW = ["R_1", "2025-04-02 10:00:00", "IP Address", "True", "ana@x.example", ""]


def written(*rows: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_the_export_with_three_lines_of_headers() -> None:
    out = read_file(SAMPLES / "qualtrics.csv")
    answers = {(row["response_id"][:5], row["item"]): row["score"] for row in out.facts["survey_answers"]}
    assert out.kind == "surveys.qualtrics"
    assert answers == {
        ("R_1An", "nps"): 9.0,
        ("R_2Bo", "nps"): 6.0,
        ("R_1An", "It met my expectations"): 5.0,
        ("R_2Bo", "It met my expectations"): 2.0,
    }
    assert out.column("survey_answers", "comment")[:2] == ["The beds are full, and calm", None]
    assert [(reject.row, reject.reason) for reject in out.rejects] == [
        (9, "the row has no score"),
        (10, "this is empty"),
    ]


def test_the_older_export_with_two_lines_as_utf_16_with_tabs() -> None:
    out = read_file(SAMPLES / "qualtrics_legacy.tsv")
    [answer] = out.facts["survey_answers"]
    assert (out.kind, answer["item"], answer["score"], answer["comment"], answer["row"]) == (
        "surveys.qualtrics",
        "nps",
        8.0,
        "Calm",
        3,
    )


def test_previews_and_what_was_not_finished_are_left_out_and_counted() -> None:
    for file in ("qualtrics.csv", "qualtrics_legacy.tsv"):
        out = read_file(SAMPLES / file)
        assert out.summary.rows_left_out == 2
        assert out.summary.notes[:2] == ["1 row with Finished left out", "1 row with Status left out"]


def test_a_question_of_another_text_means_what_policy_says() -> None:
    item = read_file(SAMPLES / "qualtrics.csv").column("survey_answers", "item")[-1]
    assert load().surveys.items[item.lower()] == "expectations"


@pytest.mark.parametrize("lines", [[], [TEXT], [TEXT, IMPORT], [IMPORT]])
def test_lines_of_headers_are_told_by_what_they_hold(reads: Reader, lines: list[list[str]]) -> None:
    below = [[*line, "Group", "Likely?"] for line in lines]
    out = reads(written([*HEAD, "Q1_NPS_GROUP", "Q1"], *below, [*BY_ROW, "Promoter", "9"]))
    [answer] = out.facts["survey_answers"]
    assert (answer["score"], answer["row"], out.rejects) == (9.0, len(lines) + 2, [])
    assert answer["answered_at"].hour == (16 if IMPORT in lines else 10)


@pytest.mark.parametrize(("group", "score"), [("Promoter", "9"), ("Neutral", "8"), ("1", "0"), ("", "10")])
def test_the_number_counts_whatever_the_group_is_called(reads: Reader, group: str, score: str) -> None:
    out = reads(written([*HEAD, "Q4_NPS_GROUP", "Q4"], [*BY_ROW, group, score]))
    assert out.column("survey_answers", "score") == [float(score)]


@pytest.mark.parametrize(
    ("reference", "contact"),
    [
        ("0031R00002AbCdE", "0031R00002AbCdEQAV"),
        ("0031R00002AbCdEQAV", "0031R00002AbCdEQAV"),
        ("012345678901234", "012345678901234"),
        ("customer 7", "customer 7"),
    ],
)
def test_a_reference_is_the_contact_and_its_address_makes_no_second_one(
    reads: Reader, reference: str, contact: str
) -> None:
    head = [*HEAD, "RecipientFirstName", "RecipientLastName", "Q1_NPS_GROUP", "Q1"]
    out = reads(written(head, [*BY_ROW[:5], reference, "Ana", "Alves", "Promoter", "9"]))
    assert out.column("survey_answers", "contact_id") == [contact]
    assert "contacts" not in out.facts


def test_without_a_reference_the_address_is_a_contact_of_its_own(reads: Reader) -> None:
    head = [*HEAD, "RecipientFirstName", "RecipientLastName", "Q1_NPS_GROUP", "Q1"]
    out = reads(written(head, [*BY_ROW, "Ana", "Alves", "Promoter", "9"]))
    assert out.column("contacts", "name") == ["Ana Alves"]


def test_addresses_and_places_are_not_kept_not_even_in_the_list() -> None:
    out = read_file(SAMPLES / "qualtrics.csv")
    assert "192.0.2.9" not in json.dumps([out.facts, [vars(reject) for reject in out.rejects]], default=str)


@pytest.mark.parametrize("status", ["Survey Preview", "1", "Survey Test", "Spam", "8"])
def test_what_nobody_answered_is_left_out(reads: Reader, status: str) -> None:
    row = [*BY_ROW[:2], status, *BY_ROW[3:]]
    out = reads(written([*HEAD, "Q1_NPS_GROUP", "Q1"], [*row, "", "9"], [*BY_ROW, "", "8"]))
    assert (out.column("survey_answers", "score"), out.summary.rows_left_out) == ([8.0], 1)


def test_records_of_the_api_read_like_the_export(reads: Reader) -> None:
    record = {
        "responseId": "R_1",
        "values": {
            "recordedDate": "2025-04-02T16:00:01.000Z", "finished": 1, "status": 0, "ipAddress": "192.0.2.9",
            "recipientEmail": "ana@x.example", "externalDataReference": "0031R00002AbCdE",
            "QID1": 9, "QID1_NPS_GROUP": 3, "QID1_TEXT": "Calm",
        },
        "labels": {"QID1": "9"},
    }  # fmt: skip
    preview = {"responseId": "R_2", "values": {**record["values"], "status": 1}}  # type: ignore[dict-item]
    out = reads(json.dumps({"responses": [record, preview]}), "responses.json")
    [answer] = out.facts["survey_answers"]
    assert (out.kind, answer["item"], answer["score"], answer["comment"], answer["contact_id"]) == (
        "surveys.qualtrics",
        "nps",
        9.0,
        "Calm",
        "0031R00002AbCdEQAV",
    )
    assert out.summary.rows_left_out == 1


def test_a_workbook_reads_like_the_csv(tmp_path: Path) -> None:
    book = Workbook()
    with (SAMPLES / "qualtrics.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.reader(stream):
            book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(tmp_path / "answers.xlsx")
    keys = [
        read_file(path).column("survey_answers", "key")
        for path in (tmp_path / "answers.xlsx", SAMPLES / "qualtrics.csv")
    ]
    assert keys[0] == keys[1] != []


def test_a_survey_without_scores_is_refused_with_what_to_do(reads: Reader) -> None:
    with pytest.raises(BadInput, match="Export numbers instead of choice texts"):
        reads(written([*HEAD, "Q1"], [*TEXT, "How satisfied are you?"], [*BY_ROW, "Very satisfied"]))


CELLS = st.one_of(st.text(max_size=6), st.sampled_from(["True", "0", "9", "R_1", "ana@x.example", '{"ImportId":"x"}']))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=5))
def test_every_row_is_kept_listed_or_counted(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    text = written([*HEAD, "Q1_NPS_GROUP", "Q1"], [*TEXT, "", ""], [*IMPORT, "", ""], [*BY_ROW, "", "9"], *rows)
    path = tmp_path_factory.mktemp("qualtrics") / "a.csv"
    path.write_bytes(text.encode("utf-8", "replace"))
    out = read_file(path, "surveys.qualtrics")
    assert out.summary.rows_not_read <= len({reject.row for reject in out.rejects})
    assert out.summary.rows_kept <= len(out.facts["survey_answers"])
