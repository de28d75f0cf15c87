"""Which deals are there, and what became of them? Written by runs alone, whole, after each placement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from vouch.program.people.folding import fold
from vouch.program.references.models import Deal, Request
from vouch.program.references.states import UNDER_WAY, Outcome

_AT_ONCE = 1000
_KEPT = ("system", "source_id", "name", "folded", "account", "company", "owner", "type", "stage", "amount", "currency",
         "created_on", "closes_on", "renewal", "outcome", "run")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class DealRow:
    """A deal as a run found it: internal ids of buyer and owner, empty where nobody is known."""

    system: str
    source_id: str
    name: str
    account: str = ""
    company: str = ""
    owner: str = ""
    type: str = ""
    stage: str = ""
    amount: float | None = None
    currency: str = ""
    created_on: dt.date | None = None
    closes_on: dt.date | None = None
    renewal: bool = False
    outcome: str = Outcome.OPEN

    @property
    def id(self) -> str:
        """System and id there, joined."""
        return f"{self.system}:{self.source_id}"[:300]


@transaction.atomic
def publish_deals(rows: Iterable[DealRow], *, run: str, at: dt.datetime) -> int:
    """Make these the only deals there are, but for those that a request is for; requests follow the fate of theirs.

    Returns how many there are now.
    """
    made = [_row(one, run) for one in rows]
    for begin in range(0, len(made), _AT_ONCE):
        Deal.objects.bulk_create(
            made[begin : begin + _AT_ONCE], update_conflicts=True, unique_fields=["id"], update_fields=_KEPT
        )
    asked = Request.objects.exclude(deal=None).values("deal_id")
    Deal.objects.exclude(run=run).exclude(pk__in=asked).delete()
    follow_deals(at=at)
    return len(made)


def follow_deals(*, at: dt.datetime) -> int:
    """Note on each request what became of its deal; returns how many changed. Deals of the same outcome at once."""
    count = 0
    for outcome in Outcome.values:
        rows = Request.objects.filter(deal__outcome=outcome).exclude(outcome=outcome)
        pks = list(rows.values_list("pk", flat=True))
        when = None if outcome == Outcome.OPEN else at
        count += Request.objects.filter(pk__in=pks).update(outcome=outcome, outcome_at=when)
    return count


def decided_meanwhile() -> list[Request]:
    """Requests under way whose deal was decided: whoever runs the desk is told, and ends them."""
    rows = Request.objects.select_related("seller", "taken_by", "deal")
    return list(rows.filter(state__in=UNDER_WAY).exclude(outcome=Outcome.OPEN).order_by("outcome_at", "key"))


def _row(one: DealRow, run: str) -> Deal:
    return Deal(
        id=one.id,
        system=one.system[:32],
        source_id=one.source_id[:255],
        name=one.name[:255],
        folded=fold(one.name)[:255],
        account_id=one.account or None,
        company=one.company[:255],
        owner_id=one.owner or None,
        type=one.type[:120],
        stage=one.stage[:120],
        amount=one.amount,
        currency=one.currency[:3],
        created_on=one.created_on,
        closes_on=one.closes_on,
        renewal=one.renewal,
        outcome=one.outcome,
        run=run,
    )
