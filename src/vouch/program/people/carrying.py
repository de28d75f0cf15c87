"""Which entries of staff does the lake not have yet, as rows of the fact tables?

A row names its customer as the sources do: the source's own id under that source's `system`, so that identity is
resolved as for any other fact. `withdrawn` rows are to be taken out of the lake; what waits for somebody's approval is
no fact yet, and is told as one that was taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model

from vouch.program.people.identity.queries import joined
from vouch.program.people.models import Act, Entry, Nomination, Person, Promise, Result, Role, Sentiment

ENTRIES: tuple[type[Entry], ...] = (Promise, Result, Sentiment, Nomination, Act, Role, Person)
"""Every kind of entry."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One version of one entry: the fact table, the row in its columns, and the system its ids belong to."""

    model: type[Model]
    table: str
    key: str
    version: int
    system: str
    row: dict[str, Any]
    withdrawn: bool


def waiting(*, limit: int | None = None) -> Iterator[Waiting]:
    """Every entry whose present version the lake does not have, kind by kind, oldest first; at most `limit` a kind."""
    for model in ENTRIES:
        rows = (
            model._default_manager.filter(carried__lt=F("version"))
            .select_related("account", "contact", "author")
            .order_by("created_at", "key")
        )
        for entry in rows[:limit] if limit else rows.iterator():
            yield _as_row(model, entry)


def entered() -> Iterator[Waiting]:
    """Every entry that stands, in its present version, kind by kind, oldest first: what the lake is to have."""
    for model in ENTRIES:
        rows = model._default_manager.filter(withdrawn_at__isnull=True).select_related("account", "contact", "author")
        for entry in rows.order_by("created_at", "key").iterator():
            if entry.stands:
                yield _as_row(model, entry)


def _as_row(model: type[Entry], entry: Entry) -> Waiting:
    row = entry.particulars()
    system = "vouch"
    account = entry.account if entry.account_id else None
    contact = entry.contact if entry.contact_id else None
    at = (account.system, account.source_id) if account else None
    whom = (contact.system, contact.source_id) if contact else None
    # written about a record that has become one with another: it is told by the id it was written under
    if at is None and entry.account_id:
        at = joined("account", entry.account_id)
    if whom is None and entry.contact_id:
        whom = joined("contact", entry.contact_id)
    if at is not None:
        system, row["account_id"] = at
    if whom is not None and model not in (Promise, Result):
        if at is not None and whom[0] != at[0]:
            row.pop("account_id")  # the person's company is known from the person
        system, row["contact_id"] = whom
        row["email"] = (contact.email if contact and not contact.stands_in_id else None) or None
    if model is Role:
        row.pop("account_id", None)
    if model is not Act and model is not Person:
        row["by"] = entry.author.name or entry.author.email
    return Waiting(
        model=model,
        table=model.fact,
        key=entry.key,
        version=entry.version,
        system=system,
        row=row,
        withdrawn=not entry.stands,
    )
