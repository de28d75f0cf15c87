"""Which policies were tried, and who would move under one of them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vouch.domain.errors import NotFound
from vouch.program.people.named import Named, named
from vouch.program.previews.models import Preview, WouldMove
from vouch.program.work.models import Job

PAGE = 50


def latest(*, limit: int = 20) -> Sequence[Preview]:
    """The policies that were tried, the latest first; those that were dropped are left out."""
    return list(Preview.objects.select_related("by", "job").filter(dropped_at=None).order_by("-job_id")[:limit])


def preview(pk: str) -> Preview:
    """One policy that was tried. Raises NotFound."""
    row = Preview.objects.select_related("by", "job").filter(pk=pk).first()
    if row is None:
        raise NotFound("no_such_preview", "There is no such policy any more. Try it again.")
    return row


def of_job(job: Job) -> Preview | None:
    """What this piece of work is to try; None where it was let go of."""
    return Preview.objects.select_related("by").filter(job=job).first()


@dataclass(frozen=True)
class Moves:
    """Some of who would move, their names, and after which number the rest follows (None: these are the last)."""

    rows: Sequence[WouldMove]
    names: dict[str, Named]
    after: int | None


def moves(preview: Preview, *, kind: str, now: str = "", then: str = "", after: int = 0, limit: int = PAGE) -> Moves:
    """Who of a kind would move, from and to a stage where asked for, customers by name, a page at a time."""
    rows = WouldMove.objects.filter(preview=preview, kind=kind, number__gt=after)
    for name, value in (("now", now), ("then", then)):
        if value:
            rows = rows.filter(**{name: value})
    found = list(rows.order_by("number")[: limit + 1])
    shown = found[:limit]
    return Moves(shown, named([row.subject for row in shown]), shown[-1].number if len(found) > limit else None)
