"""What some customers of the sample company said: permissions, limits, consents and holds, kept as anybody's are.

The exports of a company do not hold them; a programme learns them in talks. Only a handful is said, so that the pages
show both what is known and what is not known yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vouch.program.consent import actions
from vouch.program.consent.queries import permissions_of
from vouch.program.findings.filters import Filter
from vouch.program.findings.lists import page
from vouch.program.findings.queries import people_of

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Account, Contact

_MANY = 8
"""Customers who said something, of each stage."""


def say(*, by: User, today: dt.date) -> int:
    """Keep what they said, unless it was kept before. Returns how many customers said something."""
    customers = [*_best("advocate"), *_best("loyal"), *_best("satisfied")]
    if any(permissions_of(account.pk) for account, _ in customers):
        return 0
    for number, (account, people) in enumerate(customers):
        _company(by, account, people, today, number)
        if people:
            _person(by, people[number % len(people)], number, today)
    return len(customers)


def _best(stage: str) -> Iterator[tuple[Account, Sequence[Contact]]]:
    """The most valuable customers of a stage, with their people."""
    for row in page(Filter(stage=stage), order="value", limit=_MANY).rows:
        if row.account is not None:
            people = [one.contact for one in people_of(row.account.pk, limit=6) if one.contact]
            yield row.account, people


def _company(by: User, account: Account, people: Sequence[Contact], today: dt.date, number: int) -> None:
    who = people[0] if people else None
    said_on = today - dt.timedelta(days=40 + 17 * number)

    def word(activity: str, allowed: str, *, legal: bool = False, **more: object) -> None:
        someone = {"said_by": "Legal"} if legal or who is None else {"said_by_contact": who}
        actions.set_permission(
            by=by,
            account=account,
            activity=activity,
            allowed=allowed,
            said_on=said_on,
            **someone,
            **more,  # type: ignore[arg-type]
        )

    word("private_quote", "yes", until=today + dt.timedelta(days=220))
    word("reference_call", "ask_first" if number % 2 else "yes", at_most=2, per_days=365)
    word("logo", "ask_first" if number % 3 else "yes", legal=True, uses=("web site",), note="About three weeks")
    if number % 4 == 0:
        word("case_study", "never")
    if number % 5 == 0:
        actions.hold(
            by=by, account=account, kind="by_hand", from_on=today - dt.timedelta(days=6),
            until=today + dt.timedelta(days=24), reason="They are moving offices; nobody has time before the move",
        )  # fmt: skip
    if number % 7 == 3:
        actions.hold(
            by=by, account=account, kind="legal", from_on=today - dt.timedelta(days=30),
            reason="Their lawyers look at the merger; nothing leaves the house until they are done",
        )  # fmt: skip


def _person(by: User, person: Contact, number: int, today: dt.date) -> None:
    match number % 4:
        case 0:
            actions.set_limits(contact=person, exposure=3, every_days=60, topics=["Planning"], channels=["mail"])
        case 1:
            actions.say_consent(
                contact=person, purpose="quote", given=True, door="staff", by=by, evidence="A call in spring"
            )
        case 2:
            actions.say_consent(contact=person, purpose="image", given=False, door="portal")
            actions.set_limits(contact=person, refused=["webinar", "conference_talk"], name_use="ask")
        case _:
            actions.pause(contact=person, until=today + dt.timedelta(days=45))
