"""The next steps as pages and runs read them."""

from __future__ import annotations

from vouch.program.suggestions.queries.earlier import earlier
from vouch.program.suggestions.queries.month import month, picks
from vouch.program.suggestions.queries.put_off import put_off, put_off_now
from vouch.program.suggestions.queries.steps import (
    Page,
    Within,
    counts,
    no_longer,
    of_account,
    of_contact,
    of_week,
    within,
)
from vouch.program.suggestions.queries.two import choice_of_two, has_two

__all__ = [
    "Page", "Within", "choice_of_two", "counts", "earlier", "has_two", "month", "no_longer", "of_account", "of_contact",
    "of_week", "picks", "put_off", "put_off_now", "within",
]  # fmt: skip
