"""Seven requests at the desk: one that was done, one with times to pick from, one that waits for an owner, three that
are nobody's yet, one of them due, and one for which nobody was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy
from vouch.program.asks.actions import answer_clearance
from vouch.program.colleagues.permissions import Position
from vouch.program.colleagues.queries import colleagues
from vouch.program.people.queries import several_contacts
from vouch.program.references import actions, queries
from vouch.program.references.states import Side, Unfilled
from vouch.runs.desk import fit_for, matches_for

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.references.models import Match, Request

Address = Callable[[str, str], str]
_WINS = {
    "win_person": "You hear how another yard of your size plans its year, and what they would do otherwise.",
    "win_company": "Your company has a peer to call when the next season comes.",
}
_NEEDS: tuple[dict[str, Any], ...] = (
    {"words": "How long it took until drivers stopped waiting at the gate.", "like": {"role": "Head of logistics"},
     "ago": 24, "within": 16, "expected": "positive"},
    {"words": "Whether night shifts kept it up once our people had left.", "like": {"role": "Operations director"},
     "ago": 9, "within": 15},
    {"words": "What it cost all in all, told to somebody who signs.", "like": {"role": "Finance director"},
     "ago": 4, "within": 12},
    {"words": "How agency drivers learned it in a day.", "like": {"role": "Transport manager"}, "ago": 1, "within": 3},
    {"words": "Somebody who moved from paper to slots within a month, in pharmaceuticals.",
     "like": {"role": "Head of transport", "industry": "Pharmaceuticals"}, "must": ["industry"], "ago": 30,
     "within": 9},
    {"words": "What a head of operations would do otherwise, a year later.", "like": {"role": "Head of operations"},
     "ago": 1, "within": 9},
    {"words": "How they counted hours before and after.", "like": {"role": "Supply chain director"}, "ago": 0,
     "within": 14},
)  # fmt: skip


@dataclass(frozen=True)
class _Desk:
    """What every step needs."""

    by: User
    data: Path
    policy: Policy
    today: dt.date
    address: Address


@transaction.atomic
def ask_the_desk(*, by: User, data: Path, policy: Policy, today: dt.date, address: Address) -> int:
    """The seven of them; returns how many were made, 0 where there are some already or no deal is open."""
    sellers = [one for one in colleagues(active=True) if one.role == Position.SELLER]
    open_ = list(queries.deals(limit=40))
    if queries.counts(by, policy=policy, today=today)["all"] or not sellers or len(open_) < len(_NEEDS):
        return 0
    desk = _Desk(by, data, policy, today, address)
    made = [
        _asked(desk, sellers[number % len(sellers)], open_[number * 3 % len(open_)].pk, need)
        for number, need in enumerate(_NEEDS)
    ]
    _done(desk, made[0])
    _times(desk, made[1], today - dt.timedelta(days=8))
    _chosen(desk, made[2], today - dt.timedelta(days=3))
    actions.not_filled(
        by=by, request=made[4], why=Unfilled.NO_MATCH, words="Nobody in that trade has done a call yet.",
        policy=policy, today=today - dt.timedelta(days=22),
    )  # fmt: skip
    return len(made)


def _asked(desk: _Desk, seller: User, deal: str, need: dict[str, Any]) -> Request:
    then = desk.today - dt.timedelta(days=need["ago"])
    written = actions.Written(
        activity="reference_call", deal=deal, words=need["words"], like=need["like"], must=need.get("must", ()),
        needed_by=then + dt.timedelta(days=need["within"]), buy_in=True, technical=True,
        although="Their board decides this month, and asked for it.", expected=need.get("expected", ""),
    )  # fmt: skip
    return actions.whole(by=seller, written=written, door="workspace", policy=desk.policy, today=then)


def _chosen(desk: _Desk, request: Request, day: dt.date) -> Match | None:
    """The first of those who fit whom nothing stands against; nobody where all of them are taken meanwhile."""
    found = matches_for(desk.data, request, policy=desk.policy, today=desk.today, sees_all=True)
    people = {one.pk: one for one in several_contacts([fit.person for fit in found.matches])}
    actions.take(by=desk.by, request=request, policy=desk.policy, today=day)
    for fit in found.matches:
        try:
            with transaction.atomic():
                return actions.choose(
                    by=desk.by, request=request, contact=people[fit.person], policy=desk.policy, today=day,
                    fit=fit_for(request, fit.person, policy=desk.policy, today=desk.today, data=desk.data),
                    address=desk.address, **_WINS,
                )  # fmt: skip
        except Refusal:
            continue
    return None


def _said_yes(desk: _Desk, request: Request, day: dt.date) -> Match | None:
    """Chosen, cleared a day later, and yes two days after that."""
    match = _chosen(desk, request, day)
    if match is None:
        return None
    told: dict[str, Any] = {"policy": desk.policy, "address": desk.address}
    answer_clearance(by=desk.by, ask=match.ask, answer="yes", policy=desk.policy, today=day + dt.timedelta(days=1))
    actions.go_on(match, today=day + dt.timedelta(days=1), **told)
    actions.answer(ask=match.ask, answer="accepted", door="portal", today=day + dt.timedelta(days=3), **told)
    return match


def _times(desk: _Desk, request: Request, day: dt.date, *, soonest: int = 6) -> Match | None:
    match = _said_yes(desk, request, day)
    if match is None:
        return None
    first = dt.datetime.combine(day + dt.timedelta(days=soonest), dt.time(10), tzinfo=desk.policy.zone)
    times = [first + dt.timedelta(days=n, hours=2 * n) for n in range(3)]
    return actions.offer(
        match=match, times=times, side=Side.CUSTOMER, although="The week is full.", door="portal", policy=desk.policy,
        today=day + dt.timedelta(days=3), address=desk.address,
    )  # fmt: skip


def _done(desk: _Desk, request: Request) -> None:
    day = desk.today - dt.timedelta(days=22)
    match = _times(desk, request, day)
    if match is None:
        return
    told: dict[str, Any] = {"policy": desk.policy, "address": desk.address}
    slot = match.slots.filter(gone=False).order_by("starts_at").first()
    if slot is None:
        return
    match = actions.pick(
        match=match, slot=slot.pk, side=Side.SELLER, by=request.seller, door="workspace",
        today=day + dt.timedelta(days=4), **told,
    )  # fmt: skip
    after = day + dt.timedelta(days=7)
    actions.say_how(
        match=match, side=Side.CUSTOMER, grade="positive", minutes=35, again=True, words="Good questions.",
        door="portal", today=after, **told,
    )  # fmt: skip
    actions.say_how(
        match=match, side=Side.SELLER, by=request.seller, grade="very_positive", minutes=35, again=True,
        words="Said what did not work, too; that convinced them.", door="workspace", today=after, **told,
    )  # fmt: skip
