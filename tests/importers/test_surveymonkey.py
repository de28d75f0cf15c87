"""SurveyMonkey files: two lines of headers, questions by their text, people by address or custom data."""

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

SAMPLE = Path(str(resources.files("vouch.importers.surveys"))) / "samples" / "surveymonkey.csv"
HEAD = ["Respondent ID", "Collector ID", "End Date", "Email Address", "Custom Data 1"]
ROW = ["1", "4", "2025-04-25 10:00", "ana@x.example", ""]


def written(*rows: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_the_export_with_two_lines_of_headers() -> None:
    out = read_file(SAMPLE)
    answers = {(row["response_id"][-1], row["item"]): row["score"] for row in out.facts["survey_answers"]}
    assert out.kind == "surveys.surveymonkey"
    assert answers == {
        ("1", "nps"): 10.0,
        ("2", "nps"): 6.0,
        ("3", "nps"): 8.0,
        ("4", "nps"): 7.0,
        ("1", "How satisfied are you with: Support"): 5.0,
        ("2", "How satisfied are you with: Support"): 2.0,
        ("1", "How satisfied are you with: Onboarding"): 4.0,
        ("1", "Overall, the product is easy to live with"): 3.0,
        ("2", "Overall, the product is easy to live with"): 1.0,
    }
    assert out.column("survey_answers", "comment")[:3] == ["Gladly, all of it", "Too many clicks", None]


def test_who_answered() -> None:
    out = read_file(SAMPLE)
    people = {row["response_id"][-1]: (row["email"], row["contact_id"]) for row in out.facts["survey_answers"]}
    assert people == {
        "1": ("ana@acme-health.example", None),
        "2": ("bo@bolt-rail.example", None),
        "3": ("cy@bolt-rail.example", None),
        "4": (None, "0031R00002AbCdEQAV"),
    }
    assert [reject.row for reject in out.rejects] == [7]
    assert out.column("contacts", "name") == ["Ana Alves"]


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("How likely is it that you would recommend us to a friend or colleague?", "nps"),
        ("Overall, how satisfied are you with us?", "csat"),
        ("How easy was it to get help?", "ces"),
        ("It met my expectations", "expectations"),
        ("We would miss it", "We would miss it"),
    ],
)
def test_a_question_is_an_item_by_its_words_or_keeps_its_text(reads: Reader, question: str, item: str) -> None:
    out = reads(written([*HEAD, question], ["", "", "", "", "", "Response"], [*ROW, "4"]))
    assert (out.column("survey_answers", "item"), out.column("survey_answers", "row")) == ([item], [3])


def test_the_second_line_of_headers_may_be_gone(reads: Reader) -> None:
    out = reads(written([*HEAD, "How likely are you to recommend us?"], [*ROW, "4"]))
    assert out.column("survey_answers", "row") == [2]


def test_two_questions_of_one_item_are_told_apart(reads: Reader) -> None:
    asked = ["Would you recommend us?", "Would you recommend our support?"]
    out = reads(written([*HEAD, *asked], [*ROW, "9", "3"]))
    assert out.column("survey_answers", "item") == ["nps", "Would you recommend our support?"]


def test_answers_in_words_are_no_scores_and_one_that_is_none_is_listed(reads: Reader) -> None:
    head = [*HEAD, "How likely are you to recommend us?", "Where do you work?"]
    out = reads(written(head, [*ROW, "9", "Porto"], ["2", *ROW[1:], "often", "Lyon"], ["3", *ROW[1:], "10", "1"]))
    assert out.column("survey_answers", "score") == [9.0, None, 10.0]
    assert [(reject.row, reject.reason) for reject in out.rejects] == [
        (3, "this is no number; the row was kept without it")
    ]
    assert set(out.column("survey_answers", "item")) == {"nps"}


def test_a_survey_without_scores_is_refused_with_what_to_do(reads: Reader) -> None:
    with pytest.raises(BadInput, match="No question of this survey has answers that are numbers"):
        reads(written([*HEAD, "Why?"], ["", "", "", "", "", "Open-Ended Response"], [*ROW, "because"]))


def test_scores_beyond_the_scale_refuse_the_file(reads: Reader) -> None:
    with pytest.raises(BadInput, match="'csat' goes from 1 to 5, but row 3 says 9"):
        reads(written([*HEAD, "How satisfied are you?"], [*ROW, "4"], ["2", *ROW[1:], "9"]))


def test_a_workbook_whose_last_question_has_several_columns(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append([*HEAD, "How likely are you to recommend us?", "What do you use?", None])
    book.active.append([None] * 5 + ["Response", "Beds", "Other (please specify)"])
    book.active.append([*ROW, 9, "Beds", "a note"])
    book.save(tmp_path / "answers.xlsx")
    out = read_file(tmp_path / "answers.xlsx")
    assert (out.column("survey_answers", "score"), out.rejects) == ([9.0], [])
    assert "a note" in out.column("survey_answers", "attributes")[0]


def test_network_addresses_are_not_kept() -> None:
    out = read_file(SAMPLE)
    assert "192.0.2.9" not in json.dumps([out.facts, [vars(reject) for reject in out.rejects]], default=str)


CELLS = st.one_of(st.text(max_size=6), st.sampled_from(["9", "10", "2025-04-25", "ana@x.example", "", "Response"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=5))
def test_every_row_is_kept_or_listed(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    text = written([*HEAD, "Would you recommend us?"], ["", "", "", "", "", "Response"], *([[*ROW, "9"]] * 6), *rows)
    path = tmp_path_factory.mktemp("monkey") / "a.csv"
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        out = read_file(path, "surveys.surveymonkey")
    except BadInput as refusal:
        assert refusal.code == "ambiguous_dates"  # noqa: PT017 - a refusal is the other right answer
        return
    assert out.summary.rows_left_out == 0
    assert out.summary.rows_not_read <= len({reject.row for reject in out.rejects})
