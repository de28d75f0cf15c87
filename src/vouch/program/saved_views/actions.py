"""How does a colleague keep a list, share it, and let go of it again?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict, NotAllowed, NotFound
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require, who_may
from vouch.program.findings.columns import choosable
from vouch.program.findings.lists import ORDERS
from vouch.program.history.actions import record
from vouch.program.people.folding import fold
from vouch.program.saved_views import queries
from vouch.program.saved_views.meaning import FILTERS
from vouch.program.saved_views.models import OpensWith, SavedView

MOST = 200
"""Views one colleague can keep."""
BACK_FOR = dt.timedelta(days=30)
"""How long a deleted view can be had back."""


@transaction.atomic
def save_view(
    *,
    by: User,
    kind: str,
    name: str,
    filters: Mapping[str, str],
    order: str,
    columns: Sequence[str],
    shared: bool = False,
    opens: bool = False,
) -> SavedView:
    """Keep a list under a name. Raises NotAllowed; BadInput for name or content; Conflict for a name that is taken."""
    require(by, "see_customers")
    _may_share(by, shared)
    if SavedView.objects.filter(owner=by, deleted_at=None).count() >= MOST:
        raise Conflict("too_many_views", f"You keep {MOST} views already. Delete one that you no longer open.")
    row = SavedView(owner=by, kind=kind, shared=shared, **_called(name), **_asks(kind, filters, order, columns))
    _keep(row)
    record(by=by, action="save_view", kind="view", object_id=row.pk, shared=shared, of=kind)
    if opens:
        open_with(by=by, kind=kind, view=row.pk)
    return row


@transaction.atomic
def change_view(*, by: User, view: int, filters: Mapping[str, str], order: str, columns: Sequence[str]) -> SavedView:
    """Let a view ask for something else. Raises NotAllowed, NotFound, BadInput."""
    row = _theirs(by, view)
    for name, value in _asks(row.kind, filters, order, columns).items():
        setattr(row, name, value)
    _keep(row)
    record(by=by, action="change_view", kind="view", object_id=row.pk)
    return row


@transaction.atomic
def name_view(*, by: User, view: int, name: str, shared: bool) -> SavedView:
    """Call a view something else, and share it or keep it to oneself. Raises NotAllowed, NotFound, BadInput, Conflict.

    Whoever opened their list with a view that is shared no longer opens it with everybody again.
    """
    row = _theirs(by, view)
    if shared != row.shared:
        _may_share(by, shared)
    before = row.shared
    row.shared = shared
    for key, value in _called(name).items():
        setattr(row, key, value)
    _keep(row)
    if before and not shared:
        OpensWith.objects.filter(view=row).exclude(user_id=row.owner_id).delete()
    record(by=by, action="name_view", kind="view", object_id=row.pk, shared=shared)
    return row


@transaction.atomic
def delete_view(*, by: User, view: int) -> SavedView:
    """Delete a view; for a month it can be had back. Raises NotAllowed, NotFound."""
    row = _theirs(by, view)
    row.deleted_at = timezone.now()
    row.save(update_fields=["deleted_at"])
    record(by=by, action="delete_view", kind="view", object_id=row.pk)
    return row


@transaction.atomic
def restore_view(*, by: User, view: int) -> SavedView:
    """Have a deleted view back. Raises NotFound; NotAllowed; Conflict when its name was given to another meanwhile."""
    row = SavedView.objects.select_for_update().exclude(deleted_at=None).filter(pk=view).first()
    if row is None or not queries.changeable(by, row):
        raise NotFound("no_such_view", "There is no such view to have back. It may have been deleted over a month ago.")
    row.deleted_at = None
    _keep(row)
    record(by=by, action="restore_view", kind="view", object_id=row.pk)
    return row


@transaction.atomic
def open_with(*, by: User, kind: str, view: int | None) -> None:
    """Let the list of this kind open with a view for this colleague; None: with everybody. Raises NotFound."""
    if view is None:
        OpensWith.objects.filter(user=by, kind=kind).delete()
        return
    row = queries.view(by, view)
    OpensWith.objects.update_or_create(user=by, kind=row.kind, defaults={"view": row})


def forget_deleted(*, now: dt.datetime) -> int:
    """Forget what was deleted over a month ago. Returns how many views went."""
    gone = SavedView.objects.filter(deleted_at__lt=now - BACK_FOR)
    return gone.delete()[1].get("program.SavedView", 0)


def _theirs(by: User, pk: int) -> SavedView:
    require(by, "see_customers")
    found = queries.view(by, pk)
    row = SavedView.objects.select_for_update().get(pk=found.pk)
    if not queries.changeable(by, row):
        raise NotAllowed(
            "not_your_view",
            f"This view is {found.owner.name or found.owner.email}’s. They can change it, and so can "
            f"{who_may('change_shared_views')}; you can save it as a view of your own.",
        )
    return row


def _may_share(by: User, shared: bool) -> None:
    if shared:
        require(by, "share_views")


def _called(name: str) -> dict[str, str]:
    plain = " ".join(name.split())
    if not plain or not fold(plain):
        raise BadInput("no_name", "Give the view a name, so that it can be found again.", field="name")
    if len(plain) > 80:
        raise BadInput("long_name", "A name of a view has at most 80 letters.", field="name")
    return {"name": plain, "folded": fold(plain)[:160]}


def _asks(kind: str, filters: Mapping[str, str], order: str, columns: Sequence[str]) -> dict[str, object]:
    known = {one.name for one in choosable(kind)} if kind in ORDERS else set()
    if not known:
        raise BadInput("bad_kind", "A view is one of customers or of people.", field="kind")
    if order not in ORDERS[kind]:
        raise BadInput("bad_order", f"This list cannot be sorted by “{order[:40]}”.", field="order")
    if wrong := [one for one in columns if one not in known]:
        raise BadInput("bad_column", f"This list has no column “{wrong[0][:40]}”.", field="columns")
    if wrong := [one for one in filters if one not in FILTERS]:
        raise BadInput("bad_filter", f"This list cannot be narrowed by “{wrong[0][:40]}”.", field="filters")
    kept = {name: value[:200] for name, value in filters.items() if value}
    return {"filters": kept, "order": order, "columns": list(dict.fromkeys(columns))}


def _keep(row: SavedView) -> None:
    # names can be blanked by erasure, several at once: that no two are alike is looked at here, one colleague at a time
    User.objects.select_for_update().get(pk=row.owner_id)
    alike = SavedView.objects.filter(owner_id=row.owner_id, kind=row.kind, folded=row.folded, deleted_at=None)
    if alike.exclude(pk=row.pk).exists():
        raise Conflict(
            "view_of_that_name",
            f"There is a view called “{row.name}” already. Choose another name, or change that one.",
        )
    row.changed_at = timezone.now()
    row.save()
