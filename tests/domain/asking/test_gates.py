"""Over random lives: nobody is asked beyond what company, person, stage, rest, caps and holds let be asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.domain.asking import judge
from tests.domain.asking.lives import (
    CLOSED,
    OPEN,
    POLICY,
    PURPOSES,
    RUNGS,
    TODAY,
    acts,
    asked,
    easy,
    holds,
    limits,
    permissions,
    rungs,
    situations,
)
from vouch.domain.asking import (
    Allowed,
    Answer,
    Asked,
    Done,
    HoldKind,
    OwnLimits,
    PermissionSaid,
    Situation,
    Standing,
    free_from,
    obstacles,
    stage_ceiling,
)
from vouch.domain.stages import Stage

ANA = Situation(today=TODAY, person="Ana", company="Acme", stage=Stage.ADVOCATE, own_stage=Stage.ADVOCATE)


@given(who=situations() | easy(), activity=rungs)
def test_a_second_judge_with_the_rule_book_says_the_same(who: Situation, activity: str) -> None:
    assert (obstacles(who, activity, POLICY) == ()) is judge.may(who, activity, POLICY)


@given(who=easy(stage=Stage.SATISFIED) | easy(own_stage=Stage.LOYAL) | easy(), activity=st.sampled_from(CLOSED))
def test_never_above_the_ceiling(who: Situation, activity: str) -> None:
    if not obstacles(who, activity, POLICY):
        effort, exposure = judge.ceiling(who, POLICY)
        assert (POLICY.ladder[activity].effort, POLICY.ladder[activity].exposure) <= (effort, 5)
        assert POLICY.ladder[activity].exposure <= exposure


@given(who=situations())
def test_the_ceiling_is_never_above_that_of_the_account_but_for_a_personal_advocate(who: Situation) -> None:
    found = stage_ceiling(who, POLICY.asking.ceilings)
    assert (found.highest.effort, found.highest.exposure) == judge.ceiling(who, POLICY)


@given(who=situations(), activity=rungs)
def test_every_obstacle_says_in_a_sentence_why_and_who_can_lift_it(who: Situation, activity: str) -> None:
    for one in obstacles(who, activity, POLICY):
        assert one.code
        assert one.sentence.endswith(".")
        assert one.sentence[0] == one.sentence[0].upper()
        assert one.lifts
        assert one.until is None or one.until >= TODAY
        assert one.rule == "" or one.rule.rstrip(".") in one.sentence


@given(who=situations(holds=()), held=holds, activity=rungs)
def test_never_under_a_hold(who: Situation, held: Standing, activity: str) -> None:
    found = obstacles(replace(who, holds=(held,)), activity, POLICY)
    if activity in CLOSED or held.kind is HoldKind.LEGAL:
        assert f"hold_{held.kind}" in [one.code for one in found]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"opted_out": True}, "opted_out"),
        ({"left": True}, "left"),
        ({"customer": False}, "no_customer"),
        ({"reachable": False}, "no_address"),
        ({"busy": True}, "asked_already"),
        ({"account_open": 2}, "account_busy"),
        ({"withdrawn": frozenset({"invitations"})}, "invitations_withdrawn"),
        ({"limits": OwnLimits(paused_until=TODAY)}, "paused"),
        ({"permissions": {"": PermissionSaid(allowed=Allowed.NEVER)}}, "company_never"),
    ],
)
@given(who=situations(), activity=rungs)
def test_these_are_never_asked_for_anything(
    change: dict[str, object], code: str, who: Situation, activity: str
) -> None:
    changed = replace(who, **change)  # type: ignore[arg-type]
    assert code in [one.code for one in obstacles(changed, activity, POLICY)]


# ---- restraint only grows ---------------------------------------------------------------------------------------


def _codes(who: Situation, activity: str) -> set[str]:
    return {one.code for one in obstacles(who, activity, POLICY)}


@given(who=situations(), activity=rungs, more=acts, name=st.sampled_from(["done", "company_used"]))
def test_one_more_act_takes_no_obstacle_away(who: Situation, activity: str, more: Done, name: str) -> None:
    assert _codes(who, activity) <= _codes(replace(who, **{name: (*getattr(who, name), more)}), activity)


@given(who=situations(), activity=rungs, held=holds, purpose=st.sampled_from(PURPOSES))
def test_one_more_hold_withdrawal_or_flag_takes_no_obstacle_away(
    who: Situation, activity: str, held: Standing, purpose: str
) -> None:
    before = _codes(who, activity)
    assert before <= _codes(replace(who, holds=(*who.holds, held)), activity)
    assert before <= _codes(replace(who, withdrawn=who.withdrawn | {purpose}), activity)
    for name, value in (("opted_out", True), ("left", True), ("reachable", False), ("customer", False), ("busy", True)):
        assert before <= _codes(replace(who, **{name: value}), activity)
    assert before <= _codes(replace(who, account_open=who.account_open + 1), activity)


@given(who=situations(), activity=rungs, one=asked())
def test_one_more_ask_takes_no_rest_away_but_that_of_noes_in_a_row(who: Situation, activity: str, one: Asked) -> None:
    """Somebody who answers in between has not been silent; nothing else of an ask loosens anything."""
    gone = _codes(who, activity) - _codes(replace(who, asked=(*who.asked, one)), activity)
    assert gone <= {"no_answers"}
    if gone:
        assert one.answer in (Answer.ACCEPTED, Answer.NOT_NOW, Answer.SOMETHING_SMALLER) or one.on < max(
            other.on for other in who.asked
        )


@given(who=situations(), activity=rungs, exposure=st.integers(0, 5), refused=rungs, days=st.integers(1, 300))
def test_tighter_limits_take_no_obstacle_away(
    who: Situation, activity: str, exposure: int, refused: str, days: int
) -> None:
    mine = who.limits
    tighter = OwnLimits(
        exposure=exposure if mine.exposure is None else min(mine.exposure, exposure),
        refused=mine.refused | {refused},
        every_days=max(mine.every_days or 0, days),
        paused_until=max(mine.paused_until or TODAY, TODAY),
    )
    assert _codes(who, activity) <= _codes(replace(who, limits=tighter), activity)


# ---- open invitations -------------------------------------------------------------------------------------------


@given(
    who=situations(),
    activity=st.sampled_from(OPEN),
    stages=st.tuples(st.sampled_from([None, *Stage]), st.sampled_from([None, *Stage])),
    flags=st.tuples(st.booleans(), st.booleans()),
    kinds=st.lists(st.sampled_from([kind for kind in HoldKind if kind is not HoldKind.LEGAL]), max_size=3),
)
def test_an_open_invitation_knows_nothing_of_what_somebody_thinks_or_where_they_stand(
    who: Situation,
    activity: str,
    stages: tuple[Stage | None, Stage | None],
    flags: tuple[bool, bool],
    kinds: list[HoldKind],
) -> None:
    legal = tuple(hold for hold in who.holds if hold.kind is HoldKind.LEGAL)
    other = replace(
        who,
        stage=stages[0],
        own_stage=stages[1],
        latent=flags[0],
        own_latent=flags[1],
        holds=(*legal, *(Standing(kind=kind, words="Held.", lifts="somebody") for kind in kinds)),
    )
    assert obstacles(who, activity, POLICY) == obstacles(other, activity, POLICY)


def test_an_open_invitation_has_no_personality() -> None:
    assert all(POLICY.ladder[name].fits == () for name in OPEN)
    assert OPEN == ["peer_insights_review", "public_review"]


# ---- rest in days -----------------------------------------------------------------------------------------------


@given(who=easy(done=()), activity=st.sampled_from(CLOSED), start=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
@example(who=ANA, activity="webinar", start=dt.date(2026, 3, 28))  # the clock goes forward on the next night
@example(who=ANA, activity="webinar", start=dt.date(2026, 10, 24))  # and back
def test_a_rest_is_so_many_days_whatever_the_clock_does(who: Situation, activity: str, start: dt.date) -> None:
    days = POLICY.asking.rest.after_ask_days
    rested = replace(who, asked=(Asked(activity="webinar", on=start, answer=Answer.ACCEPTED, answered_on=start),))
    for later, rests in ((0, True), (days - 1, True), (days, False)):
        found = _codes(replace(rested, today=start + dt.timedelta(days=later)), activity)
        assert ("rests_after_ask" in found) is rests


@st.composite
def _resting(draw: st.DrawFn, activity: str) -> Situation:
    """Somebody whom only what ends by itself keeps from being asked."""
    days = st.integers(0, 60).map(lambda more: TODAY + dt.timedelta(days=more))
    word = st.sampled_from(
        [
            {},
            {activity: PermissionSaid(activity=activity, allowed=Allowed.NEVER, until=draw(days))},
            {
                activity: PermissionSaid(activity=activity, allowed=Allowed.NEVER, until=draw(days)),
                "": PermissionSaid(allowed=Allowed.NEVER, until=draw(days)),
            },
            {
                activity: PermissionSaid(
                    activity=activity, allowed=Allowed.YES, at_most=1, per_days=draw(st.integers(1, 99))
                )
            },
        ]
    )
    timed = [
        Standing(kind=HoldKind.BY_HAND, words="Held.", lifts="somebody", until=day) for day in draw(st.lists(days))
    ]
    pause = OwnLimits(paused_until=draw(st.none() | days), every_days=draw(st.none() | st.integers(1, 99)))
    return draw(easy(holds=tuple(timed), limits=pause, permissions=draw(word)))


@given(data=st.data(), activity=rungs)
def test_on_the_day_free_from_nothing_stands_any_more_and_the_day_before_something_does(
    data: st.DataObject, activity: str
) -> None:
    who = data.draw(_resting(activity))
    found = obstacles(who, activity, POLICY)
    free = free_from(found)
    assert (free is None) is (found == ())
    for later, stands in ((free, False), (free and free - dt.timedelta(days=1), True)):
        if later is not None:
            held = tuple(hold for hold in who.holds if hold.until is None or hold.until >= later)
            assert bool(obstacles(replace(who, today=later, holds=held), activity, POLICY)) is stands


def test_nothing_in_the_way_has_no_day_from_which_it_is_free() -> None:
    assert free_from(()) is None


# ---- caps -------------------------------------------------------------------------------------------------------


@given(who=easy(), permission=permissions(), activity=rungs, own=limits)
def test_never_above_the_caps(
    who: Situation, permission: dict[str, PermissionSaid], activity: str, own: OwnLimits
) -> None:
    who = replace(who, permissions=permission, limits=own)
    if obstacles(who, activity, POLICY):
        return
    caps = POLICY.asking.caps
    assert who.account_open < caps.open_asks_per_account
    if POLICY.ladder[activity].live:
        live = [one.on for one in who.done if one.activity and POLICY.ladder[one.activity].live]
        assert sum(on > TODAY - dt.timedelta(days=91) for on in live) < caps.live_per_quarter
        assert sum(on > TODAY - dt.timedelta(days=365) for on in live) < caps.live_per_year


def test_every_rung_can_be_asked_of_somebody() -> None:
    assert [name for name in RUNGS if obstacles(ANA, name, POLICY)] == []
