"""What was spent: written down as it comes, and taken back where it was a mistake."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction

from vouch.domain.errors import BadInput, NotFound
from vouch.domain.policy import Policy
from vouch.program.asks.days import moment_on
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.programmes.actions.turn import take_turn
from vouch.program.programmes.models import Cost, Programme
from vouch.program.programmes.states import CostKind

_MOST_MONEY, _MOST_HOURS = Decimal(999_999_999), Decimal(10_000)


@transaction.atomic
def add_cost(
    *,
    by: User,
    programme: Programme,
    kind: str,
    on: dt.date,
    money: Decimal | None = None,
    hours: Decimal | None = None,
    words: str = "",
    policy: Policy,
    today: dt.date,
) -> Cost:
    """Write down one cost. Raises NotAllowed; BadInput with the field; Conflict where the programme has ended."""
    require(by, "run_programmes")
    found = take_turn(programme.pk)
    if kind not in CostKind.values:
        raise BadInput("bad_kind", f"A cost is one of: {', '.join(CostKind.labels)}.", field="kind")
    if kind == CostKind.HOURS and hours is None:
        raise BadInput("how_many_hours", "Say how many hours it took.", field="hours")
    if money is None and hours is None:
        raise BadInput("costs_nothing", "Say what it cost: money, hours of ours, or both.", field="money")
    if money is not None and not 0 <= money <= _MOST_MONEY:
        raise BadInput("money", "A cost is 0 or more, and below a thousand million.", field="money")
    if hours is not None and not 0 < hours <= _MOST_HOURS:
        raise BadInput("hours", f"Hours are more than 0 and at most {_MOST_HOURS:,}.", field="hours")
    if on > today:
        raise BadInput("not_yet", "Write a cost down once it is there: this day has not come.", field="on")
    made = Cost.objects.create(
        programme=found, kind=kind, on=on, money=money, hours=hours, by=by, at=moment_on(today, policy),
        words=" ".join(words.replace("\0", "").split())[:200],
    )  # fmt: skip
    record(by=by, action="add_cost", kind="programme", object_id=found.pk, cost=made.pk)
    return made


@transaction.atomic
def take_cost_back(*, by: User, programme: Programme, cost: int) -> None:
    """Take a cost out that was written down by mistake. Raises NotAllowed; NotFound; Conflict once it has ended."""
    require(by, "run_programmes")
    found = take_turn(programme.pk)
    if not Cost.objects.filter(pk=cost, programme=found).delete()[0]:
        raise NotFound("no_such_cost", "There is no such cost any more.")
    record(by=by, action="take_cost_back", kind="programme", object_id=found.pk, cost=cost)
