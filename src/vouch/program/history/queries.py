"""What was changed, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from vouch.program.history.models import Change


def changes(
    *,
    by: int | None = None,
    action: str = "",
    kind: str = "",
    object_id: str = "",
    before: int | None = None,
    limit: int = 50,
) -> Sequence[Change]:
    """At most `limit` changes older than the one numbered `before`, newest first, with who made them."""
    rows: QuerySet[Change] = Change.objects.select_related("by").order_by("-id")
    if by is not None:
        rows = rows.filter(by_id=by)
    if action:
        rows = rows.filter(action=action)
    if kind:
        rows = rows.filter(kind=kind)
    if object_id:
        rows = rows.filter(object_id=object_id)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows[:limit])


def actions_seen() -> list[str]:
    """The words of every action that was ever recorded, in order."""
    return list(Change.objects.order_by("action").values_list("action", flat=True).distinct())
