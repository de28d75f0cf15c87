"""Promises kept and results reached: whose word it is, from when it counts, and what a signature changes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.insight.company import TODAY, Placed, ago
from tests.insight.facts import Case, account, company, milestone, promise, result, subscription, ticket

NEW = account(customer_since=ago(200))
CASES: dict[str, Case] = {
    "signed later": [promise("met", 200, signed=100)],
    "signed before it was due": [promise("met", 100, signed=150)],
    "decided before it was due": [promise("met", 100, decided_on=ago(150))],
    "signed, no other date": [promise("met", None, signed=150)],
    "due in future": [promise("met", -30)],
    "ours alone": [promise("met", 10)],
    "missed, ours": [promise("missed", 10)],
    "missed, signed": [promise("missed", 10, signed=10)],
    "missed, signed later": [promise("missed", 40, signed=10)],
    "result signed later": [result(200, signed=100)],
    "result signed before": [result(100, signed=150)],
    "two of ours": [result(100), result(50)],
    "on the 90th day": [NEW, milestone("first_value", 110)],
    "on the 91st day": [NEW, milestone("first_value", 109)],
    "counted from its own start": [NEW, milestone("first_value", 50, started=140)],
    "before it began": [NEW, milestone("first_value", 201)],
    "counted from the contract": [account(), subscription(200), milestone("onboarding", 110)],
    "nobody knows since when": [account(), milestone("onboarding", 110)],
    "rollout, escalated": [ticket(20, 9, category="rollout", escalated=True)],
    "rollout, urgent": [ticket(20, 9, category="rollout", priority="urgent")],
}


@pytest.fixture(scope="module")
def placed() -> Placed:
    return company(CASES).place(ago(150), ago(101), ago(100), ago(10), ago(9), TODAY)


def spans(placed: Placed, case: str) -> list[tuple[int, int | None, float]]:
    """From how many days ago until how many days ago the evidence counts, and how much."""
    (end,) = {row["at"] for row in placed["standing"] if row["as_of"] == TODAY}

    def days(t: Any) -> int | None:
        return None if t is None else round((end - t) / 86_400)

    return [(days(row["t"]) or 0, days(row["ended"]), row["rho"]) for row in placed.evidence(case)]


@pytest.mark.parametrize(
    ("case", "counts"),
    [
        ("signed later", [(200, 100, 0.5), (100, None, 1.0)]),
        ("signed before it was due", [(150, None, 1.0)]),
        ("decided before it was due", [(150, None, 0.5)]),
        ("signed, no other date", [(150, None, 1.0)]),
        ("due in future", [(-30, None, 0.5)]),
        ("result signed later", [(200, 100, 0.5), (100, None, 1.0)]),
        ("result signed before", [(100, None, 1.0)]),
    ],
)
def test_a_signature_puts_the_stronger_word_in_the_place_of_ours(
    placed: Placed, case: str, counts: list[tuple[int, int | None, float]]
) -> None:
    assert spans(placed, case) == counts


@pytest.mark.parametrize(
    ("days", "score", "weight"),
    [
        (150, 0.5 / 1.0, 0.5 * 2 ** (-50 / 540)),
        (101, 0.5 / 1.0, 0.5 * 2 ** (-99 / 540)),
        (100, 1.0 / 1.5, 1.0),
        (0, 1.0 / 1.5, 2 ** (-100 / 540)),
    ],
)
def test_a_promise_counts_once_before_and_after_it_is_signed(
    placed: Placed, days: int, score: float, weight: float
) -> None:
    gate = placed.account("signed later", ago(days))["gates"]["promises_kept"]
    assert (gate["score"], gate["weight"]) == (pytest.approx(score), pytest.approx(weight))


@pytest.mark.parametrize(
    ("case", "days", "state", "stale"),
    [
        ("ours alone", 10, "met", False),
        ("ours alone", 9, "met", True),  # one word of ours weighs just enough on the day it comes
        ("due in future", 0, "unknown", False),
        ("missed, ours", 9, "unknown", False),  # it has lapsed before it has waited
        ("missed, signed", 10, "contradicted", False),
        ("missed, signed later", 9, "contradicted", False),
    ],
)
def test_what_the_customer_signs_decides_more(placed: Placed, case: str, days: int, state: str, stale: bool) -> None:
    row = placed.account(case, ago(days))
    assert row["states"]["promises_kept"] == state
    assert ("promises_kept" in row["stale"]) is stale


def test_two_results_that_only_we_vouch_for_exceed_expectations(placed: Placed) -> None:
    assert placed.account("two of ours")["states"]["exceeds_expectations"] == "met"


@pytest.mark.parametrize(
    ("case", "counts"),
    [
        ("on the 90th day", True),
        ("on the 91st day", False),
        ("counted from its own start", True),
        ("before it began", False),
        ("counted from the contract", True),
        ("nobody knows since when", False),
    ],
)
def test_a_milestone_counts_within_ninety_days_of_the_start(placed: Placed, case: str, counts: bool) -> None:
    assert bool(placed.evidence(case, "milestone")) is counts


@pytest.mark.parametrize("case", ["rollout, escalated", "rollout, urgent"])
def test_an_implementation_that_went_badly_keeps_no_promise(placed: Placed, case: str) -> None:
    assert placed.evidence(case, "implementation") == []
    assert placed.evidence(case, "case") != []
