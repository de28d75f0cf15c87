"""A list taken away as a file: CSV or XLSX, row by row, with nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

import xlsxwriter
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

from vouch.runs.written import neutral
from vouch.web.workspace.customers.asked import Asked

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vouch.program.findings.models import Placement

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BLOCK = 65_536
_ROWS = 1000


def as_file(request: HttpRequest, ask: Asked, rows: QuerySet[Placement], kind: str) -> StreamingHttpResponse:
    """The rows as a file that is sent while it is being written."""
    table = _table(ask.kind, rows.iterator(chunk_size=_ROWS))
    pieces = _csv(table) if kind == "csv" else _xlsx(table)
    # a server that runs on events wants its pieces without waiting, a plain one wants them as they are
    body: Any = _awaited(pieces) if isinstance(request, ASGIRequest) else pieces
    name = f"{'customers' if ask.kind == 'account' else 'people'}.{kind}"
    response = StreamingHttpResponse(body, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _table(kind: str, rows: Iterator[Placement]) -> Iterator[list[Any]]:
    """The heads, then a row for each placement."""
    yield list(_heads(kind))
    for row in rows:
        yield [neutral(value) for value in _cells(kind, row)]


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


def _csv(table: Iterator[list[Any]]) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    text.write("\ufeff")
    for row in table:
        writer.writerow(["" if value is None else value for value in row])
        if text.tell() > _BLOCK:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def _xlsx(table: Iterator[list[Any]]) -> Iterator[bytes]:
    plain = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with tempfile.TemporaryFile(suffix=".xlsx") as file:
        with xlsxwriter.Workbook(file, plain) as book:
            sheet, bold = book.add_worksheet("Vouch"), book.add_format({"bold": True})
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(table):
                for place, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, place, value[:32_767], bold if number == 0 else None)
                    elif value is not None:
                        sheet.write_number(number, place, value)
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block


async def _awaited(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    following = sync_to_async(lambda: next(pieces, None))
    while (piece := await following()) is not None:
        yield piece
