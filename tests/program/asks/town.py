"""A small town to ask in: Acme with Ana and Bo, looked after by Omar; Mara runs the programme, Sol sells."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.program.cast import NOON, account, contact, know, owner, placed, publish
from vouch.domain.policy import load
from vouch.program.asks import actions
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.people.models import Contact

POLICY = load()
_NOW = dt.datetime.now(POLICY.zone).date()
TODAY = _NOW - dt.timedelta(days={0: 2, 6: 1}.get(_NOW.weekday(), 0))
"""The day the tests run, as links grow old by the real clock; no Monday, which has its own mail, nor the eve of one."""
WINS = {
    "win_person": "Sixty peers hear how you brought twelve sites live in a summer.",
    "win_company": "Acme is named first where buyers of its own field look.",
}


class Town:
    """The people of the town."""

    def __init__(self, *, stage: str = "advocate") -> None:
        first, second = account(1, "Acme", owner="o" + f"{1:015x}"), account(2, "Bolt")
        people = [
            contact(1, first, "Ana Silva"),
            contact(2, first, "Bo Berg"),
            contact(3, first, "Cy Chan"),
            contact(4, second, "Dee Diaz"),
        ]
        know([first, second], people, [owner(1)])
        publish([placed(one, stage) for one in (first, second, *people)])
        self.mara = colleague("mara", Position.PROGRAMME_MANAGER)
        self.omar = colleague("omar", Position.ACCOUNT_OWNER, owner=f"o{1:015x}")
        self.sol = colleague("sol", Position.SELLER)
        self.ana, self.bo, self.cy, self.dee = (Contact.objects.get(pk=one.id) for one in people)


def colleague(name: str, role: Position, *, owner: str = "") -> User:
    """A colleague who has joined."""
    who = User(email=f"{name}@example.com", name=name.title(), role=role.value, owner=owner, joined_at=NOON)
    who.set_unusable_password()
    who.save()
    return who


def propose(town: Town, whom: Contact | None = None, **more: Any) -> Ask:
    """Mara proposes a reference call of Ana."""
    told = {"by": town.mara, "contact": whom or town.ana, "activity": "reference_call", **WINS}
    return actions.propose(**{**told, "policy": POLICY, "today": TODAY, **more})


def clear(town: Town, ask: Ask, answer: str = "yes", **more: Any) -> Ask:
    """Omar answers."""
    told = {"by": town.omar, "ask": ask, "answer": answer, "policy": POLICY, "today": TODAY}
    return actions.answer_clearance(**{**told, **more})


def address(kind: str, secret: str) -> str:
    """Where a page is."""
    return f"https://vouch.example.com/{kind}/{secret}"


def send(town: Town, *asks: Ask, **more: Any) -> list[actions.Sent]:
    """Mara sends."""
    told = {"by": town.mara, "asks": asks, "policy": POLICY, "today": TODAY, "address": address}
    return actions.send(**{**told, **more})


def invited(town: Town, whom: Contact | None = None, **more: Any) -> Ask:
    """Proposed, cleared and sent."""
    (sent,) = send(town, clear(town, propose(town, whom, **more)))
    assert sent.refusal is None, sent.refusal
    return sent.ask
