"""Which files did this colleague ask for, and which can still be fetched?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from vouch.domain.errors import NotFound
from vouch.program.colleagues.models import User
from vouch.program.exports.models import Export
from vouch.program.work.models import Job


def of(who: User, *, limit: int = 50) -> Sequence[Export]:
    """The files this colleague asked for, the latest first."""
    return list(Export.objects.select_related("job").filter(by=who).order_by("-job_id")[:limit])


def one(who: User, pk: str) -> Export:
    """One file this colleague asked for; nobody sees another's. Raises NotFound."""
    row = Export.objects.select_related("job", "by").filter(by=who, pk=pk).first()
    if row is None:
        raise NotFound("no_such_export", "There is no such file of yours. Ask for it again where the list stands.")
    return row


def of_job(job: Job) -> Export | None:
    """What this piece of work is to write; None where it was let go of."""
    return Export.objects.select_related("by").filter(job=job).first()


def can_be_fetched(export: Export, *, now: dt.datetime | None = None) -> bool:
    """Whether the file is written and has not expired."""
    return export.expires_at is not None and (now or timezone.now()) < export.expires_at


def wanted(*, now: dt.datetime) -> frozenset[str]:
    """The exports whose files may still be fetched or are being written."""
    open_ = Export.objects.filter(job__state__in=["waiting", "running"])
    kept = Export.objects.filter(expires_at__gt=now)
    return frozenset((open_ | kept).values_list("pk", flat=True))
