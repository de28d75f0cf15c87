"""Where customers stand: stages, intervals, what is missing or stale, flags, coverage and confidence."""

from __future__ import annotations

from typing import Any

import pytest

from tests.insight.company import Placed, ago
from tests.insight.facts import (
    Case,
    account,
    act,
    answer,
    company,
    felt,
    grave,
    loyal,
    nps,
    promise,
    renewal,
    result,
    satisfied,
    subscription,
)

NKY, NOT, SAT, LOY, ADV = "not_known_yet", "not_yet_satisfied", "satisfied", "loyal", "advocate"
ONE_YEAR = subscription(100, term_months=12)
HAPPY = [nps(10, 70), nps(9, 69, "bo")]
UNHAPPY = [nps(1, 70), nps(0, 69, "bo")]

# case, facts, stage, at least, at most, what is missing
ROWS: list[tuple[str, Case, str, str, str, list[str]]] = [
    ("nothing known", [], NKY, NOT, LOY, ["promises_kept", "attitude", "exceeds_expectations", "patronage"]),
    ("happy, promises unknown", [HAPPY], NKY, NOT, LOY, ["promises_kept", "exceeds_expectations", "patronage"]),
    ("promises kept", [satisfied()], SAT, SAT, LOY, ["attitude", "exceeds_expectations", "patronage"]),
    ("promises kept, happy", [satisfied(), HAPPY], SAT, SAT, LOY, ["exceeds_expectations", "patronage"]),
    ("promise broken", [promise("missed", 50, signed=50)], NOT, NOT, NOT, []),
    ("unhappy", [satisfied(), UNHAPPY], NOT, NOT, NOT, []),
    ("unhappy, promises unknown", [UNHAPPY], NOT, NOT, NOT, ["promises_kept"]),
    ("badly served", [satisfied(), grave(40, 20)], NOT, NOT, NOT, []),
    ("all but a result", [satisfied(), HAPPY, renewal(80)], SAT, SAT, LOY, ["exceeds_expectations"]),
    ("all but a renewal", [satisfied(), HAPPY, result(90, signed=90)], SAT, SAT, LOY, ["patronage"]),
    ("all but an answer", [satisfied(), result(90, signed=90), renewal(80)], SAT, SAT, LOY, ["attitude"]),
    ("shrunk", [satisfied(), HAPPY, renewal(80, "downsell")], SAT, SAT, SAT, ["exceeds_expectations"]),
    ("shrunk, promises unknown", [renewal(80, "downsell")], NKY, NOT, SAT, ["promises_kept"]),
    ("loyal", [loyal()], LOY, LOY, LOY, ["acts"]),
    ("loyal, badly served", [loyal(), grave(40, 20)], NOT, NOT, NOT, []),
    ("loyal, and someone acted", [loyal(), act(60)], ADV, ADV, ADV, []),
    ("loyal, and nobody knows who acted", [loyal(), act(60, None)], LOY, LOY, ADV, []),
    ("loyal, and someone unheard acted", [loyal(), act(60, "bo")], LOY, LOY, ADV, []),
    ("loyal, and someone unhappy acted", [loyal(), act(60, "bo"), nps(2, 60, "bo")], SAT, SAT, LOY, ["attitude"]),
    ("satisfied, and someone acted", [satisfied(), HAPPY, act(60)], SAT, SAT, ADV,
     ["exceeds_expectations", "patronage"]),
    ("captive", [satisfied(), UNHAPPY, renewal(80)], NOT, NOT, NOT, []),
    ("latent", [satisfied(), HAPPY, result(90, signed=90), ONE_YEAR], SAT, SAT, LOY, ["patronage"]),
    ("answers differ", [satisfied(), nps(10, 70), nps(0, 69, "bo"), nps(10, 68, "cy"), nps(1, 67, "di")],
     SAT, SAT, LOY, ["attitude", "exceeds_expectations", "patronage"]),
    ("just unhappy", [satisfied(), nps(1, 20), nps(0, 19, "bo")], SAT, SAT, LOY,
     ["attitude", "exceeds_expectations", "patronage"]),
    ("unhappy long ago", [satisfied(), nps(1, 400), nps(0, 400, "bo")], SAT, SAT, LOY,
     ["attitude", "exceeds_expectations", "patronage"]),
]  # fmt: skip

MORE: dict[str, Case] = {
    "stale": [
        promise("met", 800, signed=800),
        nps(10, 401),
        nps(10, 400),
        result(700, signed=700),
        renewal(500, "expansion"),
    ],
    "decided by two": [satisfied(), HAPPY, ONE_YEAR],
    "all five": [loyal(), answer("csat", 5, 5), answer("csat", 5, 4)],
    "light": [promise("met", 0)],
    "latent once": [satisfied(), HAPPY, result(90, signed=90), subscription(400, term_months=12)],
    "red by one": [satisfied(), felt("red", 40), renewal(80)],
    "red by two": [satisfied(), felt("red", 40), felt("red", 40, "Di"), renewal(80)],
}


