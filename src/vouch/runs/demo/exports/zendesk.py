"""What does the help desk export say? The CSV of a Zendesk view with every ticket, in the order Zendesk writes it."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

from vouch.runs.demo.exports.sheet import Sheet, at, header
from vouch.runs.demo.lives.events import Case
from vouch.runs.demo.lives.life import Life

_FIRST_REPLY = "First reply time in minutes"
_WAITED = (
    "First resolution time in minutes",
    "Full resolution time in minutes",
    "Requester wait time in minutes",
)
_ON_DUTY = ("Sunniva Hauge", "Kofi Adomako", "Lerato Dlamini", "Ruairí Molloy")
_EPOCH = date(2015, 1, 1)


class Zendesk:
    """The one file, written life by life."""

    def __init__(self, folder: Path, stack: ExitStack, accounts: int) -> None:
        self._sheet = Sheet(folder, "zendesk/tickets.csv", header("tickets"), stack)
        self.sheets = (self._sheet,)
        self._a_day = max(10, accounts)  # more than any day brings, so that numbers follow the calendar
        self._of_day: dict[date, int] = {}

    def write(self, life: Life) -> None:
        """All tickets of one company."""
        for case in life.cases:
            self._ticket(life, case)

    def _ticket(self, life: Life, case: Case) -> None:
        person, rng = case.person, life.rng
        number = self._of_day.get(case.opened, 0)
        self._of_day[case.opened] = number + 1
        spread = number * 5 + life.company.number + case.opened.day  # so that a day's cases do not all come at six
        opened = at(case.opened, spread, hour=6)
        solved = at(case.closed, spread + 3, hour=12) if case.closed else None
        minutes = int((solved - opened).total_seconds() // 60) if solved else None
        reply = rng.randint(4, 190)
        urgent = case.priority == "Urgent"
        self._sheet.add({
            "Summation column": 1, "Id": (case.opened - _EPOCH).days * self._a_day + number, "Requester": person.name,
            "Requester id": 360_000_000_000 + person.number * 7_919, "Requester external id": person.id,
            "Requester email": person.email, "Requester domain": life.company.domain, "Submitter": person.name,
            "Assignee": rng.choice(_ON_DUTY), "Group": "Gate and dock" if urgent else "Help desk",
            "Subject": case.subject, "Tags": "outage escalation" if urgent else "", "Priority": case.priority,
            "Status": "Closed" if case.closed else "Open", "Via": rng.choice(("Mail", "Web form", "Web form", "Phone")),
            "Ticket type": case.type.capitalize(), "Created at": _minute(opened),
            "Updated at": _minute(solved or at(life.ago(1), spread, hour=12)), "Assigned at": _minute(opened),
            "Organization": life.company.name, "Due date": "-", "Initially assigned at": _minute(opened),
            "Solved at": _minute(solved) if solved else "-",
            "Resolution time": round(minutes / 60, 2) if minutes else "-",
            "Satisfaction Score": "Not Offered" if not case.closed else
            "Offered" if case.satisfied is None else "Good" if case.satisfied else "Bad",
            "Group stations": 1, "Assignee stations": rng.choice((1, 1, 2)), "Reopens": case.reopens,
            "Replies": rng.randint(1, 7), _FIRST_REPLY: reply, f"{_FIRST_REPLY} within business hours": reply,
            **dict.fromkeys(_WAITED, minutes), "On hold time in minutes": 0,
        })  # fmt: skip


def _minute(moment: datetime) -> str:
    return moment.isoformat(" ", "minutes")
