"""Which mails wait, which were sent?"""

from __future__ import annotations

from collections.abc import Sequence

from vouch.domain.errors import NotFound
from vouch.program.outbox.models import Message


def messages(*, waiting: bool | None = None, before: int | None = None, limit: int = 50) -> Sequence[Message]:
    """At most `limit` mails older than the one numbered `before`, newest first; only those that wait, or were sent."""
    rows = Message.objects.order_by("-id")
    if waiting is not None:
        rows = rows.filter(sent_at__isnull=waiting)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows[:limit])


def waiting_count() -> int:
    """How many mails wait."""
    return Message.objects.filter(sent_at__isnull=True).count()


def message(pk: int) -> Message:
    """One mail. Raises NotFound."""
    row = Message.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound("no_such_mail", "There is no such mail in the outbox.")
    return row
