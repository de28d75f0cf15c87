"""The programmes of the workspace: which there are, and what lies in one."""

from __future__ import annotations

from collections.abc import Sequence

from vouch.domain.errors import NotFound
from vouch.program.asks.models import Ask
from vouch.program.history.models import Change
from vouch.program.history.queries import changes
from vouch.program.openings.models import Opening
from vouch.program.programmes.models import Cost, Programme
from vouch.program.programmes.queries.within import asks_in
from vouch.program.programmes.states import ProgrammeState

LANES: dict[str, str] = {
    ProgrammeState.RUNNING: "running",
    ProgrammeState.PLANNED: "planned",
    ProgrammeState.ENDED: "ended",
}


def programmes(lane: str, *, limit: int = 200) -> Sequence[Programme]:
    """Those of a lane: by the day they end; those that ended, the latest first."""
    rows = Programme.objects.filter(state=lane).select_related("leader")
    return list(rows.order_by("-ended_on", "key") if lane == ProgrammeState.ENDED else rows.order_by("ends", "key"))[
        :limit
    ]


def counts() -> dict[str, int]:
    """How many each lane has."""
    return {lane: Programme.objects.filter(state=lane).count() for lane in LANES}


def programme(key: str) -> Programme:
    """One programme. Raises NotFound."""
    found = Programme.objects.select_related("leader", "author").filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_programme", "There is no such programme. One that was planned may be thrown away.")
    return found


def several(keys: Sequence[str]) -> Sequence[Programme]:
    """These programmes, in this order; those that are none are left out."""
    found = {one.pk: one for one in Programme.objects.select_related("leader").filter(pk__in=keys)}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def asks_of(programme: Programme, *, limit: int = 200) -> Sequence[Ask]:
    """Its asks, with people and accounts, those last moved first."""
    rows = asks_in([programme]).select_related("contact", "account__owner", "programme")
    return list(rows.order_by("-changed_at", "key")[:limit])


def openings_of(programme: Programme) -> Sequence[Opening]:
    """Its openings, by their last day."""
    return list(Opening.objects.filter(programme__programme=programme).order_by("deadline", "key"))


def costs_of(programme: Programme) -> Sequence[Cost]:
    """What was spent, latest first."""
    return list(programme.costs.select_related("by"))


def history(programme: Programme, *, limit: int = 40) -> Sequence[Change]:
    """What was done with it, newest first."""
    return changes(kind="programme", object_id=programme.pk, limit=limit)
