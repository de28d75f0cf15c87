"""A hall with few seats in the small town: many people at one large customer, and what Mara does with an opening."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.program.asks.town import POLICY, TODAY, address, colleague
from tests.program.cast import account, contact, know, owner, placed, publish
from vouch.program.colleagues.permissions import Position
from vouch.program.openings import actions
from vouch.program.openings.models import Guest, Opening
from vouch.program.people.models import Contact

OMAR = "o" + f"{1:015x}"
WINS = {
    "win_person": "An evening with four people who run yards as large as yours.",
    "win_company": "Your company hears first what comes next year, and has a say in it.",
}
NOW: dict[str, Any] = {"policy": POLICY, "today": TODAY}


class Hall:
    """`people` at as many customers, in turns of Steel and Food. Mara runs, Omar looks after the first, Sol sells."""

    def __init__(self, people: int = 6, *, stage: str = "advocate") -> None:
        at = [
            account(
                number, f"Company {number}", owner=OMAR if number == 1 else None, segment=["Food", "Steel"][number % 2]
            )
            for number in range(1, people + 1)
        ]
        rows = [contact(number, one, f"P{number} Quist") for number, one in enumerate(at, 1)]
        know(at, rows, [owner(1)])
        publish([placed(one, stage) for one in (*at, *rows)])
        self.mara = colleague("mara", Position.PROGRAMME_MANAGER)
        self.omar = colleague("omar", Position.ACCOUNT_OWNER, owner=OMAR)
        self.sol = colleague("sol", Position.SELLER)
        self.people = [Contact.objects.get(pk=one.id) for one in rows]


def draft(hall: Hall, **more: Any) -> Opening:
    """A dinner for advocates of Food or Steel, three seats, two who can wait."""
    told: dict[str, Any] = {
        "by": hall.mara, "kind": "dinner", "title": "Dinner at the harbour",
        "what": "Eight people, one table, no slides.", "seats": 3, "waiting": 2,
        "deadline": TODAY + dt.timedelta(days=9), "place": "Lisbon", "host": hall.mara,
        "happens_at": dt.datetime.combine(TODAY + dt.timedelta(days=20), dt.time(19), POLICY.zone),
        "criteria": {"stage": "advocate"}, **WINS, **NOW,
    }  # fmt: skip
    return actions.write_opening(**{**told, **more})


def opened(hall: Hall, **more: Any) -> Opening:
    """The same, published."""
    made = draft(hall, **more)
    return actions.publish(by=hall.mara, opening=made, reason="Everybody here is one.", **NOW)


def invite(hall: Hall, opening: Opening, *whom: Contact, **more: Any) -> list[Guest]:
    """Mara invites these, or everybody; whoever may not be fails the test."""
    found = actions.invite(
        by=hall.mara, opening=opening, contacts=whom or hall.people, **{"address": address, **NOW, **more}
    )
    assert not [one.refusal for one in found if one.refusal], [str(one.refusal) for one in found]
    return [one.guest for one in found if one.guest]


def say(guest: Guest, answer: str = "yes", **more: Any) -> Guest:
    """A guest answers in the portal."""
    return actions.answer(**{"guest": guest, "answer": answer, "door": "portal", "address": address, **NOW, **more})


def states(opening: Opening) -> list[str]:
    """The states of its guests, in the order in which they were chosen."""
    return list(opening.guests.order_by("chosen_at", "contact_id").values_list("state", flat=True))
