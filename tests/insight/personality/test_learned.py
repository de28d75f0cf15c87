"""When the company's own people begin to teach how much an answer is worth."""

from __future__ import annotations

import pytest

from tests.insight.personality.people import POLICY, E, V, act, answers, guesses, of
from vouch.insight.personality import Evidence, learned, usual


def people(n: int, *, asks: int = 5) -> list[Evidence]:
    """People who answer as educators and act as validators."""
    did = [act("case_study")] * asks + [act("community_answer", said_yes=False)]
    return [of(answers(E, E), did[:asks], guesses(V, V, V)) for _ in range(n)]


def test_fewer_than_fifty_teach_nothing() -> None:
    assert learned(POLICY, people(49)).answers == usual(POLICY).answers
    assert learned(POLICY, people(60, asks=4)).learned_from == 0


def test_from_fifty_on_an_answer_that_acts_belie_is_worth_less() -> None:
    rows = learned(POLICY, people(50))
    assert rows.learned_from == 50
    before, now = usual(POLICY).answers["part"], rows.answers["part"]
    assert now[V][E] > 3 * before[V][E]  # validators here say that they are educators
    for row in now.values():
        assert sum(row.values()) == pytest.approx(1)


def test_a_row_stays_near_policy_for_ten_people() -> None:
    rows = learned(POLICY, people(50))
    # of somebody who is hardly ever there, policy alone is left
    assert rows.answers["part"][E][E] == pytest.approx(0.6, abs=0.1)


def test_how_often_a_yes_comes_leans_on_all_asks_and_those_on_policy() -> None:
    rows = usual(POLICY, [of(did=[act("webinar", said_yes=False)] * 30 + [act("case_study")] * 10)])
    assert rows.yes["webinar"] < rows.usual < rows.yes["case_study"]
    assert rows.usual == pytest.approx((10 + 4) / (40 + 10))
    assert rows.yes["case_study"] == pytest.approx((10 + 10 * rows.usual) / 20)
