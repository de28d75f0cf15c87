"""Which views may this colleague open, and which one does a list open with for them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from vouch.domain.errors import NotFound
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may
from vouch.program.saved_views.models import OpensWith, SavedView


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A view as one colleague sees it. `opens`: their list opens with it; `theirs`: they made it."""

    view: SavedView
    opens: bool
    theirs: bool
    changeable: bool


def offered(who: User, kind: str = "") -> Sequence[Offered]:
    """The views this colleague may open, own ones first, by name. One statement."""
    opens = OpensWith.objects.filter(user=who, view=OuterRef("pk"))
    rows = _visible(who).select_related("owner").annotate(opens=Exists(opens)).order_by("folded", "pk")
    if kind:
        rows = rows.filter(kind=kind)
    found = [
        Offered(view=row, opens=row.opens, theirs=row.owner_id == who.pk, changeable=changeable(who, row))
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.theirs)


def view(who: User, pk: int) -> SavedView:
    """One view that this colleague may open. Raises NotFound."""
    row = _visible(who).select_related("owner").filter(pk=pk).first()
    if row is None:
        raise NotFound(
            "no_such_view", "There is no such view. Whoever made it may have deleted it, or shares it no longer."
        )
    return row


def deleted(who: User) -> Sequence[SavedView]:
    """The views that this colleague may have back, the latest deleted first."""
    rows = SavedView.objects.exclude(deleted_at=None).select_related("owner").order_by("-deleted_at")
    return [row for row in rows if changeable(who, row)]


def changeable(who: User, row: SavedView) -> bool:
    """Whether this colleague may change and delete it: their own, and what others share where their role may."""
    return row.owner_id == who.pk or (row.shared and may(who, "change_shared_views"))


def _visible(who: User) -> QuerySet[SavedView]:
    return SavedView.objects.filter(Q(owner=who) | Q(shared=True), deleted_at=None)
