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

    @property
    def nullable(self) -> bool:
        """Whether there may be customers without a value: those of whose account nothing is known have none either."""
        return "__" in self.by


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
_BESIDE = {"account": ("account__owner",), "contact": ("account__owner", "contact")}
"""What is read with a row: of a customer no person, who would be looked for in vain."""
_ALSO = ("account__also", "account__owner__also")
_UNREAD = {"account": _ALSO, "contact": (*_ALSO, "contact__also")}
_BEGIN = object()
_FIRST: tuple[Any, str] = (_BEGIN, "")
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
    value, subject = _read(after) if after else _FIRST
    keys = _keys(only, chosen, value, subject, limit + 1)
    more = _write(*keys[limit - 1]) if len(keys) > limit else ""
    wanted = [subject for _value, subject in keys[:limit]]
    whole = Placement.objects.filter(pk__in=wanted).select_related(*_BESIDE[only.kind]).defer(*_UNREAD[only.kind])
    rows = {row.subject: row for row in whole}
    return Page([rows[subject] for subject in wanted if subject in rows], more)


def _keys(only: Filter, order: Order, value: Any, subject: str, limit: int) -> list[tuple[Any, str]]:
    """What sorts the next rows, and their subjects. Only those rows are read whole, with their joins.

    Those without a value come last, and are asked for by themselves: so an index gives either in its order.
    """
    columns, found = (order.by, "subject"), []
    if value is not None:
        told = only.rows(by_name=order.nullable).filter(**{f"{order.by}__isnull": False})
        if value is not _BEGIN:
            told = told.filter(_beyond(order, value, subject))
        found = list(told.order_by(f"{'-' if order.down else ''}{order.by}", "subject").values_list(*columns)[:limit])
    if len(found) < limit and order.nullable:
        untold = only.rows().filter(**{f"{order.by}__isnull": True})
        if value is None:
            untold = untold.filter(subject__gt=subject)
        found += untold.order_by("subject").values_list(*columns)[: limit - len(found)]
    return found


def every(only: Filter, *, order: str = "name") -> QuerySet[Placement]:
    """All rows in this order, to be streamed into a file."""
    rows = only.rows().select_related("account__owner", "contact")
    return _sorted(rows, ORDERS[only.kind].get(order, ORDERS[only.kind]["name"]))


def _sorted(rows: QuerySet[Placement], order: Order) -> QuerySet[Placement]:
    if order.down:
        return rows.order_by(F(order.by).desc(nulls_last=True), "subject")
    return rows.order_by(F(order.by).asc(nulls_last=True), "subject")


def _beyond(order: Order, value: Any, subject: str) -> Q:
    way = "lt" if order.down else "gt"  # the first condition is where an index begins, the second leaves its like out
    return Q(**{f"{order.by}__{way}e": value}) & (Q(**{f"{order.by}__{way}": value}) | Q(subject__gt=subject))


def _write(value: Any, subject: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([value, subject]).encode()).decode().rstrip("=")


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
