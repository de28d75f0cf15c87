"""What do colleagues hear by mail? Once a day at most, all that waits for them; at once only what is urgent.

A mail's key names colleague and day, so it is written once however many workers run. With it, in one transaction, the
clearances in it are noted as mailed, and those whose owner only wants to be told go on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from vouch.domain.errors import Conflict
from vouch.domain.policy import Policy
from vouch.program.asks import letters, links
from vouch.program.asks.actions.tending import let_go_on
from vouch.program.asks.days import moment_on
from vouch.program.asks.letters.day import Question, Week
from vouch.program.asks.links import Address
from vouch.program.asks.models import Clearance, Link
from vouch.program.asks.queries.week import week_of
from vouch.program.asks.states import AskState, LinkKind, Rule
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.outbox.actions import write
from vouch.program.outbox.models import Message

Beside = Callable[[User], str]
"""What else is new for a colleague today, in a line; empty for nothing."""

_LINK_DAYS = 30
MONDAY = 0


def tell_urgent(*, policy: Policy, today: dt.date, address: Address) -> int:
    """Ask the owners of urgent asks at once, one mail each. Returns how many mails were written."""
    rows = _open().filter(mailed_at=None, ask__urgent=True)
    count = 0
    for row in rows[:200]:
        for user in _readers(row):
            count += _write(user, [row], None, f"clearance {row.pk} {user.pk}", policy, today, address)
    return count


def tell_daily(*, policy: Policy, today: dt.date, address: Address, beside: Beside | None = None) -> int:
    """Write each colleague's mail of the day, where there is something new to tell. Returns how many were written.

    On Mondays it says how the week looks as well. `beside`: what else is new for a colleague today, in a line; rooms
    above this one know.
    """
    count = 0
    for user in User.objects.filter(is_active=True, joined_at__isnull=False).order_by("pk"):
        key = f"day {user.pk} {today.isoformat()}"
        if Message.objects.filter(key=key).exists():
            continue
        rows = [row for row in _open().filter(_whose(user)) if user in _readers(row)]
        week = week_of(user, policy=policy, today=today) if today.weekday() == MONDAY else None
        also = beside(user) if beside else ""
        if also or any(_new_to(user, row) for row in rows) or (week is not None and week.anything):
            count += _write(user, rows, week, key, policy, today, address, also)
    return count


def _write(
    user: User,
    rows: Sequence[Clearance],
    week: Week | None,
    key: str,
    policy: Policy,
    today: dt.date,
    address: Address,
    also: str = "",
) -> int:
    try:
        with transaction.atomic():
            _written(user, rows, week, key, policy, today, address, also)
    except Conflict:
        return 0  # another worker was quicker
    return 1


def _written(
    user: User,
    rows: Sequence[Clearance],
    week: Week | None,
    key: str,
    policy: Policy,
    today: dt.date,
    address: Address,
    also: str,
) -> None:
    at = moment_on(today, policy)
    questions = [_question(row, user, at, address) for row in rows]
    letter = letters.day(user, questions, week, policy=policy, page=address("this_week", ""), also=also)
    write(letter, key=key)
    for row in rows:
        if row.rule == Rule.TELL:
            let_go_on(row, policy=policy, today=today)
    Clearance.objects.filter(pk__in=[row.pk for row in rows], mailed_at=None).update(mailed_at=at)


def _new_to(user: User, row: Clearance) -> bool:
    """Whether they have had no mail about it yet: several programme managers may be asked the same."""
    since = row.passed_at or row.asked_at
    return (
        row.mailed_at is None
        or not Link.objects.filter(kind=LinkKind.CLEARANCE, ask=row.ask_id, user=user, made_at__gte=since).exists()
    )


def _question(row: Clearance, user: User, at: dt.datetime, address: Address) -> Question:
    secret = links.make(LinkKind.CLEARANCE, at=at, days=_LINK_DAYS, ask=row.ask, user=user)
    return Question(row, address(LinkKind.CLEARANCE, secret))


def _open() -> QuerySet[Clearance]:
    rows = Clearance.objects.filter(answered_at=None, ask__state=AskState.PROPOSED)
    return rows.select_related("ask__contact", "ask__account__owner", "ask__proposed_by", "asked").order_by(
        "due_on", "pk"
    )


def _whose(user: User) -> Q:
    whose = Q(asked=user)
    if user.role in (Position.PROGRAMME_MANAGER, Position.ADMINISTRATOR):
        whose |= Q(asked=None)
    return whose


def _readers(row: Clearance) -> Iterable[User]:
    """Whom the question goes to: the one who is asked, else the programme managers, else the administrators."""
    if row.asked is not None and row.asked.is_active:
        return [row.asked]
    joined = User.objects.filter(is_active=True, joined_at__isnull=False)
    for role in (Position.PROGRAMME_MANAGER, Position.ADMINISTRATOR):
        if found := list(joined.filter(role=role)):
            return found
    return []
