"""The worked example of the methods, to the digit: an answer of nine by somebody who decides, and two goals met."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.company import Placed
from tests.insight.facts import account, company, nps, promise, role, subscription
from vouch.domain.policy import load


@pytest.fixture(scope="module")
def placed() -> Placed:
    goals = [promise("met", 200, signed=200), promise("met", 200, signed=200)]
    contract = subscription(date(2026, 3, 3), term_months=12)
    owner = role("outcome_owner")
    since = account(customer_since=date(2026, 3, 3))
    return company(
        {
            "fresh": [since, contract, owner, *goals, nps(9, 90)],
            "old": [since, contract, owner, *goals, nps(9, 400)],
        }
    ).place()


@pytest.mark.parametrize(
    ("case", "stale", "attitude_today", "confidence", "word"),
    [
        ("fresh", [], 0.70711, 0.427, "medium"),
        ("old", ["attitude"], 0.214, 0.304, "low"),
    ],
)
def test_the_worked_example_comes_out_to_the_digit(
    placed: Placed, case: str, stale: list[str], attitude_today: float, confidence: float, word: str
) -> None:
    row = placed.account(case)
    assert (row["stage"], row["at_least"], row["at_most"]) == ("satisfied", "satisfied", "loyal")
    assert row["states"] == {
        "promises_kept": "met",
        "service": "unknown",
        "attitude": "met",
        "exceeds_expectations": "unknown",
        "patronage": "not_yet_possible",
        "acts": "unknown",
    }
    assert row["missing"] == ["exceeds_expectations", "patronage"]
    assert row["due_on"] == date(2027, 3, 2)
    assert row["stale"] == stale
    assert round(row["gates"]["attitude"]["score"], 3) == 0.533
    assert row["gates"]["attitude"]["weight"] == pytest.approx(attitude_today, abs=6e-6 if case == "fresh" else 6e-4)
    assert row["gates"]["promises_kept"]["score"] == 0.8
    assert round(row["gates"]["promises_kept"]["weight"], 3) == 1.547
    assert row["coverage"] == 0.5
    assert round(row["confidence"], 3) == confidence
    assert load().confidence.word(row["confidence"]) == word
    assert not row["risks"]


@pytest.mark.parametrize("case", ["fresh", "old"])
def test_the_person_of_the_worked_example_stands_where_their_account_does(placed: Placed, case: str) -> None:
    account, owner = placed.account(case), placed.contact(f"{case}/ana")
    same = ("stage", "at_least", "at_most", "stale", "coverage", "confidence", "missing", "due_on")
    assert {name: owner[name] for name in same} == {name: account[name] for name in same}
