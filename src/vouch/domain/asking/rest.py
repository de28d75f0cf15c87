"""Has the person been asked enough for now? Rest after asks, acts and noes; caps on what one person carries.

Every rest is counted in whole days of the company's time zone, so that the change to summer time neither shortens nor
lengthens one: asked on the 1st with 30 days of rest, a person can be asked again on the 31st.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vouch.domain.asking.obstacle import Obstacle, said_day
from vouch.domain.asking.situation import Answer, Asked, Situation
from vouch.domain.asking.wanted import Wanted
from vouch.domain.policy import Policy

QUARTER, YEAR = 91, 365
"""Days in which live acts are counted."""
_NOES = (Answer.DECLINED, Answer.NO_ANSWER)


def under_way(wanted: Wanted) -> Iterator[Obstacle]:
    """They have an invitation that is open; or their account has as many as it may."""
    who, most = wanted.situation, wanted.policy.asking.caps.open_asks_per_account
    if who.busy:
        yield Obstacle(
            "asked_already",
            f"{who.person} has an open invitation already.",
            "its answer, or whoever made it by taking it back",
        )
    if who.account_open >= most:
        yield Obstacle(
            "account_busy",
            f"{who.company} has {who.account_open} open invitations already; {most} is the most at one time.",
            "an answer to one of them, or taking one back",
        )


def after_asks(wanted: Wanted) -> Iterator[Obstacle]:
    """Rest after an invitation, a no, a "not now", noes in a row."""
    who, rule = wanted.situation, wanted.policy.asking.rest
    asked = sorted(who.asked, key=lambda one: one.on)
    if asked:
        yield from _rests(wanted, "rests_after_ask", asked[-1].on, rule.after_ask_days, "was last asked for something")
    for one in asked:
        ended = one.answered_on or one.on
        if one.answer is Answer.DECLINED:
            yield from _rests(wanted, "rests_after_no", ended, rule.after_decline_days, "said no")
            if one.activity == wanted.activity:
                days = rule.same_act_after_decline_days
                yield from _rests(wanted, "said_no_to_this", ended, days, f"said no to {wanted.rung.words}")
        if one.answer is Answer.NOT_NOW:
            yield from _not_now(wanted, one, ended)
    yield from _in_a_row(wanted, asked)


def after_acts(wanted: Wanted) -> Iterator[Obstacle]:
    """Rest after an act of large effort."""
    who, rule, ladder = wanted.situation, wanted.policy.asking.rest, wanted.policy.ladder
    large = [one.on for one in who.done if one.activity in ladder and ladder[one.activity].effort >= rule.large_effort]
    if large:
        yield from _rests(
            wanted, "rests_after_act", max(large), rule.after_large_act_days, "did something large for us"
        )


def caps(wanted: Wanted) -> Iterator[Obstacle]:
    """As many live calls and visits as one person should give in a quarter and in a year."""
    if not wanted.rung.live:
        return
    who, caps, ladder = wanted.situation, wanted.policy.asking.caps, wanted.policy.ladder
    live = sorted(one.on for one in who.done if one.activity in ladder and ladder[one.activity].live)
    for code, most, days, span in (
        ("live_in_quarter", caps.live_per_quarter, QUARTER, "quarter"),
        ("live_in_year", caps.live_per_year, YEAR, "year"),
    ):
        given = [on for on in live if on >= who.since(days)]
        if len(given) < most:
            continue
        until = given[len(given) - most] + timedelta(days=days - 1) if most else None
        yield Obstacle(
            code,
            f"{who.person} has given {len(given)} calls or visits in the last {days} days; {most} in a {span} is the "
            "most.",
            "time, or somebody else who would like to",
            until,
        )


def frees(situation: Situation, policy: Policy) -> tuple[date, ...]:
    """The days of the coming quarter from which on somebody may give one live act more than today, one for each: an
    earlier one is a quarter ago then. None of those that the year does not allow.

    >>> from vouch.domain.asking.situation import Done
    >>> from vouch.domain.policy import load
    >>> done = tuple(Done(activity="reference_call", on=date(2026, 10, day)) for day in (3, 20))
    >>> ana = Situation(today=date(2026, 11, 30), person="Ana", company="Acme", done=done)
    >>> [f"{day:%-d %b}" for day in frees(ana, load())]
    ['2 Jan', '19 Jan']
    """
    caps, ladder = policy.asking.caps, policy.ladder
    live = sorted(one.on for one in situation.done if one.activity in ladder and ladder[one.activity].live)
    given = [on for on in live if on >= situation.since(QUARTER)]
    left = max(caps.live_per_quarter - len(given), 0)
    found: list[date] = []
    for on in given[max(len(given) - caps.live_per_quarter, 0) :] if caps.live_per_quarter else ():
        day = on + timedelta(days=QUARTER)
        if left + len(found) < caps.live_per_year - sum(one > day - timedelta(days=YEAR) for one in live):
            found.append(day)
    return tuple(found)


def over(situation: Situation, policy: Policy) -> bool:
    """Whether nothing that somebody was asked or did before stands in the way of anything any more.

    >>> from vouch.domain.policy import load
    >>> asked = (Asked(activity=None, on=date(2026, 2, 1), answer=Answer.ACCEPTED),)
    >>> [over(Situation(today=date(2026, month, 1), person="Ana", company="Acme", asked=asked), load())
    ...  for month in (3, 11)]
    [False, True]
    """
    rule, today = policy.asking.rest, situation.today
    longest = max(
        rule.after_ask_days, rule.after_decline_days, rule.same_act_after_decline_days, rule.after_not_now_days,
        rule.after_no_answers_days, situation.limits.every_days or 0,
    )  # fmt: skip
    rested = today - timedelta(days=longest)
    for one in situation.asked:
        if one.on > rested or (one.answered_on or one.on) > rested or (one.not_before or one.on) > today:
            return False
    counted = today - timedelta(days=max(YEAR, rule.after_large_act_days))
    return all(one.on <= counted for one in situation.done)


def _rests(wanted: Wanted, code: str, since: date, days: int, why: str) -> Iterator[Obstacle]:
    who, free = wanted.situation, since + timedelta(days=days)
    if who.today < free:
        last = free - timedelta(days=1)
        yield Obstacle(code, f"{who.person} {why} on {said_day(since)} and rests until {said_day(last)}.", "time", last)


def _not_now(wanted: Wanted, one: Asked, ended: date) -> Iterator[Obstacle]:
    days = wanted.policy.asking.rest.after_not_now_days
    free = one.not_before or ended + timedelta(days=days)
    if wanted.situation.today < free:
        yield Obstacle(
            "not_now",
            f"{wanted.situation.person} said “not now” on {said_day(ended)}.",
            f"{wanted.situation.person}, or time",
            free - timedelta(days=1),
        )


def _in_a_row(wanted: Wanted, asked: list[Asked]) -> Iterator[Obstacle]:
    rule = wanted.policy.asking.rest
    answered = [one for one in asked if one.answer is not None]
    last = answered[-rule.no_answers_in_a_row :]
    if len(last) == rule.no_answers_in_a_row and all(one.answer in _NOES for one in last):
        ended = max(one.answered_on or one.on for one in last)
        free = ended + timedelta(days=rule.after_no_answers_days)
        if wanted.situation.today < free:
            yield Obstacle(
                "no_answers",
                f"{wanted.situation.person} said no or nothing {len(last)} times in a row. Somebody should call them, "
                "without asking for anything.",
                "time, and a call by the account owner",
                free - timedelta(days=1),
            )
