"""The heading of a list answers how its customers stand; that of a tab, what became of promises and results."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.program.cast import start

start()

from vouch.program.findings.queries import Standing  # noqa: E402
from vouch.runs.shown.facts import Pledge  # noqa: E402
from vouch.web.workspace.customers.asked import Asked  # noqa: E402
from vouch.web.workspace.customers.words.listing import listing  # noqa: E402
from vouch.web.workspace.customers.words.summary import promised_sentence, reached_sentence  # noqa: E402

STAGES = {"not_known_yet": 2, "not_yet_satisfied": 3, "satisfied": 5, "loyal": 8, "advocate": 1}
COUNT = Standing(
    total=1019, by_stage=STAGES, at_risk=1, captive=0, latent=0, personal_advocate=0, little_known=0,
    could_be_loyal_or_better=12, coverage=0.5,
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "order", "says"),
    [
        ({}, "Name", "1,019 customers: 9 are loyal or better and 1 is at risk."),
        ({}, "Yearly value", "1,019 customers, largest first: 9 are loyal or better and 1 is at risk."),
        ({"kind": "contact"}, "Name", "1,019 people: 9 are loyal or better and 1 of them an advocate."),
        ({"flag": "at_risk"}, "Name", "1,019 customers at risk."),
        ({"stage": "advocate", "segment": "Food"}, "Name", "1,019 customers who are advocates in Food."),
    ],
)
def test_a_list_says_how_they_stand_unless_it_was_asked_for_by_that(
    asked: dict[str, str], order: str, says: str
) -> None:
    assert listing(Asked(**asked), 1019, order, count=COUNT) == says


def test_a_list_in_which_nobody_is_loyal_says_so() -> None:
    none = replace(COUNT, by_stage=STAGES | {"loyal": 0, "advocate": 0}, at_risk=0)
    assert listing(Asked(), 10, "Name", count=none) == "10 customers: none is loyal yet."


def pledge(status: str, signed: Any = None) -> Pledge:
    return Pledge(
        table="promises", entry="", key="k", text="Live", measure="", number=None, unit="", on=None, due_on=None,
        status=status, signed_off_on=signed, signed_off_by="", file="p.csv", row=2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("promises", "says"),
    [
        ([], "Nothing promised is known yet"),
        ([("met", True)], "One promise, kept and signed off"),
        ([("open", None)], "One promise, not kept and not signed off"),
        ([("met", True), ("late", True)], "Two promises, all kept and signed off"),
        ([("met", True), ("missed", True), ("open", None)], "Three promises, one kept, one missed and two signed off"),
    ],
)
def test_promises_say_what_became_of_them(promises: list[tuple[str, Any]], says: str) -> None:
    assert promised_sentence([pledge(*one) for one in promises]) == says


def test_results_say_in_whose_word() -> None:
    assert reached_sentence([pledge("reached", True), pledge("reached")]) == "Two results, one signed off"
