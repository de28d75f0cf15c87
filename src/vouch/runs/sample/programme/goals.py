"""What some members of the sample company want for themselves: said by them, or noted after a talk."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from vouch.domain.policy import Policy
from vouch.program.members.queries import answers
from vouch.program.people.goals.actions import state_goal
from vouch.program.people.goals.noting import note_goal
from vouch.program.people.goals.queries import every_goal
from vouch.program.people.queries import several_contacts

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

SAID = (
    ("career", "to lead operations for the whole group one day"),
    ("network", "to know people who run yards as large as ours"),
    ("learning", "to see how others plan without a night shift"),
    ("recognition", "that my team is seen for what it built"),
    ("career", "to speak at a conference of my trade"),
    ("cause", "fewer empty runs on our roads"),
    ("other", "time to write down what I know before I retire"),
)
"""What people say, in turns."""
NOTED = (
    ("network", "to meet somebody who has merged two depots", "a call about the merger"),
    ("learning", "to understand what the auditors look at", "lunch after the workshop"),
    ("career", "a seat on a board of the trade association", "the dinner in Lisbon"),
)
"""What colleagues heard, and where."""


@transaction.atomic
def say_what_they_want(*, by: User, policy: Policy, today: dt.date) -> int:
    """Every other member says a goal, and of some a colleague noted one. Returns how many; 0 where there are some."""
    if every_goal():
        return 0
    members = several_contacts(sorted({who for who, _said, _on in answers()}))
    for number, one in enumerate(members):
        if number % 2 == 0:
            kind, words = SAID[number // 2 % len(SAID)]
            state_goal(contact=one, kind=kind, words=words, policy=policy, today=today)
        if number % 5 == 1:
            kind, words, where = NOTED[number // 5 % len(NOTED)]
            note_goal(
                by=by, contact=one, kind=kind, words=words, where=where, said_on=today - dt.timedelta(days=9 + number),
                policy=policy, today=today,
            )  # fmt: skip
    return len(every_goal())
