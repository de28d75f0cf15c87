"""The openings of the workspace: which there are, one of them, and its guests as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from vouch.domain.errors import NotFound
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Reach, reach
from vouch.program.history.models import Change
from vouch.program.history.queries import changes
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.states import GuestState, OpeningState

LANES: dict[str, tuple[str, ...]] = {
    "open": (OpeningState.PUBLISHED, OpeningState.CLOSED),
    "drafts": (OpeningState.DRAFT,),
    "past": (OpeningState.HELD, OpeningState.CANCELLED),
}


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One opening with its numbers."""

    opening: Opening
    taken: int
    waiting: int
    unanswered: int


def openings(lane: str, *, limit: int = 100) -> Sequence[Listed]:
    """The openings of a lane: open ones by their last day, others newest first."""
    rows = Opening.objects.filter(state__in=LANES[lane]).select_related("host", "author").annotate(
        taken=Count("guests", filter=Q(guests__seat__isnull=False)),
        queued=Count("guests", filter=Q(guests__state=GuestState.WAITING)),
        unanswered=Count("guests", filter=Q(guests__state__in=(GuestState.INVITED, GuestState.CLEARING))),
    )  # fmt: skip
    order = ("deadline", "key") if lane == "open" else ("-changed_at", "key")
    return [
        Listed(opening=row, taken=row.taken, waiting=row.queued, unanswered=row.unanswered)
        for row in rows.order_by(*order)[:limit]
    ]


def counts() -> dict[str, int]:
    """How many openings each lane has."""
    return {lane: Opening.objects.filter(state__in=states).count() for lane, states in LANES.items()}


def opening(key: str) -> Opening:
    """One opening. Raises NotFound."""
    found = Opening.objects.select_related("host", "author", "decider").filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_opening", "There is no such opening. A draft may have been thrown away.")
    return found


def guests(opening: Opening, *, reader: User) -> Sequence[Guest]:
    """Its guests as this colleague may see them, those with a seat first: owners and sellers theirs alone."""
    rows = opening.guests.select_related("contact", "account__owner", "ask", "chosen_by")
    if reach(reader.role, "see_openings") is Reach.OWN:
        rows = rows.filter(account__owner=reader.owner) if reader.owner else rows.none()
    order = {state: number for number, state in enumerate(_ORDER)}
    return sorted(
        rows, key=lambda one: (order[GuestState(one.state)], one.seat or 0, one.place or 0, one.chosen_at, one.key)
    )


_ORDER = (
    GuestState.SEATED, GuestState.CAME, GuestState.OFFERED, GuestState.WILLING, GuestState.WAITING, GuestState.INVITED,
    GuestState.CLEARING, GuestState.MISSED, GuestState.NOT_NOW, GuestState.DECLINED, GuestState.GAVE_BACK,
    GuestState.NOT_CHOSEN, GuestState.NO_ANSWER, GuestState.TAKEN_BACK,
)  # fmt: skip


def guest(opening: Opening, key: str) -> Guest:
    """One guest of it. Raises NotFound."""
    rows = opening.guests.select_related("opening", "contact", "account", "ask")
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_guest", "This person is not invited to it. They may have been erased.")
    return found


def history(opening: Opening, *, limit: int = 30) -> Sequence[Change]:
    """What was done with it, newest first."""
    return changes(kind="opening", object_id=opening.pk, limit=limit)
