"""Three openings with a story: a dinner that is full, a session just published, a draft that nobody qualifies for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vouch.domain.policy import Policy
from vouch.program.colleagues.permissions import Position
from vouch.program.colleagues.queries import colleagues
from vouch.program.openings import actions, queries

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.openings.models import Guest, Opening
    from vouch.program.people.models import Contact

Address = Callable[[str, str], str]

_DINNER: dict[str, Any] = {
    "kind": "dinner",
    "title": "Dinner for eight at the harbour",
    "what": "One table, three courses, no slides. Everybody brings one thing that went wrong, and what came of it.",
    "win_person": "You meet people who run yards as large as yours, and who have been where you want to go.",
    "win_company": "Your company hears at first hand what others tried, and need not try it too.",
    "seats": 3,
    "waiting": 4,
    "place": "Restaurante Doca, Lisbon",
    "minutes": 180,
}
_SESSION: dict[str, Any] = {
    "kind": "executive_session",
    "title": "An hour with our head of product",
    "what": "What should we build next, and what should we leave? You bring your list; she brings hers.",
    "win_person": "Your list is read by the one who decides, and you hear why or why not.",
    "win_company": "What your company needs next year is looked at before the plan is made.",
    "seats": 2,
    "waiting": 3,
    "place": "By video",
    "minutes": 60,
    "decides": "named",
}
_STAGE: dict[str, Any] = {
    "kind": "stage",
    "title": "The closing talk of our customers’ day",
    "what": "Twenty minutes on the large stage, filmed, with somebody of ours who helps with the slides.",
    "win_person": "Three hundred people of your trade see how you did it, and you have the film.",
    "win_company": "Your company is seen where buyers and future colleagues look.",
    "seats": 1,
    "waiting": 1,
    "place": "Lisbon",
    "minutes": 30,
    "rung": "conference_talk",
}
_SAID = ("yes", "yes", "yes", "yes", "yes", "no", "not_now", "", "")
"""What the guests of the dinner say, in the order in which they were chosen; empty: nothing yet."""


@transaction.atomic
def open_to_customers(*, by: User, policy: Policy, today: dt.date, address: Address) -> int:
    """The three of them; returns how many were made, 0 where there are some already."""
    if any(queries.counts().values()):
        return 0
    _dinner(by, policy, today, address)
    _session(by, policy, today, address)
    day = today + dt.timedelta(days=75)
    actions.write_opening(
        by=by, **_STAGE, deadline=today + dt.timedelta(days=30), happens_at=_at(day, 16, policy), host=by,
        criteria={"stage": "advocate", "acts": 5, "act": "conference_talk"}, policy=policy, today=today,
    )  # fmt: skip
    return 3


def _dinner(by: User, policy: Policy, today: dt.date, address: Address) -> None:
    then = today - dt.timedelta(days=12)
    made = actions.write_opening(
        by=by, **_DINNER, deadline=today + dt.timedelta(days=9), host=by,
        happens_at=_at(today + dt.timedelta(days=18), 19, policy), criteria={"stage": "loyal"},
        policy=policy, today=then,
    )  # fmt: skip
    opening = _published(by, made, policy, then)
    for number, guest in enumerate(_invited(by, opening, len(_SAID), policy, then, address)):
        if _SAID[number]:
            day = then + dt.timedelta(days=min(1 + number, 11))
            actions.answer(guest=guest, answer=_SAID[number], door="link", policy=policy, today=day, address=address)


def _session(by: User, policy: Policy, today: dt.date, address: Address) -> None:
    owners = [one for one in colleagues(active=True) if one.role == Position.ACCOUNT_OWNER]
    made = actions.write_opening(
        by=by, **_SESSION, deadline=today + dt.timedelta(days=14), host=by, decider=owners[0] if owners else by,
        happens_at=_at(today + dt.timedelta(days=28), 10, policy), criteria={"stage": "satisfied", "acts": 1},
        policy=policy, today=today,
    )  # fmt: skip
    _invited(by, _published(by, made, policy, today), 4, policy, today, address)


def _published(by: User, made: Opening, policy: Policy, day: dt.date) -> Opening:
    reason = "Part of the sample: what it shows matters more than who fits."
    return actions.publish(by=by, opening=made, reason=reason, policy=policy, today=day)


def _invited(by: User, opening: Opening, count: int, policy: Policy, day: dt.date, address: Address) -> Sequence[Guest]:
    """So many guests, those first who qualify and were given least; no two of one company."""
    chosen: list[Contact] = []
    at: set[str | None] = set()
    for one in queries.fitting(opening, policy=policy, today=day).free:
        if one.qualifies and one.contact.account_id not in at and len(chosen) < count:
            at.add(one.contact.account_id)
            chosen.append(one.contact)
    found = actions.invite(by=by, opening=opening, contacts=chosen, policy=policy, today=day, address=address)
    return [one.guest for one in found if one.guest is not None]


def _at(day: dt.date, hour: int, policy: Policy) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), policy.zone)
