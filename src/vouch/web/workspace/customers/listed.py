"""Which list is this? The filters, order and columns of an address, of a kept view, or of a view that was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from vouch.domain.errors import BadInput
from vouch.program.colleagues.permissions import may
from vouch.program.findings import lists
from vouch.program.findings.columns import USUAL, Column, choosable
from vouch.program.saved_views import queries
from vouch.program.saved_views.meaning import Meaning, meaning
from vouch.web.shared.doors import colleague
from vouch.web.workspace.customers.asked import NAMES, Asked, asked, given, me

if TYPE_CHECKING:
    from vouch.program.saved_views.models import SavedView

PAGES = {"account": "customers", "contact": "people"}
"""The name of the address of each kind of list."""
NOTHING_MORE = "name"
"""The column that every list has: an address with this one alone asks for no other."""
EVERYBODY = "all"
"""How an address asks for the list as it is, whatever it opens with for whoever reads."""


@dataclass(frozen=True)
class Listed:
    """One list. `view` is the kept one it began with, `kept` what that means now, `changed` whether this is another."""

    ask: Asked
    order: str
    columns: tuple[str, ...]
    view: SavedView | None = None
    kept: Meaning | None = None

    @property
    def page(self) -> str:
        """The name of its address."""
        return PAGES[self.ask.kind]

    @property
    def filters(self) -> dict[str, str]:
        """What it is narrowed to, without what is empty."""
        return {name: value for name, value in self.ask.query().items() if value}

    @property
    def changed(self) -> bool:
        """Whether it is another list than the view it began with."""
        kept = self.kept
        return kept is not None and (dict(kept.filters), kept.order, tuple(kept.columns)) != (
            self.filters,
            self.order,
            self.columns,
        )

    def query(self, **changes: Any) -> dict[str, Any]:
        """The query that asks for the same with some changes, for an address."""
        base = tuple(self.kept.columns) if self.kept else USUAL[self.ask.kind]
        other = [NOTHING_MORE, *self.columns] if self.columns != base else []
        view = self.view.pk if self.view else EVERYBODY
        whole = {"view": view, "order": self.order, "columns": other, **self.ask.query()}
        return {name: value for name, value in (whole | changes).items() if value not in ("", [])}

    def without_view(self) -> Listed:
        """The same list, of no view."""
        return replace(self, view=None, kept=None)


def listed(request: HttpRequest, kind: str) -> Listed:
    """The list that this address asks for. Raises NotFound for a view that is gone; BadInput for an order that is none.

    A view alone is as it was kept; as soon as the address has an order, filters or columns too, those hold.
    """
    who = colleague(request)
    view, kept = None, None
    if (name := request.GET.get("view", "")) not in ("", EVERYBODY):
        view = queries.view(who, int(name) if name.isascii() and name.isdigit() and len(name) < 16 else 0)
        if view.kind != kind:
            raise BadInput("other_list", "This view is one of the other list.", field="view")
        kept = meaning(view, may=lambda permission: may(who, permission))
    if kept is not None and not {*NAMES, "order", "columns"} & set(request.GET):
        ask = given(kept.filters, kind=kind, me=me(request))
        return Listed(ask, kept.order, tuple(kept.columns), view, kept)
    order = request.GET.get("order", "") or "name"
    if order not in lists.ORDERS[kind]:
        raise BadInput("bad_order", f"This list cannot be sorted by “{order[:40]}”.", field="order")
    columns = tuple(kept.columns) if kept else USUAL[kind]
    if "columns" in request.GET:
        columns = tuple(one.name for one in offered(request, kind) if one.name in request.GET.getlist("columns"))
    return Listed(asked(request, kind=kind), order, columns, view, kept)


def offered(request: HttpRequest, kind: str) -> Sequence[Column]:
    """The columns this reader may choose."""
    who = colleague(request)
    return choosable(kind, lambda permission: may(who, permission))
