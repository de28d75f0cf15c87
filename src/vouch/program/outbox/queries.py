"""Which mails wait, which were sent, which were given up, and of which does nobody know?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from vouch.domain.errors import NotFound
from vouch.program.outbox.models import Message, Undeliverable

UNDER_WAY = dt.timedelta(minutes=10)
"""How long a mail that was taken counts as under way; after that its sender is gone, and it is in doubt."""


def messages(*, waiting: bool | None = None, before: int | None = None, limit: int = 50) -> Sequence[Message]:
    """At most `limit` mails older than the one numbered `before`, newest first; only those that wait, or were sent."""
    rows = Message.objects.order_by("-id")
    if waiting is not None:
        rows = rows.filter(sent_at__isnull=waiting)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows[:limit])


def waiting_count() -> int:
    """How many mails wait, were given up, or are in doubt."""
    return Message.objects.filter(sent_at__isnull=True).count()


def in_doubt(*, now: dt.datetime | None = None, limit: int = 200) -> Sequence[Message]:
    """Mails that may have left: their sender was killed, or the server never answered. Somebody decides."""
    before = (now or timezone.now()) - UNDER_WAY
    rows = Message.objects.filter(sent_at=None, failed_at=None, taken_at__lt=before)
    return list(rows.order_by("id")[:limit])


def due(*, limit: int, now: dt.datetime | None = None) -> Sequence[Message]:
    """The mails that may be tried now, oldest first."""
    return list(_due(now).order_by("id")[:limit])


def any_due(*, now: dt.datetime | None = None) -> bool:
    """Whether a mail waits that may be tried now."""
    return _due(now).exists()


def state(row: Message, *, now: dt.datetime | None = None) -> str:
    """How far a mail is: sent, failed, in_doubt, under_way, waiting."""
    if row.failed_at:
        return "failed"
    if row.sent_at:
        return "sent"
    if row.taken_at is None:
        return "waiting"
    return "in_doubt" if row.error or row.taken_at < (now or timezone.now()) - UNDER_WAY else "under_way"


def _due(now: dt.datetime | None) -> QuerySet[Message]:
    rows = Message.objects.filter(sent_at=None, taken_at=None, failed_at=None)
    return rows.filter(Q(not_before=None) | Q(not_before__lte=now or timezone.now()))


def unreachable(addresses: Sequence[str]) -> set[str]:
    """Those of these addresses, in lower case, that mail does not reach."""
    wanted = {one.lower() for one in addresses if one}
    return set(Undeliverable.objects.filter(address__in=wanted).values_list("address", flat=True))


def message(pk: int) -> Message:
    """One mail. Raises NotFound."""
    row = Message.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound("no_such_mail", "There is no such mail in the outbox.")
    return row
