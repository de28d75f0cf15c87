"""What waits, what is under way, what came of it?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from vouch.domain.errors import NotFound
from vouch.program.work.models import DeliveredFile, Delivery, Job
from vouch.program.work.states import OPEN, JobState, Task


def delivery(pk: str) -> Delivery:
    """One delivery with who handed it in. Raises NotFound."""
    row = Delivery.objects.select_related("by").filter(pk=pk).first()
    if row is None:
        raise NotFound("no_such_delivery", "There are no such files here any more. Hand them in again.")
    return row


def files_of(pk: str) -> Sequence[DeliveredFile]:
    """The files of a delivery, in the order they were handed in."""
    return list(DeliveredFile.objects.filter(delivery_id=pk).order_by("number"))


def open_deliveries(*, limit: int = 20) -> Sequence[Delivery]:
    """The deliveries that wait for somebody's yes or are being read, newest first."""
    rows = Delivery.objects.select_related("by").prefetch_related("files").filter(closed_at=None)
    return list(rows.order_by("-handed_in_at")[:limit])


def job_of(pk: str) -> Job | None:
    """The latest work on a delivery."""
    return Job.objects.filter(delivery_id=pk).order_by("-id").first()


def jobs_of(pk: str) -> Sequence[Job]:
    """All work on a delivery, latest first."""
    return list(Job.objects.filter(delivery_id=pk).order_by("-id"))


def open_jobs() -> Sequence[Job]:
    """What waits or is under way; what is under way first."""
    return sorted(
        Job.objects.select_related("by").filter(state__in=OPEN), key=lambda job: (job.state != "running", job.pk)
    )


def refresh_under_way() -> Job | None:
    """The placing that waits or is under way, if any; one under way before one that waits."""
    rows = Job.objects.filter(task=Task.REFRESH, state__in=OPEN)
    return min(rows, key=lambda job: job.state != JobState.RUNNING, default=None)


def last_refresh() -> Job | None:
    """The latest placing that ended, however it ended."""
    rows = Job.objects.filter(task=Task.REFRESH, finished_at__isnull=False)
    return rows.order_by("-finished_at").first()


def undo_of(batch: str) -> Job | None:
    """The latest asking to take this batch out, if any."""
    return Job.objects.select_related("by").filter(task=Task.UNDO, batch=batch).order_by("-id").first()


def being_taken_out() -> frozenset[str]:
    """The batches that wait to be taken out, or are."""
    rows = Job.objects.filter(task=Task.UNDO, state__in=OPEN).values_list("batch", flat=True)
    return frozenset(rows)


def waits(*, now: dt.datetime | None = None) -> bool:
    """Whether there is work that could be begun."""
    return _ready(now).exists() or Job.objects.filter(state=JobState.RUNNING).exists()


def waits_later() -> bool:
    """Whether work waits for a moment to come."""
    return Job.objects.filter(state=JobState.WAITING).exists()


def next_job(*, now: dt.datetime | None = None) -> Job | None:
    """What to do next: in the order it was asked for, and placing only when nothing else waits."""
    ready = _ready(now).select_related("delivery", "by")
    return ready.exclude(task=Task.REFRESH).order_by("id").first() or ready.order_by("id").first()


def asked_since(task: Task, moment: dt.datetime) -> bool:
    """Whether such work was asked for since then."""
    return Job.objects.filter(task=task, asked_at__gte=moment).exists()


def abandoned(*, before: dt.datetime) -> Sequence[Delivery]:
    """Deliveries nobody said yes or no to since then, and that nobody works on."""
    rows = Delivery.objects.filter(closed_at=None, handed_in_at__lt=before)
    return list(rows.exclude(jobs__state__in=OPEN))


def open_ids() -> frozenset[str]:
    """The deliveries whose copies are still needed."""
    return frozenset(Delivery.objects.filter(closed_at=None).values_list("pk", flat=True))


def _ready(now: dt.datetime | None) -> QuerySet[Job]:
    moment = now or timezone.now()
    return Job.objects.filter(state=JobState.WAITING).filter(Q(not_before=None) | Q(not_before__lte=moment))
