"""A list taken away as a file: CSV or XLSX, row by row, with nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import xlsxwriter
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

from vouch.runs.written import neutral

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BLOCK = 65_536


def as_file(request: HttpRequest, table: Iterator[list[Any]], kind: str, *, name: str) -> StreamingHttpResponse:
    """The heads and rows as a file `name`, sent while it is being written. `kind`: one of KINDS."""
    harmless = ([neutral(value) for value in row] for row in table)
    pieces = _csv(harmless) if kind == "csv" else _xlsx(harmless)
    return sent(request, pieces, KINDS[kind], name=f"{name}.{kind}")


def sent(request: HttpRequest, pieces: Iterator[bytes], content_type: str, *, name: str) -> StreamingHttpResponse:
    """Pieces of a file as an answer that a browser keeps under that name."""
    # a server that runs on events wants its pieces without waiting, a plain one wants them as they are
    body: Any = _awaited(pieces) if isinstance(request, ASGIRequest) else pieces
    response = StreamingHttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file of the disk, piece by piece."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


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
