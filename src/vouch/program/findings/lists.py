"""A long list of customers, a page at a time: by keyset, so that page two thousand costs what page one does."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from vouch.domain.errors import BadInput
from vouch.program.findings.filters import Filter
from vouch.program.findings.models import Placement


@dataclass(frozen=True)
class Order:
    """An order: what it sorts by, downwards or not. The subject's id breaks ties."""

    words: str
    by: str
    down: bool = False


_ACCOUNT_ORDERS: dict[str, Order] = {
    "name": Order("Name", "account__folded"),
    "stage": Order("Stage", "rank", down=True),
    "value": Order("Yearly value", "account__yearly_value", down=True),
    "known": Order("How much is known", "coverage"),
    "nearest": Order("Nearest to the next stage", "progress", down=True),
}
_CONTACT_ORDERS: dict[str, Order] = {
    "name": Order("Name", "contact__folded"),
    "stage": Order("Stage", "rank", down=True),
    "known": Order("How much is known", "coverage"),
}
ORDERS: dict[str, dict[str, Order]] = {"account": _ACCOUNT_ORDERS, "contact": _CONTACT_ORDERS}


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and where the next page begins (empty: this is the last)."""

    rows: list[Placement]
    after: str


def page(only: Filter, *, order: str = "name", after: str = "", limit: int = 50) -> Page:
    """The rows that follow the place `after` in this order, with account, contact and owner at hand.

    Raises BadInput for an order or a place that is none.
    """
    chosen = ORDERS[only.kind].get(order)
    if chosen is None:
        raise BadInput("bad_order", f"This list cannot be sorted by “{order[:40]}”.", field="order")
    rows = only.rows().select_related("account__owner", "contact")
    if after:
        rows = rows.filter(_beyond(chosen, *_read(after)))
    found = list(_sorted(rows, chosen)[: limit + 1])
    more = _write(chosen, found[limit - 1]) if len(found) > limit else ""
    return Page(found[:limit], more)


def every(only: Filter, *, order: str = "name") -> QuerySet[Placement]:
    """All rows in this order, to be streamed into a file."""
    rows = only.rows().select_related("account__owner", "contact")
    return _sorted(rows, ORDERS[only.kind].get(order, ORDERS[only.kind]["name"]))


def _sorted(rows: QuerySet[Placement], order: Order) -> QuerySet[Placement]:
    if order.down:
        return rows.order_by(F(order.by).desc(nulls_last=True), "subject")
    return rows.order_by(F(order.by).asc(nulls_last=True), "subject")


def _beyond(order: Order, value: Any, subject: str) -> Q:
    if value is None:
        return Q(**{f"{order.by}__isnull": True}, subject__gt=subject)
    further = Q(**{f"{order.by}__{'lt' if order.down else 'gt'}": value})
    return further | Q(**{order.by: value}, subject__gt=subject) | Q(**{f"{order.by}__isnull": True})


def _write(order: Order, row: Placement) -> str:
    value: Any = row
    for part in order.by.split("__"):
        value = getattr(value, part) if value is not None else None
    return base64.urlsafe_b64encode(json.dumps([value, row.subject]).encode()).decode().rstrip("=")


def _read(after: str) -> tuple[Any, str]:
    try:
        value, subject = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        if not isinstance(subject, str) or not isinstance(value, str | int | float | None):
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise BadInput(
            "bad_place", "This address lost a piece. Open the list from its beginning.", field="after"
        ) from None
    return value, subject
