"""Whom to ask next: one step a person, the willing first, the same page every time, a labelled part to learn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.people import POLICY, candidate, crowds
from vouch.domain.policy import read
from vouch.matching.next_ask import Candidate, Choice, Willingness, choose, value
from vouch.matching.next_ask.explore import drawn, slots
from vouch.matching.yes_rate.beta_binomial import rate_of

NONE_DRAWN = read("[next_ask.exploration]\nshare = 0.0")


def ranks(choice: Choice) -> dict[str, int]:
    return {pick.candidate.contact: pick.rank for pick in choice.picks}


def test_a_willing_champion_of_a_small_firm_goes_before_a_guarded_giant() -> None:
    champion = candidate("champion", value_need=0.3, willing=Willingness.WILLING)
    giant = candidate("giant", value_need=50.0, willing=Willingness.GUARDED)
    assert [pick.candidate.contact for pick in choose([giant, champion], POLICY).picks] == ["champion", "giant"]
    assert [pick.candidate.contact for pick in choose([giant, champion], POLICY, asks=1).picks] == ["champion"]


@given(crowd=crowds(), times=st.sampled_from([1, 10, 1000]), asks=st.integers(1, 9), seed=st.integers(0, 99))
def test_no_worth_lets_anybody_pass_somebody_more_willing(
    crowd: list[Candidate], times: int, asks: int, seed: int
) -> None:
    crowd = [replace(one, value_need=one.value_need * (1 if one.willing is Willingness.WILLING else times))
             for one in crowd]  # fmt: skip
    choice = choose(crowd, POLICY, seed, asks=asks)
    gladly = [pick.candidate.willing for pick in choice.picks]
    assert gladly == sorted(gladly, reverse=True)
    assert all(one.willing <= gladly[-1] for one in choice.later)


@given(crowd=crowds(), asks=st.one_of(st.none(), st.integers(1, 9)), chance=st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_changes_nothing(crowd: list[Candidate], asks: int | None, chance: Any) -> None:
    mixed = list(crowd)
    chance.shuffle(mixed)
    assert choose(mixed, POLICY, 7, asks=asks, asked_before=20) == choose(crowd, POLICY, 7, asks=asks, asked_before=20)


@given(crowd=crowds(), asks=st.integers(1, 9))
def test_each_person_has_one_next_step_waits_or_is_told_why_there_is_none(crowd: list[Candidate], asks: int) -> None:
    choice = choose(crowd, POLICY, asks=asks)
    told = [*ranks(choice), *(one.contact for one in choice.later), *(one.contact for one in choice.passed)]
    assert sorted(told) == sorted({one.contact for one in crowd})
    assert len(choice.picks) <= asks
    assert all(one.reasons for one in (*choice.picks, *choice.passed))
    assert not any(value(pick.candidate, POLICY).against for pick in choice.picks)


@given(
    crowd=crowds(), asks=st.integers(1, 9), before=st.integers(0, 40), more=st.integers(1, 6), whom=st.integers(0, 8)
)
def test_raising_a_load_never_raises_a_rank(
    crowd: list[Candidate], asks: int, before: int, more: int, whom: int
) -> None:
    contact = crowd[whom % len(crowd)].contact
    heavier = [replace(one, load=one.load + more) if one.contact == contact else one for one in crowd]
    first = choose(crowd, POLICY, 3, asks=asks, asked_before=before)
    then = choose(heavier, POLICY, 3, asks=asks, asked_before=before)
    assert ranks(then).get(contact, 99) >= ranks(first).get(contact, 99)


def test_equals_are_ranked_by_their_ids() -> None:
    same = [candidate(contact, activity) for contact in ("cy", "ana", "bo") for activity in ("private_quote",)]
    assert list(ranks(choose(same, NONE_DRAWN))) == ["ana", "bo", "cy"]
    two = [candidate("ana", "feedback"), candidate("ana", "community_answer")]
    assert choose(two, NONE_DRAWN).picks[0].candidate.activity == "community_answer"


def test_a_pick_names_the_persons_second_best_and_who_would_be_asked_instead() -> None:
    crowd = [
        candidate("ana", "private_quote"),
        candidate("ana", "feedback", value_need=0.5),
        candidate("bo", "private_quote", value_need=0.9),
    ]
    first = choose(crowd, NONE_DRAWN).picks[0]
    assert (first.candidate.contact, first.candidate.activity) == ("ana", "private_quote")
    assert first.instead is not None
    assert first.runner_up is not None
    assert (first.instead.activity, first.runner_up.contact) == ("feedback", "bo")


def test_reasons_are_sentences_with_the_weightier_win_first() -> None:
    one = candidate(why_person="Their own numbers are checked by peers.", why_need="Two deals wait for proof.", load=2)
    reasons = choose([one], POLICY).picks[0].reasons
    assert reasons[:2] == ("Two deals wait for proof.", "Their own numbers are checked by peers.")
    assert "They carry 2 of the 6 that one person may." in reasons
    assert all(reason.endswith(".") for reason in reasons)


def test_the_same_activity_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        choose([candidate(), candidate()], POLICY)


def test_open_invitations_never_come_from_here() -> None:
    with pytest.raises(ValueError, match="open invitation"):
        choose([candidate(), candidate("bo", "public_review")], POLICY)


def unsure(count: int) -> list[Candidate]:
    """Half of whom much is known, and half that look a little worse and of whom little is."""
    known = [candidate(f"known{n:02}", rate=rate_of(60, 40)) for n in range(count)]
    return known + [candidate(f"new{n:02}", rate=rate_of(1.1, 0.9)) for n in range(count)]


def test_a_tenth_at_most_is_drawn_to_learn_and_labelled_and_follows_from_the_seed() -> None:
    choice = choose(unsure(20), POLICY, 1, asks=20)
    assert choice.explored == 2
    labelled = [pick for pick in choice.picks if pick.explored]
    assert [pick.rank for pick in labelled] == [19, 20]
    assert all(pick.candidate.contact.startswith("new") for pick in labelled)
    assert all(pick.reasons[0].startswith("Drawn to learn, in place of the ask that looks best") for pick in labelled)
    assert choose(unsure(20), POLICY, 1, asks=20) == choice
    others = {tuple(ranks(choose(unsure(20), POLICY, seed, asks=20))) for seed in range(8)}
    assert len(others) > 1


def test_with_nothing_to_learn_the_page_is_the_best_there_is() -> None:
    assert choose(unsure(20), NONE_DRAWN, 1, asks=20).explored == 0
    # a draw that falls on what would have been asked anyway is no exploration
    assert choose([candidate(f"c{n:02}") for n in range(10)], POLICY, asks=10).explored == 0


@given(weeks=st.lists(st.integers(0, 30), max_size=30))
def test_of_all_asks_ever_no_more_than_the_share_is_drawn(weeks: list[int]) -> None:
    asked = explored = 0
    for asks in weeks:
        explored += slots(asks, POLICY, asked_before=asked, explored_before=explored)
        asked += asks
        assert explored <= 0.1 * asked + 1e-9


def test_nobodys_draw_changes_with_who_else_is_there_and_draws_follow_the_rate() -> None:
    draws = [drawn(candidate(f"c{n}", rate=rate_of(3, 7)), POLICY, 5).chance for n in range(2000)]
    mean = sum(draws) / len(draws)
    assert mean == pytest.approx(0.3, abs=0.01)
    sd = (sum((one - mean) ** 2 for one in draws) / len(draws)) ** 0.5
    assert sd == pytest.approx(rate_of(3, 7).sd, abs=0.01)
