"""What criteria say of a person: a condition is met; or not, and what would change it; or not known, and why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from vouch.domain.asking import HoldKind, OwnLimits, Situation, Standing
from vouch.domain.openings import Answer, Criteria, Facts, drawn, free_to_be_given, judge
from vouch.domain.stages import Stage

TODAY = dt.date(2026, 11, 25)
ANA: dict[str, Any] = {
    "today": TODAY, "company": "Acme", "stage": Stage.LOYAL, "at_most": Stage.LOYAL, "latent": False,
    "roles": frozenset({"sponsor"}), "segment": "Food", "industry": "Manufacturing", "region": "North",
    "employees": 120,
    "products": frozenset({"Dock"}), "language": "English", "acts": Counter({"case_study": 1, "": 1}),
    "member_since": TODAY - dt.timedelta(days=100), "seated_on": TODAY - dt.timedelta(days=50),
    "personality": "educator",
}  # fmt: skip
SATISFIED = {"stage": Stage.SATISFIED, "at_most": Stage.SATISFIED}
COULD = {"stage": Stage.SATISFIED, "at_most": Stage.LOYAL, "missing": ("patronage",)}
UNKNOWN = {"stage": Stage.NOT_KNOWN_YET, "at_most": Stage.ADVOCATE}
NOBODY = {"stage": None, "at_most": None, "latent": None}

TABLE: list[tuple[dict[str, Any], dict[str, Any], str, str, str]] = [
    #  asked                        ana, but for        answer           words                            change
    ({"stage": "loyal"}, {}, "qualifies", "Acme is loyal", ""),
    ({"stage": "advocate"}, {}, "does_not", "Acme is loyal", "a placement at advocate"),
    ({"stage": "loyal"}, SATISFIED, "does_not", "Acme is satisfied", "a placement at loyal"),
    ({"stage": "loyal"}, COULD, "could_qualify", "could be loyal", "what is missing: patronage"),
    ({"stage": "satisfied"}, NOBODY, "could_qualify", "nobody has placed Acme yet", "a placement"),
    ({"stage": "satisfied"}, UNKNOWN, "could_qualify", "could be an advocate", "a fuller placement"),
    ({"latent": True}, {}, "does_not", "Acme is not latent", "before the first renewal"),
    ({"latent": True}, {"latent": True}, "qualifies", "no renewal has come due", ""),
    ({"latent": True}, NOBODY, "could_qualify", "nobody has placed", ""),
    ({"roles": ("sponsor", "trainer")}, {}, "qualifies", "is sponsor", ""),
    ({"roles": ("trainer",)}, {}, "does_not", "is sponsor", "another part"),
    ({"roles": ("trainer",)}, {"roles": frozenset()}, "could_qualify", "nobody said which part", "their role"),
    ({"segments": ("food",)}, {}, "qualifies", "of the segment Food", ""),
    ({"industries": ("Steel",)}, {}, "does_not", "in Manufacturing", "in Steel in our data"),
    ({"regions": ("South",)}, {"region": " "}, "could_qualify", "nobody knows the region", "that fact"),
    ({"employees_from": 100, "employees_to": 120}, {}, "qualifies", "Acme has 120 people", ""),
    ({"employees_to": 119}, {}, "does_not", "Acme has 120 people", "another size"),
    ({"employees_from": 1}, {"employees": None}, "could_qualify", "nobody knows how many people", "that number"),
    ({"products": ("dock", "Gate")}, {}, "qualifies", "Acme uses Dock", ""),
    ({"products": ("Gate",)}, {}, "does_not", "Acme uses Dock", "Gate there"),
    ({"products": ("Gate",)}, {"products": frozenset()}, "could_qualify", "nobody knows which products", ""),
    ({"languages": ("english",)}, {}, "qualifies", "speaks English", ""),
    ({"languages": ("French",)}, {"language": ""}, "could_qualify", "nobody knows which language", ""),
    ({"acts": 2}, {}, "qualifies", "has done 2 acts", ""),
    ({"acts": 2, "act": "case_study"}, {}, "does_not", "has done 1 act of this kind (a story)", "1 more"),
    ({"acts": 1}, {"acts": Counter()}, "does_not", "has done no acts", "1 more"),
    ({"member_days": 100}, {}, "qualifies", "a member since 17 Aug 2026", ""),
    ({"member_days": 101}, {}, "does_not", "a member since", "time: from 26 Nov 2026"),
    ({"member_days": 0}, {"member_since": None}, "does_not", "is no member", "joining the programme"),
    ({"fresh_days": 50}, {}, "qualifies", "had a seat in one of this kind on 6 Oct 2026", ""),
    ({"fresh_days": 51}, {}, "does_not", "had a seat", "time: from 26 Nov 2026"),
    ({"fresh_days": 51}, {"seated_on": None}, "qualifies", "had no seat", ""),
    ({"personalities": ("educator",)}, {}, "qualifies", "is educator", ""),
    ({"personalities": ("validator",)}, {"personality": None}, "could_qualify", "not known yet", "their own word"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "but", "answer", "words", "change"), TABLE)
def test_each_condition_has_three_answers_and_says_why(
    asked: dict[str, Any], but: dict[str, Any], answer: str, words: str, change: str
) -> None:
    found = judge(Criteria(**asked), Facts(**{**ANA, **but}), act_words="a story")
    assert found.answer == answer
    (finding,) = found.findings
    assert words in finding.words
    assert change in finding.change
    if answer == "qualifies":
        read = finding.to_them or finding.words
        assert "loyal" not in read, "our words for where a customer stands are ours"


def test_one_condition_that_is_not_met_decides_whatever_is_not_known() -> None:
    asked = Criteria(stage="loyal", languages=("English",), acts=9)
    found = judge(asked, Facts(**{**ANA, "language": ""}))
    assert found.answer is Answer.NOT_MET
    assert [one.answer.value for one in found.findings] == ["qualifies", "could_qualify", "does_not"]


def test_nothing_asked_is_met_by_everybody() -> None:
    assert judge(Criteria(), Facts(today=TODAY)).answer is Answer.MET
    assert Criteria().anybody
    assert Criteria().sentences() == []


def test_conditions_are_read_as_sentences() -> None:
    asked = Criteria(
        stage="loyal", industries=("Food", "Steel"), employees_from=1000, acts=2, act="case_study", member_days=0,
        fresh_days=365,
    )  # fmt: skip
    assert asked.sentences({"case_study": "a written case study"}) == [
        "loyal or further",
        "in Food or Steel",
        "of a company of 1,000 people or more",
        "has done at least 2 acts of this kind: a written case study",
        "a member of the programme",
        "had no seat in one of this kind for 365 days",
    ]


@pytest.mark.parametrize(
    "told", [{"stage": "satisfied_ish"}, {"acts": -1}, {"employees_from": 9, "employees_to": 1}, {"age": 40}]
)
def test_a_condition_that_cannot_be_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Criteria.model_validate(told)


@given(st.sampled_from(TABLE), st.sampled_from(["segment", "industry", "region", "language"]))
def test_what_is_not_known_never_shuts_anybody_out(row: tuple[Any, ...], gone: str) -> None:
    asked, but = row[0], row[1]
    before = judge(Criteria(**asked), Facts(**{**ANA, **but})).answer
    after = judge(Criteria(**asked), Facts(**{**ANA, **but, gone: ""})).answer
    assert after is before or after is Answer.NOT_KNOWN


@given(st.text(max_size=8), st.sets(st.text("abcdef0123456789", min_size=4, max_size=8), max_size=30))
def test_a_lot_is_the_same_for_everybody_who_draws_it(seed: str, names: set[str]) -> None:
    order = drawn(seed, names)
    assert sorted(order) == sorted(names)
    for gone in list(names)[:3]:
        assert drawn(seed, names - {gone}) == [one for one in order if one != gone], "who stays keeps their order"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, None),
        ({"opted_out": True}, "opted_out"),
        ({"left": True}, "left"),
        ({"reachable": False}, "no_address"),
        ({"withdrawn": frozenset({"invitations"})}, "invitations_withdrawn"),
        ({"limits": OwnLimits(paused_until=TODAY)}, "paused"),
        ({"limits": OwnLimits(paused_until=TODAY - dt.timedelta(days=1))}, None),
        ({"holds": (Standing(kind=HoldKind.LEGAL, words="A dispute.", lifts="a lawyer"),)}, "hold_legal"),
        ({"holds": (Standing(kind=HoldKind.ESCALATION, words="A case.", lifts="its end"),)}, None),
        ({"busy": True, "account_open": 9, "stage": Stage.NOT_YET_SATISFIED}, None),
    ],
)
def test_little_stands_in_the_way_of_a_gift(more: dict[str, Any], code: str | None) -> None:
    found = free_to_be_given(Situation(today=TODAY, person="Ana", company="Acme", **more))
    assert [one.code for one in found] == ([code] if code else [])
    assert all(one.sentence.endswith(".") and one.lifts for one in found)
