"""The plan of the month."""

from __future__ import annotations

from collections.abc import Sequence

from vouch.program.suggestions.models import Month, MonthPick
from vouch.program.suggestions.queries.steps import Within


def month() -> Month | None:
    """The plan that the last run made; None before the first."""
    return Month.objects.order_by("-pk").first()


def picks(whose: Within, *, limit: int = 500) -> Sequence[MonthPick]:
    """Whom it chose, week by week, best first, with person, placement, account and owner."""
    rows = MonthPick.objects.select_related("contact__placement", "account__owner")
    if not whose.everybody:
        rows = rows.filter(account__owner_id=whose.owner) if whose.owner else rows.none()
    return list(rows.order_by("week", "rank", "pk")[:limit])
