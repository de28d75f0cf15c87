"""Everybody at a customer with what decides about them, so many at a time, each time in as many statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from vouch.domain.asking import Situation
from vouch.domain.policy import Policy
from vouch.program.asks.queries.situations import situations
from vouch.program.findings.models import Placement
from vouch.program.people.models import Contact

AT_ONCE = 400
"""People of one look: so few that both databases take their ids as one list, so many that statements do not count."""

_COLUMNS = (
    "pk", "account_id", "name", "title", "suggested_role", "account__name", "account__segment", "account__industry",
    "account__employees", "account__yearly_value", "account__owner_id", "placement__stage", "placement__progress",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One person at a customer: who, where, how much is known, and their situation on the day."""

    contact: str
    account: str
    name: str
    title: str
    suggested_role: str
    company: str
    segment: str
    industry: str
    employees: int | None
    yearly_value: float | None
    owner: str
    own_stage: str
    progress: float
    situation: Situation


def everybody(
    *, policy: Policy, today: dt.date, at_once: int = AT_ONCE, stages: Collection[str] = ()
) -> Iterator[list[Looked]]:
    """The people who work at customers now, account by account, in parts of at most `at_once`.

    `stages`: only those who stand at one of these, and whose company does too; empty: wherever they stand.
    """
    there = Contact.objects.filter(account__customer=True).filter(Q(left_on=None) | Q(left_on__gt=today))
    if stages:
        at = Placement.objects.filter(kind="account", stage__in=list(stages)).values("account_id")
        there = there.filter(placement__stage__in=list(stages), account__in=at)
    rows = there.order_by("account_id", "pk")
    after: tuple[str, str] | None = None
    while True:
        part = rows.filter(Q(account_id__gt=after[0]) | Q(account_id=after[0], pk__gt=after[1])) if after else rows
        told = list(part.values_list(*_COLUMNS)[:at_once])
        if told:
            yield _looked(told, policy, today)
        if len(told) < at_once:
            return
        after = (str(told[-1][1]), told[-1][0])


def those(contacts: Sequence[str], *, policy: Policy, today: dt.date) -> list[Looked]:
    """These people, where they work at a customer; the others are left out."""
    rows = Contact.objects.filter(pk__in=contacts, account__customer=True).order_by("account_id", "pk")
    told = list(rows.values_list(*_COLUMNS))
    return _looked(told, policy, today) if told else []


def _looked(rows: Sequence[Sequence[object]], policy: Policy, today: dt.date) -> list[Looked]:
    told: list[dict[str, Any]] = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    known = situations([str(one["pk"]) for one in told], policy=policy, today=today)
    return [
        Looked(
            contact=one["pk"],
            account=one["account_id"],
            name=one["name"],
            title=one["title"],
            suggested_role=one["suggested_role"],
            company=one["account__name"],
            segment=one["account__segment"],
            industry=one["account__industry"],
            employees=one["account__employees"],
            yearly_value=one["account__yearly_value"],
            owner=one["account__owner_id"] or "",
            own_stage=one["placement__stage"] or "",
            progress=one["placement__progress"] or 0.0,
            situation=known[one["pk"]],
        )
        for one in told
        if one["pk"] in known
    ]
