"""Who has the spark with whom: order changes nothing, a yes never lowers it, too few have no figure."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from vouch.domain.policy import load, read
from vouch.matching.spark import Answer, leaders, learn

POLICY = load()


def answer(colleague: str, contact: str, yes: bool, days: int | None = None, activity: str = "webinar") -> Answer:
    return Answer(colleague=colleague, contact=contact, activity=activity, said_yes=yes, days=days)


ANSWERS = st.lists(
    st.builds(
        answer, st.sampled_from(["", "mara", "omar"]), st.sampled_from("abcdefg"), st.booleans(),
        st.none() | st.integers(0, 30), st.sampled_from(["webinar", "reference_call"]),
    ),
    max_size=40,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(ANSWERS, st.randoms())
def test_the_order_of_the_answers_changes_no_digit(told: list[Answer], chance: object) -> None:
    mixed = list(told)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert dict(learn(told, POLICY).pairs) == dict(learn(mixed, POLICY).pairs)


@settings(deadline=None, max_examples=60)
@given(ANSWERS, st.sampled_from(["webinar", "reference_call"]))
def test_a_yes_in_place_of_a_no_never_lowers_it(told: list[Answer], activity: str) -> None:
    five = [answer("mara", contact, yes=False) for contact in "abcde"]
    no = learn([*told, *five, answer("mara", "a", yes=False, activity=activity)], POLICY).of("mara", "a").rate
    yes = learn([*told, *five, answer("mara", "a", yes=True, activity=activity)], POLICY).of("mara", "a").rate
    assert no is not None
    assert yes is not None
    assert yes.mean > no.mean


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.booleans()), max_size=30))
def test_one_yes_more_never_lowers_it(told: list[tuple[str, bool]]) -> None:
    before = [answer("mara", contact, yes) for contact, yes in [*told, *((one, False) for one in "abcde")]]
    one, more = learn(before, POLICY).of("mara", "a"), learn([*before, answer("mara", "a", yes=True)], POLICY)
    rate, after = one.rate, more.of("mara", "a").rate
    assert rate is not None
    assert after is not None
    assert after.mean >= rate.mean


def test_below_five_people_there_is_no_figure_whatever_they_said() -> None:
    told = [answer("mara", contact, yes=True, days=1) for contact in "abcd" for _ in range(9)]
    few = learn(told, POLICY).of("mara", "a")
    assert few.rate is None
    assert few.words == "not enough evidence: asked 4 so far, 5 needed"
    assert leaders([few], POLICY) == []
    assert learn([*told, answer("mara", "e", yes=False)], POLICY).of("mara", "a").rate is not None


def test_how_soon_is_held_against_the_usual_for_that_act() -> None:
    others = [answer("", contact, yes=True, days=8) for contact in "abcdefg"]
    mine = [answer("mara", contact, yes=True, days=2) for contact in "abcde"]
    two = learn([*others, *mine], POLICY).of("mara", "a")
    assert (two.days, two.usual_days, two.answered) == (2, 8, 1)


def test_whoever_is_answered_as_others_are_is_no_leader_and_the_near_are_named_together() -> None:
    crowd = [answer("", contact, yes) for contact in "abcdefghij" for yes in (True, False)] * 5
    good = [answer("mara", contact, yes=True) for contact in "abcde"] * 3
    as_good = [answer("omar", contact, yes=True) for contact in "abcde"] * 3
    cold = [answer("sol", contact, yes=False) for contact in "abcde"] * 3
    found = learn([*crowd, *good, *as_good, *cold], POLICY)
    named = leaders([found.of(who, "a") for who in ("sol", "omar", "mara")], POLICY)
    assert [one.colleague for one in named] == ["mara", "omar"]
    assert leaders([found.of("sol", "a")], POLICY) == []
    alone = leaders([found.of(who, "a") for who in ("omar", "mara")], read("[touch]\nspark_names = 1"))
    assert [one.colleague for one in alone] == ["mara"]


def test_policy_says_from_which_chance_on_two_are_told_apart() -> None:
    crowd = [answer("", contact, yes) for contact in "abcdefghij" for yes in (True, False)] * 5
    good = [answer("mara", contact, yes=True) for contact in "abcde"] * 3
    fair = [answer("omar", contact, yes=contact != "a") for contact in "abcde"] * 3 + [answer("omar", "a", yes=True)]
    found = learn([*crowd, *good, *fair], POLICY)
    both = [found.of(who, "a") for who in ("omar", "mara")]
    named = {sure: leaders(both, read(f"[touch]\nspark_sure = {sure}")) for sure in (0.5, 0.999)}
    assert [one.colleague for one in named[0.5]] == ["mara"]
    assert [one.colleague for one in named[0.999]] == ["mara", "omar"]
