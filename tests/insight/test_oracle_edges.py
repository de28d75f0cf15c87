"""What follows from the rules as they are written, surprising or not: a change of a rule shows here.

None of these is a property somebody promised. Each is the smallest example of one consequence.
"""

from __future__ import annotations

from .oracle import CONTRADICTED, DAY, MET, UNKNOWN, Atom, decide

A_SECOND = 1 / DAY


def answer(day: float, v: float, rho: float, half_life: float, hard: bool = False) -> Atom:
    return Atom("any", int(day * DAY), v, rho, half_life, hard=hard)


def states(atoms: list[Atom], *days: float) -> list[tuple[str, str]]:
    decisions = [decide(atoms, day * DAY) for day in days]
    return [(decision.state, decision.in_force) for decision in decisions]


def test_light_evidence_alone_is_stale_or_lapsed_a_second_after_it_decided() -> None:
    good, bad = answer(0, 1.0, 0.5, 540), answer(0, -1.0, 0.5, 540)
    assert [decide([good], day * DAY).in_force_stale for day in (0, A_SECOND)] == [False, True]
    assert states([bad], 0, A_SECOND, 40) == [(CONTRADICTED, UNKNOWN), (UNKNOWN, UNKNOWN), (UNKNOWN, UNKNOWN)]


def test_one_red_of_a_colleague_lapses_before_it_has_waited() -> None:
    red = [answer(0, -1.0, 0.6, 90)]
    assert states(red, 0, 23, 24, 31) == [(CONTRADICTED, UNKNOWN)] * 2 + [(UNKNOWN, UNKNOWN)] * 2


def test_two_light_answers_that_differ_leave_the_last_decision() -> None:
    good_then_bad = [answer(0, 1.0, 0.5, 90), answer(1, -1.0, 0.5, 90)]
    bad_then_good = [answer(0, -1.0, 0.5, 90), answer(1, 1.0, 0.5, 90)]
    assert (states(good_then_bad, 40), states(bad_then_good, 40)) == ([(MET, MET)], [(UNKNOWN, UNKNOWN)])


def test_one_more_mildly_good_answer_can_undo_a_met_gate() -> None:
    two = [answer(0, 1.0, 0.5, 90), answer(1, -0.8, 0.5, 90)]
    three = [*two, answer(2, 0.1, 0.5, 90)]
    assert (states(two, 40), states(three, 40)) == ([(MET, MET)], [(UNKNOWN, UNKNOWN)])


def test_good_news_can_bring_old_bad_news_into_effect() -> None:
    mixed = [answer(0, -1.0, 1.0, 180)] * 4 + [answer(0, 0.6, 0.6, 90)] * 6
    good_news = answer(180, 0.2, 1 / 3, 180)
    assert states(mixed, 0, 181, 211) == [(UNKNOWN, UNKNOWN)] * 3
    assert states([*mixed, good_news], 181, 211) == [(CONTRADICTED, UNKNOWN), (CONTRADICTED, CONTRADICTED)]


def test_a_bad_answer_can_end_staleness() -> None:
    praised = answer(0, 1.0, 1.0, 180)
    later = answer(400, -1.0, 1 / 3, 180)
    assert decide([praised], 400 * DAY).in_force_stale
    after = decide([praised, later], 400 * DAY)
    assert (after.in_force, after.in_force_stale) == (MET, False)


def test_a_severity_one_closed_well_among_lukewarm_answers_leaves_a_contradiction() -> None:
    lukewarm = [answer(0, v, 0.5, 90) for v in (0.0, 0.0, -0.5, -0.5, -0.5)]
    opened = Atom("any", DAY, -1.0, 1.0, 90, ended=2 * DAY)
    closed_well = answer(2, 0.3, 1.0, 90)
    assert states(lukewarm, 0, 40) == [(UNKNOWN, UNKNOWN)] * 2
    assert states([*lukewarm, opened, closed_well], 2, 40) == [(CONTRADICTED, UNKNOWN), (CONTRADICTED, CONTRADICTED)]


def test_a_severity_one_that_stays_open_lapses() -> None:
    assert states([answer(0, -1.0, 1.0, 90)], 90, 91) == [(CONTRADICTED, CONTRADICTED), (UNKNOWN, UNKNOWN)]


def test_a_hard_contradiction_half_made_good_shows_the_decision_from_before_it() -> None:
    kept, missed, praised = answer(0, 1.0, 1.0, 540), answer(700, -1.0, 1.0, 540, hard=True), answer(705, 1.0, 0.8, 365)
    assert states([kept, missed, praised], 699, 700, 705, 729, 730) == [
        (MET, MET),
        (CONTRADICTED, CONTRADICTED),
        (UNKNOWN, MET),
        (UNKNOWN, MET),
        (UNKNOWN, UNKNOWN),
    ]
