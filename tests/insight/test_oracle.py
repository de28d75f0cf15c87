"""The reference itself against the worked examples: tables small enough to check by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from .oracle import (
    CONTRADICTED,
    DAY,
    MET,
    NOT_YET_POSSIBLE,
    UNKNOWN,
    Atom,
    Person,
    account_placement,
    acts,
    confidence,
    coverage,
    decide,
    person_placement,
)

TODAY = 1_000 * DAY


def nps(day: float, v: float, rho: float = 1.0) -> Atom:
    return Atom("attitude", int(day * DAY), v, rho, 180)


def csat(day: float, v: float) -> Atom:
    return Atom("service", int(day * DAY), v, 0.5, 90)


def goal(day: float, v: float, rho: float = 1.0) -> Atom:
    return Atom("promises_kept", int(day * DAY), v, rho, 540, hard=v < 0 and rho == 1)


def case(opened: float, closed: float, v: float) -> list[Atom]:
    return [
        Atom("service", int(opened * DAY), -1.0, 1.0, 90, ended=int(closed * DAY)),
        Atom("service", int(closed * DAY), v, 1.0, 90, hard=v < 0),
    ]


def says(atoms: list[Atom], day: float) -> str:
    decision = decide(atoms, day * DAY)
    if decision.differ:
        return "answers differ"
    return f"{decision.state}, stale" if decision.stale else decision.state


@pytest.mark.parametrize(
    ("nps_age", "attitude", "weight", "stale", "sure"),
    [
        (90, MET, 0.70711, False, 0.427),
        (400, MET, 0.214, True, 0.304),
    ],
)
def test_the_worked_example_comes_out_to_the_digit(
    nps_age: int, attitude: str, weight: float, stale: bool, sure: float
) -> None:
    ana = [nps(1_000 - nps_age, 0.8)]
    goals = [goal(800, 1.0), goal(800, 1.0)]

    on_arrival = decide(ana, ana[0].t)
    assert (round(on_arrival.S_at_last_arrival or 0, 3), on_arrival.K_now, on_arrival.state) == (0.533, 1.0, MET)
    kept_then = decide(goals, goals[0].t)
    assert (kept_then.S_at_last_arrival, kept_then.K_now, kept_then.state) == (0.8, 2.0, MET)

    feels, kept = decide(ana, TODAY), decide(goals, TODAY)
    assert (feels.in_force, feels.in_force_stale) == (attitude, stale)
    assert feels.K_now == pytest.approx(weight, abs=0.0005 if stale else 0.000005)
    assert (kept.in_force, kept.in_force_stale, round(kept.K_now, 3)) == (MET, False, 1.547)

    gates = {
        "promises_kept": kept.in_force,
        "attitude": feels.in_force,
        "service": decide([], TODAY).in_force,
        "exceeds_expectations": decide([], TODAY).in_force,
        "patronage": NOT_YET_POSSIBLE,
    }
    placed = account_placement(gates, [Person(attitude=feels.in_force)])
    assert (placed.stage, placed.at_least, placed.at_most) == ("satisfied", "satisfied", "loyal")
    assert coverage(gates) == 0.5
    weights = {"promises_kept": kept.K_now, "attitude": feels.K_now}
    assert round(confidence(gates, weights), 3) == sure


@pytest.mark.parametrize("days_apart", [0, 1, 30, 90, 170])
@pytest.mark.parametrize(("good", "bad"), [(1.0, -1.0), (0.8, -1.0)])
def test_good_and_bad_in_turn_end_as_answers_differ_whichever_came_first(
    good: float, bad: float, days_apart: int
) -> None:
    for first, second in [(good, bad), (bad, good)]:
        history = [nps(0, first), nps(days_apart, second)]
        if days_apart:
            assert says(history, days_apart - 0.5) == (MET if first > 0 else CONTRADICTED)
            assert says(history, days_apart) == "answers differ"
        else:
            assert says(history, 0) == UNKNOWN


@pytest.mark.parametrize("days_apart", [1, 30, 90, 111])
@pytest.mark.parametrize("answers", range(2, 9))
@pytest.mark.parametrize("first", [1.0, -1.0])
def test_however_often_good_and_bad_alternate_answers_differ(days_apart: int, answers: int, first: float) -> None:
    history = [nps(turn * days_apart, first * (-1) ** turn) for turn in range(answers)]
    assert says(history, (answers - 1) * days_apart) == "answers differ"


def test_a_severity_one_closed_well_leaves_no_contradiction() -> None:
    closed_well = case(0, 10, 0.3)
    told = [(day, says(closed_well, day), decide(closed_well, day * DAY).in_force) for day in (0, 9, 10, 50)]
    assert told == [
        (0, CONTRADICTED, UNKNOWN),
        (9, CONTRADICTED, UNKNOWN),
        (10, "answers differ", UNKNOWN),
        (50, "answers differ", UNKNOWN),
    ]
    closed_late = decide(case(0, 60, 0.3), 61 * DAY)
    assert (decide(case(0, 60, 0.3), 59 * DAY).in_force, closed_late.in_force) == (CONTRADICTED, UNKNOWN)


def test_a_severity_one_closed_badly_counts_at_once() -> None:
    closed_badly = [csat(-200, 1.0), *case(0, 10, -0.7)]
    told = [(day, decide(closed_badly, day * DAY).in_force) for day in (0, 9, 10, 11)]
    assert told == [(0, MET), (9, MET), (10, CONTRADICTED), (11, CONTRADICTED)]


def test_a_fall_waits_thirty_days_to_the_second() -> None:
    falls = [nps(0, 1.0), *(nps(100, -1.0) for _ in range(2))]
    wait_over = 130 * DAY
    assert decide(falls, 100 * DAY).state == CONTRADICTED
    assert [decide(falls, at).in_force for at in (wait_over - 1, wait_over)] == [MET, CONTRADICTED]
    made_good = [*falls, *(nps(129, 1.0) for _ in range(4))]
    assert [decide(made_good, day * DAY).in_force for day in (128, 129, 131, 160)] == [MET] * 4


def test_a_contradiction_lapses_and_a_met_gate_grows_stale() -> None:
    assert [says([nps(0, -1.0)], day) for day in (179, 180, 181)] == [CONTRADICTED, CONTRADICTED, UNKNOWN]
    assert [says([nps(0, 1.0)], day) for day in (179, 180, 181)] == [MET, MET, "met, stale"]


def test_what_has_lapsed_is_not_the_last_decision_any_more() -> None:
    mild = Atom("attitude", 200 * DAY, -0.1, 1.0, 180)
    assert says([nps(0, -1.0), mild], 150) == CONTRADICTED
    assert says([nps(0, -1.0), mild], 200) == UNKNOWN
    assert says([nps(30, -1.0), mild], 200) == CONTRADICTED


@pytest.mark.parametrize(
    ("v", "rho", "score", "state"),
    [
        (0.6, 0.5, 0.3, MET),
        (0.59, 0.5, 0.295, UNKNOWN),
        (-0.6, 0.5, -0.3, CONTRADICTED),
        (-0.59, 0.5, -0.295, UNKNOWN),
        (1.0, 0.49, 0.494949495, UNKNOWN),
        (-1.0, 0.49, -0.494949495, UNKNOWN),
    ],
)
def test_the_edges_belong_to_the_decision(v: float, rho: float, score: float, state: str) -> None:
    decision = decide([nps(0, v, rho)], 0)
    assert (decision.S_at_last_arrival, decision.state) == (score, state)


@pytest.mark.parametrize(
    ("first", "second", "score", "state"),
    [
        (1.0, -0.75, 0.1, MET),
        (1.0, -0.8, 0.08, "answers differ"),
        (-1.0, 0.75, -0.1, CONTRADICTED),
        (-1.0, 0.8, -0.08, "answers differ"),
        (-1.0, 1.0, 0.0, "answers differ"),
    ],
)
def test_the_last_decision_stands_until_answers_clearly_differ(
    first: float, second: float, score: float, state: str
) -> None:
    history = [Atom("attitude", 0, first, 1.0, None), Atom("attitude", DAY, second, 1.0, None)]
    assert (decide(history, DAY).S_at_last_arrival, says(history, 1)) == (score, state)


def test_a_run_of_contradiction_stays_hard_until_it_ends() -> None:
    hard = Atom("attitude", 0, -1.0, 1.0, 180, hard=True)
    met_before = nps(-400, 1.0)
    still = [met_before, hard, nps(1, -1.0)]
    assert [decide(still, day * DAY).in_force for day in (-1, 0, 1, 2)] == [MET, *[CONTRADICTED] * 3]
    ended = [met_before, hard, nps(1, 1.0), nps(2, -1.0), nps(3, -1.0)]
    assert [says(ended, day) for day in (1, 2, 3)] == ["answers differ", "answers differ", CONTRADICTED]
    assert [decide(ended, day * DAY).in_force for day in (3, 20, 40)] == [MET, MET, CONTRADICTED]


def test_something_hard_that_does_not_decide_makes_nothing_count_at_once() -> None:
    soft = [nps(0, -1.0), nps(0, -1.0)]
    mild = Atom("attitude", 5 * DAY, 1.0, 1.0, 180, hard=True)
    assert decide([*soft, mild], 5 * DAY).S_at_last_arrival == pytest.approx(-0.28, abs=0.01)
    assert [decide([*soft, mild], day * DAY).in_force for day in (5, 29, 30)] == [UNKNOWN, UNKNOWN, CONTRADICTED]
    grave = Atom("attitude", 5 * DAY, -1.0, 1.0, 180, hard=True)
    assert [decide([*soft, grave], day * DAY).in_force for day in (4, 5, 6)] == [UNKNOWN, CONTRADICTED, CONTRADICTED]


def test_tenure_counts_with_a_renewal_and_only_upwards() -> None:
    automatic = Atom("patronage", 0, 0.4, 1.0, 365)
    long_with_us = Atom("patronage", 0, 0.4, 1.0, 365, tenure=1.0)
    just_here = Atom("patronage", 0, 0.4, 1.0, 365, tenure=0.1)
    scores = [decide([atom], 0).S_at_last_arrival for atom in (automatic, long_with_us, just_here)]
    assert scores == [0.266666667, 0.56, 0.266666667]
    assert [decide([atom], 0).K_now for atom in (automatic, long_with_us, just_here)] == [1.0] * 3
    downsell = Atom("patronage", 365 * DAY, -1.0, 1.0, 365, hard=True)
    again = Atom("patronage", 365 * DAY, 1.0, 1.0, 365, tenure=0.5)
    assert decide([just_here, downsell], 365 * DAY).S_at_last_arrival == round((0.2 - 1 + 0.1) / 3, 9)
    assert decide([just_here, downsell, again], 365 * DAY).S_at_last_arrival == round((0.2 + 0.5) / 4, 9)


def on(year: int, month: int, day: int, hour: int = 12) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("done", "state", "stale"),
    [
        ([], UNKNOWN, False),
        ([(on(2026, 1, 5), False)], MET, False),
        ([(on(2026, 1, 5), True)], UNKNOWN, False),
        ([(on(2026, 1, 5), True), (on(2026, 2, 5), True)], MET, False),
        ([(on(2025, 2, 28), False)], MET, False),
        ([(on(2025, 2, 27, 23), False)], MET, True),
        ([(on(2020, 1, 5), False), (on(2026, 1, 5), True)], MET, False),
        ([(on(2026, 9, 1), False)], UNKNOWN, False),
    ],
)
def test_acts_are_counted_and_held(done: list[tuple[int, bool]], state: str, stale: bool) -> None:
    decided = acts(done, on(2026, 8, 31, 23))
    assert (decided.state, decided.stale) == (state, stale)


LOYAL_BY_EVERY_GATE = {
    "promises_kept": MET,
    "service": UNKNOWN,
    "attitude": MET,
    "exceeds_expectations": MET,
    "patronage": MET,
}
BO = Person(attitude=MET, acts=MET)


@pytest.mark.parametrize(
    ("changed", "person", "account_at", "person_at", "flags"),
    [
        ({}, BO, "advocate", "advocate", set()),
        ({}, Person(attitude=MET), "loyal", "loyal", set()),
        ({}, Person(attitude=MET, acts=MET, willing=False), "loyal", "loyal", set()),
        ({}, Person(attitude=UNKNOWN, acts=MET), "loyal", "satisfied", set()),
        ({"exceeds_expectations": UNKNOWN}, BO, "satisfied", "advocate", {"personal_advocate"}),
        ({"patronage": NOT_YET_POSSIBLE}, BO, "satisfied", "advocate", {"latent", "personal_advocate"}),
        ({"attitude": CONTRADICTED}, BO, "not_yet_satisfied", "loyal", {"captive"}),
        ({"promises_kept": UNKNOWN}, BO, "not_known_yet", "not_known_yet", set()),
        ({"promises_kept": UNKNOWN, "service": CONTRADICTED}, BO, "not_yet_satisfied", "not_known_yet", set()),
    ],
)
def test_where_accounts_and_their_people_stand(
    changed: dict[str, str], person: Person, account_at: str, person_at: str, flags: set[str]
) -> None:
    gates = {**LOYAL_BY_EVERY_GATE, **changed}
    account, contact = account_placement(gates, [person]), person_placement(person, gates)
    assert (account.stage, contact.stage) == (account_at, person_at)
    assert account.flags | contact.flags == flags


def test_an_advocate_who_has_left_makes_no_advocate_of_the_account() -> None:
    gone = Person(attitude=MET, acts=MET, active=False)
    assert account_placement(LOYAL_BY_EVERY_GATE, [gone]).stage == "loyal"


def test_acts_that_are_not_recorded_bound_the_interval() -> None:
    nothing_known: dict[str, str] = {}
    assert account_placement(nothing_known).stage == "not_known_yet"
    for person, at_most in [(Person(), "loyal"), (Person(acts=MET), "advocate")]:
        account, contact = account_placement(nothing_known, [person]), person_placement(person, nothing_known)
        assert (account.at_least, account.at_most) == ("not_yet_satisfied", at_most)
        assert (contact.at_least, contact.at_most) == ("not_yet_satisfied", at_most)
