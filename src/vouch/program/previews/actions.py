"""How is a policy tried, adopted or dropped?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import Conflict
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.previews import queries
from vouch.program.previews.models import Preview, WouldMove
from vouch.program.work.actions import Wake, ask, refresh_soon, stop
from vouch.program.work.states import JobState, Task


@transaction.atomic
def try_policy(
    *, by: User, text: str, base: str, version: str, keys: Sequence[Mapping[str, Any]], wake: Wake
) -> Preview:
    """Ask who would move under a changed policy; nothing is in force by it. Raises NotAllowed; Conflict if none is."""
    require(by, "try_policy")
    if not keys:
        raise Conflict("nothing_changed", "This changes nothing: it decides as the policy in force does.")
    made = Preview.objects.create(
        by=by, job=ask(Task.PREVIEW, by=by, wake=wake), text=text, base=base, version=version, keys=list(keys)
    )
    record(by=by, action="try_policy", kind="policy", object_id=made.pk, keys=len(keys))
    return made


@transaction.atomic
def stop_preview(*, by: User, preview: str) -> Preview:
    """Stop a trial. Raises NotAllowed, NotFound; Conflict when it is over already."""
    require(by, "try_policy")
    row = queries.preview(preview)
    stop(by=by, job=row.job)
    record(by=by, action="stop_preview", kind="policy", object_id=row.pk)
    return row


@transaction.atomic
def drop(*, by: User, preview: str) -> Preview:
    """Let go of a policy that was tried; it was never in force. Raises NotAllowed, NotFound, Conflict."""
    require(by, "try_policy")
    row = _settled(preview)
    row.dropped_at = timezone.now()
    row.save(update_fields=["dropped_at"])
    record(by=by, action="drop_policy", kind="policy", object_id=row.pk)
    return row


@transaction.atomic
def pick_up(*, by: User, preview: str) -> Preview:
    """Have a dropped policy back. Raises NotAllowed, NotFound."""
    require(by, "try_policy")
    row = queries.preview(preview)
    row.dropped_at = None
    row.save(update_fields=["dropped_at"])
    record(by=by, action="pick_up_policy", kind="policy", object_id=row.pk)
    return row


def adopt(*, by: User, preview: str, in_force: str, wake: Wake) -> Preview:
    """Note that a policy that was tried is in force from now on, and see that everybody is placed by it.

    Within the transaction of whoever puts the file in its place. Raises NotAllowed, NotFound; Conflict where it was not
    tried to its end, or another policy came into force since.
    """
    require(by, "edit_policy")
    row = _settled(preview)
    if row.job.state != JobState.DONE:
        raise Conflict(
            "not_tried", "This policy was not tried to its end, so nobody knows what it would do. Try it again."
        )
    if row.base != in_force:
        raise Conflict(
            "other_policy",
            f"Policy {in_force} came into force since this was tried against {row.base}, so what it shows is not what "
            "would happen. Try it again.",
        )
    row.adopted_at = timezone.now()
    row.save(update_fields=["adopted_at"])
    record(
        by=by, action="adopt_policy", kind="policy", object_id=row.pk, before=row.base, after=row.version,
        moved=sum(int(one["count"]) for one in row.counts if one["kind"] == "account"),
    )  # fmt: skip
    refresh_soon(by=by, wake=wake)
    return row


@transaction.atomic
def tried(
    preview: Preview,
    *,
    as_of: dt.date,
    run_now: str,
    run_then: str,
    placed: Mapping[str, int],
    counts: Sequence[Mapping[str, Any]],
) -> None:
    """Note that all are noted who would move. Called by the worker."""
    preview.as_of, preview.run_now, preview.run_then = as_of, run_now, run_then
    preview.placed, preview.counts, preview.done_at = dict(placed), list(counts), timezone.now()
    preview.save(update_fields=["as_of", "run_now", "run_then", "placed", "counts", "done_at"])


def forget_moves(preview: Preview) -> None:
    """Let go of who was noted, by a worker that was killed or stopped before it had noted all."""
    WouldMove.objects.filter(preview=preview).delete()


@transaction.atomic
def note_moves(moves: Sequence[WouldMove]) -> None:
    """Note some of those who would move. Called by the worker, which says by `tried` that these are all."""
    WouldMove.objects.bulk_create(moves, batch_size=1000)


def would_move(preview: Preview, number: int, **told: Any) -> WouldMove:
    """One who would move, not kept yet."""
    return WouldMove(preview=preview, number=number, **told)


def _settled(pk: str) -> Preview:
    row = Preview.objects.select_for_update().select_related("job").get(pk=queries.preview(pk).pk)
    if row.job.open:
        raise Conflict("under_way", "This policy is being tried right now. Wait until that is done, or stop it.")
    if row.adopted_at:
        raise Conflict("adopted", "This policy was adopted already.")
    return row
