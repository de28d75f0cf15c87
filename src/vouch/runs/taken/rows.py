"""Which rows and columns does a list have that is taken away? Those of its page, by the page's own query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from vouch.domain.errors import BadInput
from vouch.program.findings import lists
from vouch.program.findings.columns import Cell, Sees, of_file, seen
from vouch.program.findings.filters import Filter
from vouch.program.people import proofs

AT_ONCE = 2000
"""Rows that are held at a time."""


@dataclass(frozen=True, kw_only=True)
class Asks:
    """What a list is narrowed to, in which order, and which columns it has (None: all there are)."""

    filters: dict[str, Any] = field(default_factory=dict)
    order: str = "name"
    columns: Sequence[str] | None = None

    def kept(self) -> dict[str, Any]:
        """As plain values, to be kept with the work."""
        return {
            "filters": self.filters,
            "order": self.order,
            "columns": list(self.columns) if self.columns is not None else None,
        }


@dataclass(frozen=True)
class Head:
    """One column of a file: its name, and whether it holds text, number, day or yes."""

    name: str
    type: str = "text"


@dataclass(frozen=True)
class Source:
    """A list that can be taken away: its heads, its rows a few at a time, and how many there are."""

    heads: Callable[[Asks], Sequence[Head]]
    rows: Callable[[Asks, Sees], Iterator[Sequence[Cell]]]
    count: Callable[[Asks], int]


def heads(what: str, asks: Asks) -> Sequence[Head]:
    """The columns of the file."""
    return _source(what).heads(asks)


def rows(what: str, asks: Asks, sees: Sees) -> Iterator[Sequence[Cell]]:
    """The rows of the file, cell by cell as the columns say, never more than a few thousand in memory.

    A cell that is not for whoever takes it away (`sees`) is empty.
    """
    return _source(what).rows(asks, sees)


def count(what: str, asks: Asks) -> int:
    """How many rows the file has. One statement or two."""
    return _source(what).count(asks)


def _source(what: str) -> Source:
    found = SOURCES.get(what)
    if found is None:
        raise BadInput("bad_list", f"There is no list “{what[:40]}” to take away.", field="what")
    return found


def _placements(kind: str) -> Source:
    def only(asks: Asks) -> Filter:
        return Filter(kind=kind, **asks.filters)

    def found(asks: Asks, sees: Sees) -> Iterator[Sequence[Cell]]:
        columns = of_file(kind, asks.columns)
        after = ""
        while True:
            page = lists.page(only(asks), order=asks.order, after=after, limit=AT_ONCE)
            for row in page.rows:
                yield [one.value(row) if one.value and seen(one, row, sees) else None for one in columns]
            if not page.after:
                return
            after = page.after

    return Source(
        heads=lambda asks: [Head(one.name, one.type) for one in of_file(kind, asks.columns)],
        rows=found,
        count=lambda asks: only(asks).rows().count(),
    )


_PROMISES = (
    Head("kind"), Head("id"), Head("customer"), Head("customer_id"), Head("owner"), Head("text"), Head("measure"),
    Head("number", "number"), Head("unit"), Head("status"), Head("promised_on", "day"), Head("due_on", "day"),
    Head("reached_on", "day"), Head("decided_on", "day"), Head("signed_off_on", "day"), Head("signed_off_by"),
    Head("author"), Head("changed_on", "day"),
)  # fmt: skip


def _proof(asks: Asks, _sees: Sees) -> Iterator[Sequence[Cell]]:
    after = ""
    while found := proofs.every(**_state(asks), after=after, limit=AT_ONCE):
        yield from map(_entry, found)
        after = found[-1].key


def _entry(one: Any) -> Sequence[Cell]:
    promise, account = one.fact == "promises", one.account if one.account_id else None
    owner = account.owner.name if account and account.owner_id and account.owner else ""
    return [
        "promise" if promise else "result", one.key, account.name if account else "",
        account.source_id if account else "", owner,
        one.text, one.measure if promise else "", one.target if promise else one.number, "" if promise else one.unit,
        one.status if promise else "reached", one.promised_on if promise else None, one.due_on if promise else None,
        None if promise else one.reached_on, one.decided_on if promise else None, one.signed_off_on, one.signed_off_by,
        one.author.name, one.changed_at.date(),
    ]  # fmt: skip


def _state(asks: Asks) -> dict[str, Any]:
    told = asks.filters
    return {
        "state": str(told.get("state", "due")),
        "owner": str(told.get("owner", "")),
        "today": dt.date.fromisoformat(told["today"]),
    }


def _proof_count(asks: Asks) -> int:
    told = _state(asks)
    return int(getattr(proofs.counts(today=told["today"], owner=told["owner"]), told["state"]))


SOURCES: dict[str, Source] = {
    "customers": _placements("account"),
    "people": _placements("contact"),
    "promises": Source(heads=lambda _asks: _PROMISES, rows=_proof, count=_proof_count),
}
"""The lists that can be taken away, by the names of their pages."""
