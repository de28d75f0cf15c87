"""On the way to a call: Ana said yes to Norden, names three times, one is picked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.program.asks.town import POLICY, TODAY, address, clear
from tests.program.references.desk import Desk, choose, go_on, request
from vouch.program.outbox.models import Message
from vouch.program.people.models import Contact
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.models import Match, Request
from vouch.program.references.states import Side

NOW: dict[str, Any] = {"policy": POLICY, "today": TODAY, "address": address}
"""What every action is told."""


def at(days: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    """An hour of a day from today on, in UTC."""
    return dt.datetime.combine(TODAY + dt.timedelta(days=days), dt.time(hour, minute), tzinfo=dt.UTC)


THREE = [at(2), at(3, 14), at(4, 16, 30)]


def answered(match: Match, word: str = "accepted", **more: Any) -> Match:
    """The person answers in the portal."""
    actions.answer(ask=match.ask, answer=word, door="portal", **NOW, **more)
    return now(match.pk)


def willing(desk: Desk, asked: Request | None = None, whom: Contact | None = None) -> Match:
    """Chosen, cleared, invited, and they said yes."""
    match = choose(desk, asked or request(desk), whom)
    clear(desk, match.ask, by=desk.omar if match.account_id == desk.ana.account_id else desk.mara)
    go_on()
    return answered(match)


def offered(match: Match, times: list[dt.datetime] | None = None, **more: Any) -> Match:
    """The person names times in the portal."""
    told = {"match": match, "times": times or THREE, "side": Side.CUSTOMER, "door": "portal", **NOW}
    return actions.offer(**{**told, **more})


def booked(desk: Desk, match: Match, place: int = 0) -> Match:
    """The seller picks one of them."""
    slots = [one for one in now(match.pk).slots.all() if not one.gone]
    return actions.pick(match=match, slot=slots[place].pk, side=Side.SELLER, by=desk.sol, door="workspace", **NOW)


def tend(days: float = 0) -> dict[str, int]:
    """The worker's look, some days from now."""
    moment = dt.datetime.combine(TODAY, dt.time(12), tzinfo=POLICY.zone) + dt.timedelta(days=days)
    told = {**NOW, "today": moment.astimezone(POLICY.zone).date()}
    return actions.tend(**told, at=moment)


def mails(to: str) -> list[str]:
    """Subjects of what was written to them, oldest first."""
    return list(Message.objects.filter(to=to).order_by("id").values_list("subject", flat=True))
