"""What the last look at pool and pipeline found, published whole: prices, and where the pool falls short."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction

from vouch.program.references.models import Coverage, Price


@transaction.atomic
def publish_prices(
    prices: Mapping[str, float], *, words: Mapping[str, str] | None = None, run: str, today: dt.date
) -> int:
    """Make these the only prices there are, with why in `words`; returns how many."""
    Price.objects.all().delete()
    why = words or {}
    rows = [
        Price(contact_id=pk, price=price, words=why.get(pk, "")[:200], computed_on=today, run=run)
        for pk, price in sorted(prices.items())
    ]
    return len(Price.objects.bulk_create(rows, batch_size=1000))


@transaction.atomic
def publish_coverage(rows: Iterable[Mapping[str, object]], *, run: str, today: dt.date) -> int:
    """Make these the only cells there are, each by the names of `Coverage`; returns how many."""
    Coverage.objects.all().delete()
    made = [Coverage(**row, computed_on=today, run=run) for row in rows]
    return len(Coverage.objects.bulk_create(made, batch_size=1000))
