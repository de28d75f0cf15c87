"""Everybody at a customer with what decides about them, in a fixed number of statements; or some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Q

from vouch.domain.asking import Situation
from vouch.domain.policy import Policy
from vouch.domain.stages import Stage
from vouch.program.asks.queries.situations import Background, Placed, Whom, background, situations
from vouch.program.findings.models import Placement
from vouch.program.people.models import Account, Contact

AT_ONCE = 400
"""People of one part: so few that both databases take their ids as one list, so many that statements do not count."""

_COLUMNS = ("pk", "account_id", "name", "title", "suggested_role", "email", "opted_out", "left_on")
_OWN = ("placement__stage", "placement__latent", "placement__progress")
_FIRM = ("pk", "name", "segment", "industry", "employees", "yearly_value", "owner_id")


class Firm(NamedTuple):
    """What is known of where somebody works."""

    pk: str
    name: str
    segment: str
    industry: str
    employees: int | None
    yearly_value: float | None
    owner: str | None


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
    What decides about them is read once for all; it is that of the moment in which the first part is asked for.
    """
    there = Contact.objects.filter(account__customer=True).filter(Q(left_on=None) | Q(left_on__gt=today))
    if stages:
        at = Placement.objects.filter(kind="account", stage__in=list(stages)).values("account_id")
        there = there.filter(placement__stage__in=list(stages), account__in=at)
    firms = {row[0]: Firm(*row) for row in Account.objects.filter(customer=True).values_list(*_FIRM).iterator(5000)}
    known = background(firms, policy=policy, today=today)
    rows = there.order_by("account_id", "pk").values_list(*_COLUMNS, *_OWN).iterator(chunk_size=5000)
    while told := list(islice(rows, at_once)):
        yield [_looked(row, firms[row[1]], known) for row in told if row[1] in firms]


def those(contacts: Sequence[str], *, policy: Policy, today: dt.date) -> list[Looked]:
    """These people, where they work at a customer; the others are left out."""
    rows = Contact.objects.filter(pk__in=contacts, account__customer=True).order_by("account_id", "pk")
    told = list(rows.values_list(*_COLUMNS, *_OWN))
    firms = {row[0]: Firm(*row) for row in Account.objects.filter(pk__in={row[1] for row in told}).values_list(*_FIRM)}
    known = situations([row[0] for row in told], policy=policy, today=today) if told else {}
    return [_looked(row, firms[row[1]], known) for row in told if row[0] in known and row[1] in firms]


def _looked(row: Sequence[Any], at: Firm, known: Background | Mapping[str, Situation]) -> Looked:
    pk, account, name, title, role, email, opted_out, left_on, stage, latent, progress = row
    if isinstance(known, Background):
        own = Placed(_STAGES[stage], latent) if stage else None
        situation = known.of(Whom(pk, name, email, opted_out, left_on, account, at.name, True, own))
    else:
        situation = known[pk]
    return Looked(
        contact=pk,
        account=account,
        name=name,
        title=title,
        suggested_role=role,
        company=at.name,
        segment=at.segment,
        industry=at.industry,
        employees=at.employees,
        yearly_value=at.yearly_value,
        owner=at.owner or "",
        own_stage=stage or "",
        progress=progress or 0.0,
        situation=situation,
    )


_STAGES = {stage.value: stage for stage in Stage}
