"""Whether they came back: contracts and won deals, their terms, tenure, and when the first renewal comes due."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.company import Placed, ago
from tests.insight.facts import Case, account, company, deal, renewal, subscription, used

HALF_LIVES = [(None, 1), (1, 1), (6, 1), (12, 1), (17, 1), (18, 2), (24, 2), (36, 3), (48, 4), (60, 5), (84, 5)]
PRICE = {"amount": 9_000.0}

# when the first term begins, what is known of it, and its last day
DUE: dict[str, tuple[Case, date | None]] = {
    "a year": ([subscription(date(2026, 3, 10), term_months=12)], date(2027, 3, 9)),
    "from the first of a year": ([subscription(date(2026, 1, 1), term_months=12)], date(2026, 12, 31)),
    "to a shorter month": ([subscription(date(2026, 8, 31), term_months=6)], date(2027, 2, 28)),
    "to a shorter month from its 29th": ([subscription(date(2026, 8, 29), term_months=6)], date(2027, 2, 28)),
    "from a leap day": ([subscription(date(2024, 2, 29), term_months=36)], date(2027, 2, 28)),
    "to a leap year": ([subscription(date(2026, 3, 1), term_months=24)], date(2028, 2, 29)),
    "no term": ([subscription(date(2026, 3, 10))], date(2027, 3, 9)),
    "its end known": ([subscription(date(2026, 3, 10), term_ends_on=date(2027, 6, 30))], date(2027, 6, 30)),
    "of two, the first to end": (
        [subscription(date(2026, 3, 10), term_months=24), subscription(date(2026, 5, 1), term_months=12)],
        date(2027, 4, 30),
    ),
    "from a deal": ([deal(date(2026, 3, 10), "New", term_months=24)], date(2028, 3, 9)),
    "from a deal of no term": ([deal(date(2026, 3, 10))], date(2027, 3, 9)),
    "from the contract before the deal": (
        [deal(date(2026, 2, 1)), subscription(date(2026, 3, 10), term_months=12)], date(2027, 3, 9),
    ),
    "due today": ([subscription(date(2025, 11, 23), term_months=12)], date(2026, 11, 22)),
    "due yesterday": ([subscription(date(2025, 11, 22), term_months=12)], None),
    "grown before it was due": ([subscription(date(2026, 3, 10), term_months=12), renewal(9, "expansion")], None),
    "no contract": ([], None),
    "use alone": ([used(9)], None),
    "a contract of the future": ([subscription(date(2027, 1, 1), term_months=12)], None),
    "a sale of the future": ([deal(date(2027, 1, 1), "New")], None),
}  # fmt: skip

SINCE_LONG = account(customer_since=ago(3 * 365 + 100))
SINCE_SHORT = account(customer_since=ago(465))
CASES: dict[str, Case] = {
    **{f"term {months}": [renewal(9, term_months=months)] for months, _years in HALF_LIVES},
    "term of its contract": [subscription(400, subscription_id="S3", term_months=36), renewal(9, subscription_id="S3")],
    "decided": [renewal(100), renewal(50)],
    "automatic": [renewal(100, automatic=True)],
    "automatic, then decided": [renewal(100, automatic=True), renewal(50, term_months=24)],
    "decided by a deal": [deal(100, "Existing Customer - Renewal")],
    "second sale": [deal(300), deal(100)],
    "second sale, the first of a type": [deal(300, "New"), deal(100)],
    "two sales and a type unheard of": [deal(300), deal(100, "Bundle")],
    "second sale not won": [deal(300), deal(100, stage="Closed Lost")],
    "told twice": [renewal(100), deal(100, "Renewal", term_months=24)],
    "told twice, one knows more": [renewal(100, automatic=True), deal(100, "Renewal")],
    "told on two days": [renewal(100), deal(99, "Renewal")],
    "renewed and grown": [renewal(100), renewal(100, "expansion")],
    "automatic, long a customer": [SINCE_LONG, renewal(100, automatic=True)],
    "automatic, a customer for a year": [SINCE_SHORT, renewal(100, automatic=True)],
    "automatic, contract long ago": [subscription(3 * 365 + 100), renewal(100, automatic=True)],
    "downsell, long a customer": [SINCE_LONG, renewal(100, "downsell")],
    "renewed, then shrunk": [SINCE_LONG, renewal(200), renewal(100, "downsell")],
    "shrunk while away": [account(customer_since=ago(50)), renewal(100)],
}


@pytest.fixture(scope="module")
def placed() -> Placed:
    due = {f"due: {case}": facts for case, (facts, _day) in DUE.items()}
    return company(CASES | due).place()


@pytest.mark.parametrize(("months", "years"), HALF_LIVES)
def test_what_they_signed_for_longer_counts_for_longer(placed: Placed, months: int | None, years: int) -> None:
    assert {row["half_life"] for row in placed.evidence(f"term {months}")} == {years * 365.0}


def test_a_renewal_without_a_term_has_that_of_its_contract(placed: Placed) -> None:
    assert {row["half_life"] for row in placed.evidence("term of its contract")} == {3 * 365.0}


@pytest.mark.parametrize(
    ("case", "kept"),
    [
        ("decided", [(0.6, 0.5, 365.0, 100)]),
        ("automatic", []),
        ("automatic, then decided", [(0.6, 0.5, 730.0, 50)]),
        ("decided by a deal", [(0.6, 0.5, 365.0, 100)]),
        ("told twice, one knows more", []),
        ("second sale", []),
    ],
)
def test_the_first_renewal_somebody_decided_on_is_a_promise_kept(
    placed: Placed, case: str, kept: list[tuple[float, float, float, int]]
) -> None:
    end = placed["standing"][0]["at"]
    found = [row for row in placed.evidence(case) if row["gate"] == "promises_kept"]
    assert [(r["v"], r["rho"], r["half_life"], (end - r["t"]) // 86_400) for r in found] == kept


@pytest.mark.parametrize(
    ("case", "values"),
    [
        ("second sale", [1.0]),
        ("second sale, the first of a type", [1.0]),
        ("two sales and a type unheard of", [1.0]),
        ("second sale not won", []),
        ("told twice", [1.0]),
        ("told twice, one knows more", [0.4]),
        ("told on two days", [1.0, 1.0]),
        ("renewed and grown", [1.0, 1.0]),
        ("renewed, then shrunk", [1.0, -1.0]),
    ],
)
def test_coming_back_counts_once_however_often_it_is_told(placed: Placed, case: str, values: list[float]) -> None:
    assert [row["v"] for row in placed.evidence(case, "renewal")] == values


def test_of_two_that_tell_the_same_the_longer_term_counts(placed: Placed) -> None:
    assert [row["half_life"] for row in placed.evidence("told twice", "renewal")] == [730.0]


@pytest.mark.parametrize(
    ("case", "score", "state"),
    [
        ("automatic", 0.4 / 1.5, "unknown"),
        ("automatic, long a customer", (0.4 + 1) / 2.5, "met"),
        ("automatic, contract long ago", (0.4 + 1) / 2.5, "met"),
        ("automatic, a customer for a year", (0.4 + 1 / 3) / 2.5, "unknown"),
        ("downsell, long a customer", -1 / 1.5, "contradicted"),
        ("shrunk while away", 1 / 1.5, "met"),
    ],
)
def test_tenure_counts_with_a_renewal_where_it_raises_the_score(
    placed: Placed, case: str, score: float, state: str
) -> None:
    row = placed.account(case)
    assert row["gates"]["patronage"]["score"] == pytest.approx(score)
    assert row["states"]["patronage"] == state


def test_tenure_is_held_after_a_downsell_and_never_taken_at_one(placed: Placed) -> None:
    renewed, shrunk = placed.evidence("renewed, then shrunk", "renewal")
    assert renewed["tenure"] == pytest.approx((3 * 365 - 100) / (3 * 365))
    assert shrunk["tenure"] is None


@pytest.mark.parametrize("case", DUE)
def test_a_renewal_is_possible_once_the_first_term_ends(placed: Placed, case: str) -> None:
    row, day = placed.account(f"due: {case}"), DUE[case][1]
    assert row["due_on"] == day
    if day:
        assert row["states"]["patronage"] == "not_yet_possible"
        assert row["gates"].get("patronage") is None
        assert "patronage" in row["missing"]