@pytest.fixture(scope="module")
def placed() -> Placed:
    return company({case: [account(), *facts] for case, facts, *_rest in ROWS} | MORE).place()


@pytest.mark.parametrize(
    ("case", "stage", "at_least", "at_most", "missing"), [(row[0], *row[2:]) for row in ROWS], ids=[r[0] for r in ROWS]
)
def test_where_an_account_stands_and_what_would_move_it_up(
    placed: Placed, case: str, stage: str, at_least: str, at_most: str, missing: list[str]
) -> None:
    row = placed.account(case)
    assert (row["stage"], row["at_least"], row["at_most"]) == (stage, at_least, at_most)
    assert row["missing"] == missing


@pytest.mark.parametrize(
    ("case", "flag"),
    [
        ("captive", "captive"),
        ("red by one", None),  # a single word has lapsed before it has waited
        ("red by two", "captive"),
        ("latent", "latent"),
        ("latent once", None),
        ("loyal", None),
        ("loyal, and someone acted", None),
        ("satisfied, and someone acted", "personal_advocate"),
        ("unhappy", None),
    ],
)
def test_what_stands_beside_a_stage(placed: Placed, case: str, flag: str | None) -> None:
    row = placed.account(case)
    assert [name for name in ("captive", "latent", "personal_advocate") if row[name]] == ([flag] if flag else [])


@pytest.mark.parametrize(
    ("case", "gate", "state", "differ"),
    [
        ("answers differ", "attitude", "unknown", True),
        ("just unhappy", "attitude", "unknown", False),
        ("unhappy", "attitude", "contradicted", False),
        ("unhappy long ago", "attitude", "unknown", False),
    ],
)
def test_unknown_says_whether_answers_differ(placed: Placed, case: str, gate: str, state: str, differ: bool) -> None:
    row = placed.account(case)
    assert (row["states"][gate], row["gates"][gate]["differ"]) == (state, differ)


@pytest.mark.parametrize(
    ("case", "stage", "stale"),
    [
        ("stale", LOY, ["promises_kept", "attitude", "exceeds_expectations", "patronage"]),
        ("loyal", LOY, []),
    ],
)
def test_what_has_grown_old_is_stale_and_never_a_fall(placed: Placed, case: str, stage: str, stale: list[str]) -> None:
    row = placed.account(case)
    assert (row["stage"], row["stale"]) == (stage, stale)


def weight(days: float, half_life: float, rho: float = 1.0) -> float:
    return float(rho * 2 ** (-days / half_life))


@pytest.mark.parametrize(
    ("case", "coverage", "weights", "possible"),
    [
        ("nothing known", 0, [], 5),
        ("promises kept", 1 / 5, [weight(100, 540)], 5),
        ("decided by two", 2 / 4, [weight(100, 540), weight(70, 180, 2 / 3) + weight(69, 180, 2 / 3)], 4),
        ("latent", 3 / 4, [weight(100, 540), weight(70, 180, 2 / 3) + weight(69, 180, 2 / 3), weight(90, 540)], 4),
        ("promise broken", 1 / 5, [weight(50, 540)], 5),
        ("light", 1 / 5, [0.5], 5),
    ],
)
def test_coverage_and_confidence_are_over_the_gates_that_could_exist(
    placed: Placed, case: str, coverage: float, weights: list[float], possible: int
) -> None:
    row = placed.account(case)
    assert row["coverage"] == pytest.approx(coverage)
    assert row["confidence"] == pytest.approx(sum(min(1.0, k) for k in weights) / possible, abs=1e-6)


def test_five_gates_met_are_covered_in_full(placed: Placed) -> None:
    row: dict[str, Any] = placed.account("all five")
    assert row["coverage"] == 1.0
    assert {gate: state for gate, state in row["states"].items() if gate != "acts"} == dict.fromkeys(
        ("promises_kept", "service", "attitude", "exceeds_expectations", "patronage"), "met"
    )


def test_a_person_has_the_missing_gates_of_their_account(placed: Placed) -> None:
    person = placed.contact("promises kept, happy/ana")
    assert (person["stage"], person["at_most"]) == (SAT, LOY)
    assert person["missing"] == ["exceeds_expectations", "patronage"]


def test_everyone_of_a_customer_is_placed(placed: Placed) -> None:
    assert placed.is_placed("answers differ/di")
    assert ago(0) == placed["accounts"][0]["as_of"]
