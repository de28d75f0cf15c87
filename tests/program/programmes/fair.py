"""A programme in the small town: Mara plans it, and its asks go through the same steps as everybody's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.program.asks.town import POLICY, TODAY, WINS, Town
from vouch.program.asks.models import Ask
from vouch.program.people.models import Contact
from vouch.program.programmes import actions
from vouch.program.programmes.models import Programme

NOW: dict[str, Any] = {"policy": POLICY, "today": TODAY}


def planned(town: Town, **more: Any) -> Programme:
    """Faster deals: twelve reference calls in a quarter."""
    told: dict[str, Any] = {
        "by": town.mara, "name": "Calls before the fair", "goal": "faster_deals", "aim": 12,
        "measure": "reference calls held", "begins": TODAY - dt.timedelta(days=60),
        "ends": TODAY + dt.timedelta(days=30), **NOW,
    }  # fmt: skip
    return actions.write_programme(**{**told, **more})


def running(town: Town, **more: Any) -> Programme:
    """The same, begun."""
    return actions.begin(by=town.mara, programme=planned(town, **more), **NOW)


def asked(programme: Programme, whom: Contact, state: str, *, ago: int = 40, **more: Any) -> Ask:
    """An ask that left so many days ago and stands so now, in the programme."""
    left = timezone.now() - dt.timedelta(days=ago)
    answered = None if state in ("invited", "no_answer") else left + dt.timedelta(days=2)
    done = left + dt.timedelta(days=5) if state in ("done", "thanked") else None
    told: dict[str, Any] = {
        "contact": whom, "account": whom.account, "activity": "reference_call", "state": state, **WINS,
        "policy": "p", "proposed_at": left, "invited_at": left, "answered_at": answered, "done_at": done,
        "changed_at": left, "origin": "outside",
    }  # fmt: skip
    ask = Ask.objects.create(**{**told, **more})
    actions.add_asks(by=programme.leader, programme=programme, asks=[ask], **NOW)
    return ask
