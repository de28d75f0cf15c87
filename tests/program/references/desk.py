"""The town with a desk: Sol sells to Norden, Mara runs the desk, Ana, Bo and Cy of Acme and Dee of Bolt could speak."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.program.asks.town import POLICY, TODAY, WINS, Town, address, colleague
from vouch.program.colleagues.permissions import Position
from vouch.program.people.models import Contact
from vouch.program.references import actions
from vouch.program.references.actions import DealRow, Written
from vouch.program.references.models import Deal, Match, Request

NEED = "How twelve sites went live in one summer, told to a finance chief."
LATER = TODAY + dt.timedelta(days=14)


class Desk(Town):
    """The town, with one open deal that is ready."""

    def __init__(self, *, stage: str = "advocate") -> None:
        super().__init__(stage=stage)
        self.lea = colleague("lea", Position.PROGRAMME_MANAGER)
        self.norden = deal()


def deal(number: int = 1, *, outcome: str = "open", stage: str = "Negotiation", **more: Any) -> Deal:
    """A deal with Norden."""
    row = DealRow(
        **{
            "system": "salesforce", "source_id": f"006{number}", "name": f"Norden platform {number}",
            "company": "Norden", "stage": stage, "outcome": outcome, "closes_on": LATER, "amount": 120_000.0,
            "currency": "EUR", **more,
        }
    )  # fmt: skip
    at = dt.datetime.combine(TODAY, dt.time(9), tzinfo=dt.UTC)
    actions.publish_deals([row], run=f"run {number} {outcome}", at=at)
    return Deal.objects.get(pk=row.id)


def written(desk: Desk, **more: Any) -> Written:
    """What Sol wants for the deal."""
    told = {
        "activity": "reference_call", "deal": desk.norden.pk, "words": NEED, "needed_by": LATER, "buy_in": True,
        "technical": True, "buyer_name": "Nia Norden", "buyer_email": "nia@norden.example",
    }  # fmt: skip
    return Written(**{**told, **more})


def request(desk: Desk, **more: Any) -> Request:
    """Handed in by Sol."""
    return actions.whole(by=desk.sol, written=written(desk, **more), door="workspace", policy=POLICY, today=TODAY)


def choose(desk: Desk, asked: Request, whom: Contact | None = None, **more: Any) -> Match:
    """Mara chooses Ana."""
    told = {"by": desk.mara, "request": asked, "contact": whom or desk.ana, **WINS}
    return actions.choose(**{**told, "policy": POLICY, "today": TODAY, "address": address, **more})


def go_on() -> int:
    """The worker's look."""
    return actions.go_on_all(policy=POLICY, today=TODAY, address=address)
