"""How do the figures of the people there are reach the pages? All at once, after everybody was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction

from vouch.program.history.actions import record
from vouch.program.programmes.models import Pool
from vouch.program.programmes.rows import PoolRow


@transaction.atomic
def publish_pools(*, rows: Sequence[PoolRow], run: str, policy: str, today: date, door: str = "worker") -> int:
    """Make these the only pools there are. Returns how many."""
    Pool.objects.all().delete()
    Pool.objects.bulk_create(
        [
            Pool(**asdict(row) | {"rate_words": row.rate_words[:200]}, computed_on=today, run=run, policy=policy)
            for row in rows
        ]
    )
    record(by=None, door=door, action="publish_pools", kind="run", object_id=run, rungs=len(rows), policy=policy)
    return len(rows)
