"""The edges of caps and words, day by day: random lives seldom stand exactly there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.domain.asking import judge
from tests.domain.asking.lives import POLICY, TODAY
from vouch.domain.asking import Allowed, Asked, Done, PermissionSaid, Situation, frees, obstacles
from vouch.domain.asking.company import asks_first
from vouch.domain.asking.wanted import Wanted
from vouch.domain.stages import Stage

ANA = Situation(today=TODAY, person="Ana", company="Acme", stage=Stage.ADVOCATE, own_stage=Stage.ADVOCATE)
NEVER, YES = PermissionSaid(allowed=Allowed.NEVER), PermissionSaid(allowed=Allowed.YES)


def _ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def _codes(who: Situation, activity: str) -> set[str]:
    found = {one.code for one in obstacles(who, activity, POLICY)}
    assert (not found) is judge.may(who, activity, POLICY)
    return found


@pytest.mark.parametrize(
    ("days", "code", "stands"),
    [
        ((90, 90), "live_in_quarter", True),
        ((91, 90), "live_in_quarter", False),
        ((364, 300, 250, 200, 150, 100), "live_in_year", True),
        ((365, 300, 250, 200, 150, 100), "live_in_year", False),
    ],
)
def test_a_call_counts_up_to_its_last_day(days: tuple[int, ...], code: str, stands: bool) -> None:
    who = replace(ANA, done=tuple(Done(activity="reference_call", on=_ago(one)) for one in days))
    assert (code in _codes(who, "peer_call")) is stands
    assert code not in _codes(who, "webinar")


@pytest.mark.parametrize(
    ("words", "activity", "never"),
    [
        ({"": NEVER, "logo": replace(YES, activity="logo")}, "logo", False),
        ({"": NEVER, "logo": replace(YES, activity="logo")}, "webinar", True),
        ({"": YES, "logo": replace(NEVER, activity="logo")}, "logo", True),
        ({"": YES, "logo": replace(NEVER, activity="logo", until=TODAY)}, "logo", True),
        ({"": YES, "logo": replace(NEVER, activity="logo", until=_ago(1))}, "logo", False),
        ({"": NEVER, "logo": replace(YES, activity="logo", until=_ago(1))}, "logo", True),
    ],
)
def test_a_word_on_one_kind_stands_before_the_word_on_everything(
    words: dict[str, PermissionSaid], activity: str, never: bool
) -> None:
    assert ("company_never" in _codes(replace(ANA, permissions=words), activity)) is never


def test_the_word_on_everything_is_used_up_by_anything_and_one_on_a_kind_by_that_kind() -> None:
    used = tuple(Done(activity=name, on=_ago(29)) for name in ("webinar", "logo"))
    once = {"at_most": 1, "per_days": 30, "allowed": Allowed.YES}
    on_all = {"": PermissionSaid(**once)}  # type: ignore[arg-type]
    on_quotes = {"press_quote": PermissionSaid(activity="press_quote", **once)}  # type: ignore[arg-type]
    on_logos = {"logo": PermissionSaid(activity="logo", **once)}  # type: ignore[arg-type]
    who = replace(ANA, company_used=used)
    assert "company_often_enough" in _codes(replace(who, permissions=on_all), "press_quote")
    assert "company_often_enough" not in _codes(replace(who, permissions=on_quotes), "press_quote")
    assert "company_often_enough" in _codes(replace(who, permissions=on_logos), "logo")
    assert "company_often_enough" not in _codes(replace(who, today=TODAY + dt.timedelta(1), permissions=on_all), "logo")


@pytest.mark.parametrize(("use", "territory", "codes"), [
    ("deck", "", {"not_for_this_use"}), ("WEB", "", set()), ("", "Peru", {"not_there"}), ("", "denmark", set()),
])  # fmt: skip
def test_a_word_may_name_uses_and_a_place_in_any_case(use: str, territory: str, codes: set[str]) -> None:
    word = PermissionSaid(activity="logo", allowed=Allowed.YES, uses=frozenset({"web"}), territory="Denmark")
    found = obstacles(replace(ANA, permissions={"logo": word}), "logo", POLICY, use=use, territory=territory)
    assert {one.code for one in found} == codes


@pytest.mark.parametrize(("words", "asks"), [
    ({}, True), ({"": YES}, False), ({"logo": PermissionSaid(activity="logo", allowed=Allowed.ASK_FIRST)}, True),
])  # fmt: skip
def test_what_is_seen_outside_is_asked_of_the_company_first_unless_it_said_yes(
    words: dict[str, PermissionSaid], asks: bool
) -> None:
    who = replace(ANA, permissions=words)
    assert asks_first(Wanted(situation=who, activity="logo", policy=POLICY)) is asks
    assert not asks_first(Wanted(situation=replace(ANA), activity="feedback", policy=POLICY))


def test_their_own_pace_counts_from_the_last_invitation() -> None:
    asked = tuple(Asked(activity=None, on=_ago(days)) for days in (200, 44))
    for every, stands in ((45, True), (44, False)):
        who = replace(ANA, asked=asked, limits=replace(ANA.limits, every_days=every))
        assert ("own_pace" in _codes(who, "feedback")) is stands


@pytest.mark.parametrize(
    ("days", "back"),
    [
        ((), ()),
        ((91,), ()),
        ((90,), (1,)),
        ((90, 90), (1, 1)),
        ((80, 40, 10), (51, 81)),  # more than they should have: the first that ends makes no room yet
        ((360, 310, 300, 200, 80, 70), (11,)),  # of a year one alone is left: the one of 360 days ago ends meanwhile
    ],
)
def test_a_live_act_comes_back_on_the_day_on_which_the_gates_let_one_more_through(
    days: tuple[int, ...], back: tuple[int, ...]
) -> None:
    who = replace(ANA, done=tuple(Done(activity="reference_call", on=_ago(one)) for one in days))
    free = frees(who, POLICY)
    assert free == tuple(TODAY + dt.timedelta(days=one) for one in back)
    quarter = {f"live_in_{span}" for span in ("quarter", "year")}
    for day in free:
        taken = max(POLICY.asking.caps.live_per_quarter - len([one for one in days if one < 91]), 0)
        taken += free.index(day)  # all that was there before is used on the very day
        used = (*who.done, *(Done(activity="reference_call", on=day) for _ in range(taken)))
        then = {one.code for one in obstacles(replace(who, today=day, done=used), "reference_call", POLICY)}
        assert not then & quarter, day
        eve = day - dt.timedelta(days=1)
        used = (*who.done, *(Done(activity="reference_call", on=eve) for _ in range(taken)))
        before = {one.code for one in obstacles(replace(who, today=eve, done=used), "reference_call", POLICY)}
        assert before & quarter, day
