"""How service went: one piece of evidence a case at any moment, and what customers said afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.insight.company import TODAY, Placed, ago
from tests.insight.facts import Case, answer, company, grave, promise, ticket

OPENED = datetime.combine(ago(60), datetime.min.time(), UTC)
FORTNIGHT = timedelta(days=14)
GOOD = promise("met", 300, signed=300)
CASES: dict[str, Case] = {
    "open": [GOOD, grave(60)],
    "closed well": [GOOD, grave(60, 50)],
    "closed badly": [GOOD, grave(60, 40)],
    "closed badly and well": [GOOD, grave(60, 40), grave(30, 29)],
    "after a fortnight": [grave(OPENED, OPENED + FORTNIGHT)],
    "a second later": [grave(OPENED, OPENED + FORTNIGHT + timedelta(seconds=1))],
    "unhappy at once": [grave(60, 50, satisfaction="bad")],
    "unhappy later": [grave(60, 50, satisfaction="bad", satisfaction_at=40)],
    "late, and unhappy later": [grave(60, 45, satisfaction="bad", satisfaction_at=40)],
    "happy later": [grave(60, 50, satisfaction="good", satisfaction_at=40)],
    "escalated later": [ticket(60, 30, escalated=True, escalated_at=40)],
    "escalated, no date": [ticket(60, 50, escalated=True)],
    "urgent and escalated": [grave(60, 50, escalated=True, escalated_at=55)],
    "of a person": [grave(60, who="ana"), GOOD],
    "two happy answers": [answer("csat", 5, 50), answer("csat", 5, 49)],
    "two unhappy answers": [GOOD, answer("csat", 1, 50), answer("ces", 1, 49)],
}


@pytest.fixture(scope="module")
def placed() -> Placed:
    return company(CASES).place(ago(45), ago(40), ago(31), ago(30), ago(29), TODAY)


@pytest.mark.parametrize(
    ("case", "counts"),
    [
        ("open", [(-1.0, 60, None)]),
        ("closed well", [(-1.0, 60, 50), (0.3, 50, None)]),
        ("closed badly", [(-1.0, 60, 40), (-0.7, 40, None)]),
        ("after a fortnight", [(-1.0, 61, 47), (0.3, 47, None)]),
        ("a second later", [(-1.0, 61, 47), (-0.7, 47, None)]),
        ("unhappy at once", [(-1.0, 60, 50), (-0.7, 50, None)]),
        ("unhappy later", [(-1.0, 60, 50), (0.3, 50, 40), (-0.7, 40, None)]),
        ("late, and unhappy later", [(-1.0, 60, 45), (-0.7, 45, None)]),
        ("happy later", [(-1.0, 60, 50), (0.3, 50, None)]),
        ("escalated later", [(-1.0, 40, 30), (-0.7, 30, None)]),
        ("escalated, no date", [(-1.0, 60, 50), (0.3, 50, None)]),
        ("urgent and escalated", [(-1.0, 60, 50), (0.3, 50, None)]),
    ],
)
def test_a_case_counts_once_at_any_moment(
    placed: Placed, case: str, counts: list[tuple[float, int, int | None]]
) -> None:
    (end,) = {row["at"] for row in placed["standing"] if row["as_of"] == TODAY}
    found = [
        (row["v"], round((end - row["t"]) / 86_400), row["ended"] and round((end - row["ended"]) / 86_400))
        for row in placed.evidence(case, "case")
    ]
    assert found == counts


@pytest.mark.parametrize(
    ("case", "days", "state"),
    [
        ("open", 31, "unknown"),  # a fall waits for thirty days
        ("open", 29, "contradicted"),
        ("closed well", 0, "unknown"),
        ("closed badly", 40, "contradicted"),  # what is hard waits for nothing
        ("closed badly and well", 40, "contradicted"),
        ("closed badly and well", 29, "contradicted"),
        ("unhappy later", 45, "unknown"),
        ("unhappy later", 40, "contradicted"),
        ("two happy answers", 45, "met"),
        ("two unhappy answers", 30, "unknown"),
        ("two unhappy answers", 0, "contradicted"),
    ],
)
def test_service_is_decided_by_cases_and_by_answers(placed: Placed, case: str, days: int, state: str) -> None:
    assert placed.account(case, ago(days))["states"]["service"] == state


@pytest.mark.parametrize(
    ("case", "days", "stage"),
    [("open", 31, "satisfied"), ("open", 29, "not_yet_satisfied"), ("closed well", 0, "satisfied")],
)
def test_bad_service_keeps_a_customer_from_being_satisfied(placed: Placed, case: str, days: int, stage: str) -> None:
    assert placed.account(case, ago(days))["stage"] == stage


def test_a_case_of_severity_one_closed_well_leaves_no_contradiction(placed: Placed) -> None:
    for days in (45, 40, 31, 30, 29, 0):
        assert placed.account("closed well", ago(days))["states"]["service"] == "unknown"


def test_a_persons_own_case_is_their_own_bad_service(placed: Placed) -> None:
    assert placed.contact("of a person/ana", ago(29))["states"]["service"] == "contradicted"
    assert placed.account("of a person", ago(29))["states"]["service"] == "contradicted"


def test_one_answer_feeds_attitude_and_service(placed: Placed) -> None:
    states = placed.contact("two happy answers/ana", ago(45))["states"]
    assert (states["attitude"], states["service"]) == ("met", "met")
