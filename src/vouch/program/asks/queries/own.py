"""Which facts are our own asks, carried there? A run leaves them out of what it tells of asks and acts."""

from __future__ import annotations

from vouch.program.asks.models import Ask


def own_keys() -> frozenset[str]:
    """The keys of every ask that the facts have: the id of its message there, and of its act once it was done."""
    return frozenset(Ask.objects.filter(carried__gt=0).values_list("key", flat=True))
