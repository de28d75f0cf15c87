"""What happened lately that is worth a word, and what one of us shares with somebody: as colleagues wrote it down."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from vouch.program.colleagues import queries as colleagues
from vouch.program.findings import lists
from vouch.program.findings.filters import Filter
from vouch.program.people import actions
from vouch.program.touch import actions as touch
from vouch.program.touch import queries

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact

REACHED = (
    ("Trucks wait half as long at the gate", 34.0, "minutes less a truck", 2),
    ("The night shift books its own slots", 4.0, "people freed for other work", 4),
)
"""Results that customers signed off: the words, a number with its unit, so many days ago."""
KEPT = ("All gates live before the harvest", 3)
SHARED = "We planned the first rollout together, two weeks in their yard."


@transaction.atomic
def be_in_touch(*, by: User, today: dt.date) -> int:
    """Results and a promise signed off these days, at advocates whose owner does not sign in here; and what `by` shares
    with one of them. Returns how many occasions there are; 0 where somebody said what they share already.

    They are advocates, so nothing of it moves a stage.
    """
    people = _people()
    if not people or queries.in_common_with(people[0].pk):
        return 0
    made = 0
    for person, (text, number, unit, ago) in zip(people, REACHED, strict=False):
        day = today - dt.timedelta(days=ago)
        if person.account is not None:
            actions.enter_result(
                by=by, account=person.account, text=text, reached_on=day, number=number, unit=unit, signed_off_on=day,
                signed_off_by=person.name,
            )  # fmt: skip
            made += 1
    last = people[-1]
    if len(people) > len(REACHED) and last.account is not None:
        day = today - dt.timedelta(days=KEPT[1])
        actions.enter_promise(
            by=by, account=last.account, text=KEPT[0], due_on=day, status="met", decided_on=day, signed_off_on=day,
            signed_off_by=last.name,
        )  # fmt: skip
        made += 1
    touch.say_in_common(by=by, contact=people[0], words=SHARED)
    return made


def _people() -> list[Contact]:
    """One advocate each of three companies whose owner does not work here, by name."""
    ours = {one.owner for one in colleagues.colleagues(active=True) if one.owner}
    found: dict[str, Contact] = {}
    for row in lists.every(Filter(kind="contact", stage="advocate")):
        one = row.contact
        account = one.account if one else None
        if one is not None and account is not None and account.owner_id not in ours:
            found.setdefault(account.pk, one)
    return list(found.values())[: len(REACHED) + 1]
