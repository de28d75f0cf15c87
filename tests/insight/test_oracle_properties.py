"""The reference has the properties that the rules promise, over random histories."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from . import strategies as ours
from .oracle import (
    CONTRADICTED,
    MET,
    NOT_KNOWN_YET,
    NOT_YET_POSSIBLE,
    RUNGS,
    UNKNOWN,
    WAIT,
    Atom,
    Person,
    account_placement,
    acts,
    arrivals,
    course,
    decide,
    person_placement,
    rank,
    weight,
)
from .oracle.stage import SCORED

Question = tuple[list[Atom], int]
A_MOMENT = 1e-6  # seconds; shorter than any gap between two instants, and than what weight loses in a rounding


@given(ours.questions(), st.data())
def test_raising_a_value_never_lowers_a_decision(question: Question, data: st.DataObject) -> None:
    atoms, at = question
    if not atoms:
        return
    before, after = decide(atoms, at), decide(data.draw(ours.raised(atoms)), at)
    assert rank(after.state) >= rank(before.state)
    assert rank(after.in_force) >= rank(before.in_force)
    if before.S_at_last_arrival is not None and after.S_at_last_arrival is not None:
        assert after.S_at_last_arrival >= before.S_at_last_arrival
    assert after.K_now == before.K_now


@given(ours.questions(), st.data())
def test_adding_an_unknown_changes_nothing(question: Question, data: st.DataObject) -> None:
    atoms, at = question
    gate = atoms[0].gate if atoms else "attitude"
    assert decide([*atoms, data.draw(ours.unknowns(gate))], at) == decide(atoms, at)


@given(ours.questions())
def test_the_order_in_which_things_are_learned_changes_nothing(question: Question) -> None:
    atoms, at = question
    assert decide(sorted(atoms, key=repr), at) == decide(atoms, at)


@given(ours.questions())
def test_what_comes_later_changes_nothing_before(question: Question) -> None:
    atoms, at = question
    assert decide([atom for atom in atoms if atom.t <= at], at) == decide(atoms, at)


def probes(atoms: list[Atom], since: float, at: float) -> list[float]:
    """Moments of [since, at] between which no decision can go unseen: each arrival and just before, and both ends."""
    instants = [t for t in arrivals(atoms, at) if t >= since]
    just_before = [t - A_MOMENT for t in instants if t - A_MOMENT >= since]
    return [since, *instants, *just_before, at]


@given(ours.questions())
def test_in_force_is_the_best_that_stood_in_thirty_days_or_a_hard_contradiction(question: Question) -> None:
    atoms, at = question
    decision = decide(atoms, at)
    best = max((decide(atoms, probe).state for probe in probes(atoms, at - WAIT, at)), key=rank)
    if course(atoms, at)[-1].at_once:
        assert any(atom.hard for atom in atoms if atom.t <= at)
        assert decision.state == decision.in_force == CONTRADICTED
    else:
        assert decision.in_force == best


@given(ours.questions(), st.sampled_from(ours.AFTER + ours.LATER))
def test_time_alone_lowers_only_by_completing_a_stated_wait(question: Question, later: int) -> None:
    atoms, at = question
    atoms = [atom for atom in atoms if atom.t <= at and (atom.ended is None or atom.ended <= at)]
    now, then = decide(atoms, at), decide(atoms, at + later)
    assert rank(then.state) >= rank(now.state), "what the evidence says never falls by itself"
    if now.state == MET:
        assert then.state == MET
        assert then.stale >= now.stale
    if rank(then.in_force) < rank(now.in_force):
        assert rank(now.state) < rank(now.in_force), "a fall was waiting"
        stood = [decide(atoms, probe).state for probe in probes(atoms, at + later - WAIT, at + later)]
        assert max(map(rank, stood)) == rank(then.in_force), "and its thirty days are over"


@given(ours.act_histories(), st.sampled_from(ours.AFTER + ours.LATER), st.sampled_from(ours.LATER))
def test_acts_once_met_stay_met(done: list[tuple[int, bool]], at: int, later: int) -> None:
    now, then = acts(done, ours.START + at), acts(done, ours.START + at + later)
    assert now.state != MET or then.state == MET
    assert rank(acts([*done, (ours.START, False)], ours.START + at).state) >= rank(now.state)


ACCOUNTS = [
    dict(zip(SCORED, states, strict=True))
    for states in product(*([[MET, UNKNOWN, CONTRADICTED]] * 4), [MET, UNKNOWN, CONTRADICTED, NOT_YET_POSSIBLE])
]
PEOPLE = [
    Person(attitude, service, done, willing)
    for attitude, service in product([MET, UNKNOWN, CONTRADICTED], repeat=2)
    for done, willing in product([MET, UNKNOWN], [True, False])
]
BETTER = {CONTRADICTED: UNKNOWN, UNKNOWN: MET, NOT_YET_POSSIBLE: MET}


def rungs(gates: dict[str, str], person: Person) -> tuple[int, ...]:
    account, contact = account_placement(gates, [person]), person_placement(person, gates)
    return tuple(RUNGS.index(rung) for placed in (account, contact) for rung in (placed.at_least, placed.at_most))


@pytest.mark.parametrize("gate", SCORED)
def test_a_better_gate_never_lowers_an_interval(gate: str) -> None:
    for gates, person in product(ACCOUNTS, PEOPLE):
        if gates[gate] != MET:
            raised = {**gates, gate: BETTER[gates[gate]]}
            assert all(a >= b for a, b in zip(rungs(raised, person), rungs(gates, person), strict=True))


def test_a_renewal_that_comes_due_unanswered_moves_no_rung() -> None:
    for gates, person in product(ACCOUNTS, PEOPLE):
        if gates["patronage"] == NOT_YET_POSSIBLE:
            assert rungs({**gates, "patronage": UNKNOWN}, person) == rungs(gates, person)


def test_the_stage_is_at_least_unless_nothing_is_known() -> None:
    for gates, person in product(ACCOUNTS, PEOPLE):
        for placed in (account_placement(gates, [person]), person_placement(person, gates)):
            assert RUNGS.index(placed.at_least) <= RUNGS.index(placed.at_most)
            if placed.stage == NOT_KNOWN_YET:
                assert placed.at_least == "not_yet_satisfied"
            else:
                assert placed.stage == placed.at_least


def test_a_gate_that_is_not_known_is_as_good_as_one_that_is_not_named() -> None:
    for gates, person in product(ACCOUNTS, PEOPLE):
        named = {gate: state for gate, state in gates.items() if state != UNKNOWN}
        assert account_placement(named, [person]) == account_placement(gates, [person])
        assert person_placement(person, named) == person_placement(person, gates)


def lapsed(atoms: list[Atom], at: int) -> bool:
    contradicted = [t for t in arrivals(atoms, at) if decide(atoms, t).state == CONTRADICTED]
    return bool(contradicted) and decide(atoms, at).state == UNKNOWN and weight(atoms, at) < 0.5


CORNERS = {
    "a fall waits": lambda q: decide(*q).state == CONTRADICTED and decide(*q).in_force == MET,
    "a contradiction counts at once": lambda q: decide(*q).in_force == CONTRADICTED and course(*q)[-1].at_once,
    "a contradiction has waited": lambda q: decide(*q).in_force == CONTRADICTED and not course(*q)[-1].at_once,
    "answers differ": lambda q: decide(*q).in_force_differ,
    "met and stale": lambda q: decide(*q).in_force_stale,
    "a contradiction lapsed": lambda q: lapsed(*q),
    "the wait ends this second": lambda q: decide(q[0], q[1] - 1).in_force != decide(*q).in_force == CONTRADICTED,
    "a case is open": lambda q: any(a.ended and a.t <= q[1] < a.ended for a in q[0]),
    "several at one instant": lambda q: len(arrivals(*q)) < len([a for a in q[0] if a.t <= q[1]]) - 1,
    "tenure lifts": lambda q: decide(*q).state == MET != decide([replace(a, tenure=None) for a in q[0]], q[1]).state,
}


@pytest.mark.parametrize("corner", CORNERS)
def test_the_histories_reach_every_corner(corner: str) -> None:
    search = settings(
        max_examples=20_000,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    find(ours.questions(), CORNERS[corner], settings=search)
