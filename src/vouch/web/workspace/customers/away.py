"""A list of customers or people taken away as a file, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, StreamingHttpResponse

from vouch.web.shared import taken_away
from vouch.web.shared.taken_away import KINDS
from vouch.web.workspace.customers.asked import Asked

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vouch.program.findings.models import Placement

__all__ = ["KINDS", "as_file"]

_ROWS = 1000


def as_file(request: HttpRequest, ask: Asked, rows: QuerySet[Placement], kind: str) -> StreamingHttpResponse:
    """The rows as a file that is sent while it is being written."""
    name = "customers" if ask.kind == "account" else "people"
    return taken_away.as_file(request, _table(ask.kind, rows.iterator(chunk_size=_ROWS)), kind, name=name)


def _table(kind: str, rows: Iterator[Placement]) -> Iterator[list[Any]]:
    """The heads, then a row for each placement."""
    yield list(_heads(kind))
    for row in rows:
        yield list(_cells(kind, row))


def _heads(kind: str) -> tuple[str, ...]:
    who: tuple[str, ...] = (
        "id",
        "name",
        "segment",
        "region",
        "country",
        "owner",
        "yearly_value",
        "currency",
        "customer_since",
    )
    if kind == "contact":
        who = ("id", "name", "email", "title", "account", "account_id", "owner")
    return (
        *who, "stage", "at_least", "at_most", "at_risk", "why_at_risk", "flags", "missing", "stale", "coverage",
        "confidence",
    )  # fmt: skip


def _cells(kind: str, row: Placement) -> tuple[Any, ...]:
    account, contact = row.account, row.contact
    owner = account.owner.name if account and account.owner_id and account.owner else ""
    if kind == "contact":
        who: tuple[Any, ...] = (
            contact.source_id if contact else row.subject, contact.name if contact else "",
            contact.email if contact else "", contact.title if contact else "", account.name if account else "",
            account.source_id if account else "", owner,
        )  # fmt: skip
    else:
        since = account.customer_since if account else None
        who = (
            account.source_id if account else row.subject, account.name if account else "",
            account.segment if account else "", account.region if account else "", account.country if account else "",
            owner, account.yearly_value if account else None, account.currency if account else "",
            since.isoformat() if since else "",
        )  # fmt: skip
    raised = [f"{reason['reason']} since {reason['since']}" for reason in row.reasons if reason.get("flagged", True)]
    return (
        *who, row.stage, row.at_least, row.at_most, "yes" if row.at_risk else "no",
        "; ".join(raised) if row.at_risk else "", "; ".join(row.flags), "; ".join(row.missing), "; ".join(row.stale),
        row.coverage, row.confidence,
    )  # fmt: skip
