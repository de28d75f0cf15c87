"""How does a colleague take a list away, and how is it known afterwards who took what?"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import Conflict, NotAllowed
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.exports import queries
from vouch.program.exports.models import Export
from vouch.program.history.actions import record
from vouch.program.work.actions import Wake, ask, stop
from vouch.program.work.states import Task

FETCHED_FOR = dt.timedelta(hours=24)
"""How long a file can be fetched once it is written."""
AT_ONCE = 5
"""Files one colleague can have under way."""


@transaction.atomic
def ask_for(*, by: User, what: str, kind: str, asks: dict[str, Any], words: str, rows: int, wake: Wake) -> Export:
    """Ask for a list as a file. Raises NotAllowed; Conflict while many of theirs are being written."""
    require(by, "export_customers")
    if Export.objects.filter(by=by, job__state__in=["waiting", "running"]).count() >= AT_ONCE:
        raise Conflict("many_exports", f"{AT_ONCE} files of yours are being written. Wait for one, or stop it.")
    job = ask(Task.EXPORT, by=by, wake=wake)
    made = Export.objects.create(by=by, job=job, what=what, kind=kind, asks=asks, words=words[:300], rows=rows)
    record(by=by, action="ask_export", kind="export", object_id=made.pk, of=what, file=kind, rows=rows)
    return made


@transaction.atomic
def take_at_once(*, by: User, what: str, kind: str, rows: int) -> None:
    """Note that somebody takes a short list away as it stands. Raises NotAllowed."""
    require(by, "export_customers")
    record(by=by, action="take_list", kind="export", object_id=what, file=kind, rows=rows)


@transaction.atomic
def fetch(*, by: User, export: str) -> Export:
    """Note that the file is fetched, before it is. Raises NotAllowed, NotFound; Conflict once it expired."""
    require(by, "export_customers")
    row = queries.one(by, export)
    if not queries.can_be_fetched(row):
        raise Conflict("export_expired", "This file is not there any more. Ask for it again: that takes a moment.")
    row.taken += 1
    row.save(update_fields=["taken"])
    record(by=by, action="take_export", kind="export", object_id=row.pk, of=row.what, file=row.kind, rows=row.rows)
    return row


@transaction.atomic
def stop_export(*, by: User, export: str) -> Export:
    """Stop writing a file. Raises NotFound; Conflict when it is over already."""
    row = queries.one(by, export)
    stop(by=by, job=row.job)
    record(by=by, action="stop_export", kind="export", object_id=row.pk)
    return row


@transaction.atomic
def ask_again(*, by: User, export: str, wake: Wake) -> Export:
    """Write the same list once more, as it stands now. Raises NotAllowed, NotFound; Conflict while it is under way."""
    require(by, "export_customers")
    row = Export.objects.select_for_update().get(pk=queries.one(by, export).pk)
    if row.job.open:
        raise Conflict("under_way", "This file is being written right now.")
    row.job = ask(Task.EXPORT, by=by, wake=wake)
    row.ready_at = row.expires_at = None
    row.save(update_fields=["job", "ready_at", "expires_at"])
    record(by=by, action="ask_export", kind="export", object_id=row.pk, of=row.what, file=row.kind, rows=row.rows)
    return row


def may_still(export: Export) -> User:
    """Whoever asked, if they may still take lists away. Raises NotAllowed."""
    who = User.objects.get(pk=export.by_id)
    if not who.is_active:
        raise NotAllowed("not_allowed", "Whoever asked for this file does not work here any more.")
    require(who, "export_customers")
    return who


@transaction.atomic
def ready(export: Export, *, rows: int, size: int, run: str) -> None:
    """Note that the file is written. Called by the worker."""
    export.rows, export.size, export.run, export.ready_at = rows, size, run, timezone.now()
    export.expires_at = export.ready_at + FETCHED_FOR
    export.save(update_fields=["rows", "size", "run", "ready_at", "expires_at"])
    record(
        by=export.by, door="worker", action="write_export", kind="export", object_id=export.pk,
        of=export.what, file=export.kind, rows=rows,
    )  # fmt: skip


def gone(export: Export) -> None:
    """Note that the file is not there any more, maybe because it named somebody who was erased."""
    export.expires_at = None
    export.save(update_fields=["expires_at"])
