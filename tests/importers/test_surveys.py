"""Survey files: which item a column is, on which scale, and a refusal where scales are mixed."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from tests.importers.conftest import Reader, read_file
from vouch.domain.errors import BadInput

SAMPLES = Path(str(resources.files("vouch.importers.surveys"))) / "samples"


def test_a_row_with_two_scores_gives_two_answers() -> None:
    out = read_file(SAMPLES / "scores.csv")
    answers = {(row["email"][:3], row["item"]): row["score"] for row in out.facts["survey_answers"]}
    assert answers == {("ana", "nps"): 9.0, ("bo@", "nps"): 6.0, ("ana", "csat"): 5.0}
    assert {row["item"]: (row["scale_low"], row["scale_high"]) for row in out.facts["survey_answers"]} == {
        "nps": (None, None),
        "csat": (1.0, 5.0),
    }
    assert out.reasons() == [(4, "", "the row has no score")]


def test_delighted_is_read_with_the_item_each_row_names() -> None:
    out = read_file(SAMPLES / "delighted.csv")
    assert out.kind == "surveys.delighted"
    assert list(zip(out.column("survey_answers", "item"), out.column("survey_answers", "score"), strict=True)) == [
        ("nps", 10.0),
        ("csat", 2.0),
    ]
    assert str(out.column("survey_answers", "answered_at")[0]) == "2025-04-02 10:15:00+00:00"


def test_delighted_records_read_like_its_csv(reads: Reader) -> None:
    out = reads(
        '{"id":"9","person":{"id":"5","email":"Ana@example.com","name":"Ana"},"survey_type":"nps","score":9,'
        '"comment":"","created_at":1743588900,"person_properties":{"plan":"Gold"},"tags":["a"]}',
        "responses.jsonl",
    )
    [answer] = out.facts["survey_answers"]
    assert (answer["email"], answer["item"], answer["score"], answer["comment"]) == (
        "ana@example.com",
        "nps",
        9.0,
        None,
    )


def test_a_delighted_record_may_name_its_person_by_number_alone(reads: Reader) -> None:
    out = reads('[{"id":"9","person":"5","survey_type":"ces","score":6,"created_at":1743588900,"tags":[]}]', "r.json")
    [answer] = out.facts["survey_answers"]
    assert (answer["contact_id"], answer["item"], str(answer["answered_at"])[:16]) == ("5", "ces", "2025-04-02 10:15")


def test_dates_of_delighted_may_be_those_of_a_spreadsheet(reads: Reader) -> None:
    out = reads(
        "Email,Survey type,Score,Comment,Created at\na@x.example,nps,9,,04/25/2025\nb@x.example,nps,8,,04/03/2025\n"
    )
    assert [str(moment)[:10] for moment in out.column("survey_answers", "answered_at")] == ["2025-04-25", "2025-04-03"]


@pytest.mark.parametrize(
    ("header", "scores", "item"),
    [
        ("Score", [9, 10, 3], "nps"),
        ("Score", [0, 3], "nps"),
        ("Rating (1-5)", [4, 5], "csat"),
        ("Rating", ["4/5", "2/5"], "csat"),
        ("NPS", [4, 5], "nps"),
        ("How satisfied are you?", [4, 5], "csat"),
        ("How easy was it?", [6, 7], "ces"),
        ("It met my expectations", [4, 5], "expectations"),
    ],
)
def test_the_header_or_the_scores_say_which_item_it_is(
    reads: Reader, header: str, scores: list[object], item: str
) -> None:
    rows = "".join(f"p{n}@example.com,{score},2025-01-01\n" for n, score in enumerate(scores))
    out = reads(f'Email,"{header}",Date\n{rows}')
    assert set(out.column("survey_answers", "item")) == {item}
    assert out.summary.rows_not_read == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Email,Score,Date\na@x.com,4,2025-01-01\nb@x.com,2,2025-01-01\n", "nothing says whether they are NPS"),
        ("Email,Score,Date\na@x.com,80,2025-01-01\nb@x.com,2,2025-01-01\n", "nothing says whether they are NPS"),
        ("Email,CSAT,Date\na@x.com,4,2025-01-01\nb@x.com,9,2025-01-01\n", "'csat' goes from 1 to 5, but row 3 says 9"),
        ("Email,Rating,Date\na@x.com,4/5,2025-01-01\nb@x.com,9/10,2025-01-01\n", "out of 10 and out of 5"),
        (
            "email,item,score,answered_at\na@x.com,csat,4,2025-01-01\nb@x.com,csat,9,2025-01-01\n",
            "scores on two scales in one column",
        ),
    ],
)
def test_scores_on_two_scales_or_on_none_refuse_the_file(reads: Reader, text: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence.replace("(", r"\(")):
        reads(text)


def test_two_surveys_under_one_item_on_two_scales_refuse_the_file(reads: Reader) -> None:
    rows = [f"p{n}@x.com,nps,{n % 5 + 1},spring,2025-01-01" for n in range(10)]
    rows += [f"q{n}@x.com,nps,{n},autumn,2025-01-01" for n in range(11)]
    with pytest.raises(BadInput, match="from 1 to 5 in 'spring' and up to 10 in 'autumn'"):
        reads("email,item,score,survey,answered_at\n" + "\n".join(rows))


def test_a_scale_said_in_the_file_is_believed(reads: Reader) -> None:
    out = reads("email,item,score,scale_low,scale_high,answered_at\na@x.com,csat,9,0,10,2025-01-01\n")
    assert out.column("survey_answers", "score") == [9.0]
