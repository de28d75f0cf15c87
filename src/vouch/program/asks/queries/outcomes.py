"""What came of every ask, here and outside, for learning how often people say yes; and every act of everybody.

Only asks whose time to answer is over count, yes or no: fresh yeses would be counted while fresh silences are not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.program.asks.days import day_of
from vouch.program.asks.models import Ask
from vouch.program.asks.states import NOT_HEARD, SAID_YES, WAS_DONE
from vouch.program.findings.models import Approach, Deed
from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Contact


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One ask whose time is over: whom, for which rung (empty: none we know), when, and was there a yes in time?"""

    contact: str
    activity: str
    on: dt.date
    said_yes: bool


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act of a person, as a rung of the ladder."""

    contact: str
    activity: str
    on: dt.date


def outcomes(*, policy: Policy, today: dt.date) -> list[Outcome]:
    """Every ask that counts, oldest first. In three statements."""
    return sorted(_outcomes(policy, today), key=lambda one: (one.on, one.contact, one.activity))


def acts() -> list[Act]:
    """Every act of a rung that is known, oldest first; asks that were done among them. In three statements."""
    now = moved(Contact)
    rows = Deed.objects.exclude(contact_id=None).exclude(activity="")
    found = [
        Act(contact=now.get(pk, pk), activity=activity, on=on)
        for pk, activity, on in rows.values_list("contact_id", "activity", "done_on")
        if pk is not None
    ]
    done = Ask.objects.filter(state__in=WAS_DONE).exclude(done_at=None)
    for pk, activity, at in done.values_list("contact_id", "activity", "done_at"):
        if at is not None:
            found.append(Act(contact=now.get(pk, pk), activity=activity, on=at.date()))
    return sorted(found, key=lambda one: (one.on, one.contact, one.activity))


def volunteered() -> list[Act]:
    """Every act of a rung that is known which nobody asked for, oldest first. In two statements."""
    now = moved(Contact)
    rows = Deed.objects.exclude(contact_id=None).exclude(activity="").filter(prompted="unprompted")
    found = [
        Act(contact=now.get(pk, pk), activity=activity, on=on)
        for pk, activity, on in rows.values_list("contact_id", "activity", "done_on")
        if pk is not None
    ]
    return sorted(found, key=lambda one: (one.on, one.contact, one.activity))


_SURE = 10
"""Yeses that are taken as followed by the act before anything is known of it, less one."""


def delivers(*, today: dt.date) -> dict[str, float]:
    """Of each rung that somebody said yes to, the chance that a yes is followed by the act. In one statement.

    A yes that is younger than two months is no broken word yet, and does not count unless the act was done.
    """
    before = dt.datetime.combine(today - dt.timedelta(days=60), dt.time(), tzinfo=dt.UTC)
    yes: dict[str, list[int]] = {}
    rows = Ask.objects.filter(state__in=SAID_YES).exclude(invited_at=None)
    for activity, state, answered in rows.values_list("activity", "state", "answered_at"):
        done = state in WAS_DONE
        if done or (answered is not None and answered < before):
            count = yes.setdefault(activity, [0, 0])
            count[0] += done
            count[1] += 1
    return {activity: (done + _SURE - 1) / (of + _SURE) for activity, (done, of) in yes.items()}


def _outcomes(policy: Policy, today: dt.date) -> Iterator[Outcome]:
    now, within = moved(Contact), dt.timedelta(days=policy.asking.invitation.open_days)
    asks = Ask.objects.exclude(invited_at=None).exclude(state__in=NOT_HEARD)
    for pk, activity, state, invited, answered in asks.values_list(
        "contact_id", "activity", "state", "invited_at", "answered_at"
    ):
        if invited is None or day_of(invited, policy) + within >= today:
            continue
        on = day_of(invited, policy)
        in_time = answered is not None and day_of(answered, policy) <= on + within
        yield Outcome(contact=now.get(pk, pk), activity=activity, on=on, said_yes=state in SAID_YES and in_time)
    outside = Approach.objects.filter(asked_on__lt=today - within)
    for pk, activity, on, answer, answered_on in outside.values_list(
        "contact_id", "activity", "asked_on", "answer", "answered_on"
    ):
        in_time = answered_on is None or answered_on <= on + within
        yes = answer in ("accepted", "answered") and in_time
        yield Outcome(contact=now.get(pk, pk), activity=activity, on=on, said_yes=yes)
