"""Which word a belief has, and the sentences that stand beside it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.personality.people import DAY, POLICY, C, E, S, V, act, answers, guesses, of
from vouch.domain.personalities import Known, Personality
from vouch.domain.policy import read
from vouch.insight.personality import Evidence, How, believe

HELPS = act("community_answer", how=How.VOLUNTEERED)


@pytest.mark.parametrize(
    ("who", "known", "leads"),
    [
        (of(), Known.UNKNOWN, None),
        (of(answers(E)), Known.MAY_BE, E),
        (of(answers(E, E)), Known.MAY_BE, E),
        (of(answers(E, V)), Known.UNKNOWN, None),
        (of(did=[HELPS] * 9), Known.UNKNOWN, None),
        (of(told=guesses(E, E, E)), Known.UNKNOWN, None),
        (of(answers(E), told=guesses(V)), Known.LEANING, E),
        (of(answers(E), told=guesses(E)), Known.ASSIGNED, E),
        (of(answers(E, E), [HELPS]), Known.ASSIGNED, E),
        (of(answers(E, E), told=guesses(V, V, V)), Known.LEANING, E),
    ],
)
def test_the_word_follows_from_kinds_and_chance(who: Evidence, known: Known, leads: Personality | None) -> None:
    found = believe(who, POLICY, today=DAY)
    assert (found.known, found.leads) == (known, leads)


def test_nothing_new_for_two_years_is_not_known_any_more() -> None:
    who = of(answers(E, E), told=guesses(E))
    assert believe(who, POLICY, today=date(2028, 3, 1)).known is Known.ASSIGNED
    old = believe(who, POLICY, today=date(2028, 3, 2))
    assert (old.known, old.leads) == (Known.UNKNOWN, None)
    assert any("older than 24 months" in words for _sign, words, _ in old.reasons)


def test_what_somebody_says_of_themselves_is_final() -> None:
    found = believe(of(answers(E, E), told=guesses(E, E, E)), POLICY, today=date(2036, 3, 1), stated=C)
    assert (found.known, found.leads, found.second) == (Known.STATED, C, None)
    assert found.would_tell == ()


def test_reasons_stand_on_both_sides_and_name_what_they_rest_on() -> None:
    found = believe(of(answers(E), [HELPS, act("case_study")], guesses(V, E)), POLICY, today=DAY)
    assert found.leads is E
    assert [reason.sign for reason in found.reasons] == ["for", "for", "against", "for", "against"]
    assert found.reasons[1].words == "Did by themselves: an answer in the community, which suits an educator."
    assert found.reasons[2].words == "Said yes to: a written case study, which suits others more than an educator."


def test_where_it_is_not_known_the_way_to_know_is_said() -> None:
    found = believe(of(answers(S, C)), POLICY, today=DAY)
    assert found.reasons[-1][:2] == ("unknown", "These hint at different things, so it is left open.")
    assert found.would_tell[0] == "Somebody of us who knows them says what they believe."
    assert believe(of(), POLICY, today=DAY).would_tell[0].startswith("Ask them")


def test_a_colleague_who_changes_their_mind_counts_as_they_think_now() -> None:
    first, then = guesses(E)[0], guesses(V)[0]
    now = type(then)(on=date(2026, 4, 1), by=first.by, says=V)
    assert (
        believe(of(told=[first, now]), POLICY, today=DAY).shares == believe(of(told=[then]), POLICY, today=DAY).shares
    )


def test_how_people_are_seen_decides_nothing_of_where_they_stand() -> None:
    changed = read("[personality.weights]\nrho = 0.5\n[personalities.educator]\nwords = 'teaches'")
    assert changed.placing().replace(changed.version, POLICY.version) == POLICY.placing()
