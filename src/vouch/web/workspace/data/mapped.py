"""The choices of a mapping as a form: read from what was sent, and shown header by header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from vouch.domain.errors import BadInput
from vouch.importers.files.sketch import BESIDE, LEFT_OUT, Header, Sheet, Sketch, tables_of
from vouch.tables.facts import TABLES
from vouch.tables.shape import Column, Type
from vouch.web.shared.environment import word
from vouch.web.workspace.data.words import TABLES as TABLE_WORDS

FORMATS = (
    ("", "as it says itself"),
    ("iso", "year first: 2026-11-22"),
    ("eu", "day first: 22/11/2026"),
    ("us", "month first: 11/22/2026"),
    ("named", "in words: 22 Nov 2026"),
    ("epoch", "seconds since 1970"),
    ("epoch_ms", "milliseconds since 1970"),
    ("excel", "a spreadsheet’s day number"),
)
_MOST = 200_000
"""Letters of a mapping that come along with a form."""
_TYPES = {
    Type.ID: "an id", Type.TEXT: "text", Type.EMAIL: "an e-mail address", Type.NUMBER: "a number",
    Type.COUNT: "a whole number", Type.YES_NO: "yes or no", Type.DATE: "a day", Type.TIME: "a moment",
    Type.CHOICE: "one of a few words",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One header of the file, what it is for, and what can be said about it."""

    number: int
    header: Header
    to: str
    column: Column | None
    format: str
    words: Sequence[tuple[str, str]]

    @property
    def type(self) -> str:
        """What the column holds, in words; empty where it feeds none."""
        return _TYPES[self.column.type] if self.column else ""

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """What a word of it can mean."""
        return [("", "none"), *((one, word(one)) for one in (self.column.choices if self.column else ()))]

    @property
    def dated(self) -> bool:
        """Whether its days can be written in several ways."""
        return self.column is not None and self.column.type in (Type.DATE, Type.TIME)


def lines(sheet: Sheet, made: Sketch) -> list[Line]:
    """Every header of the file with its choices."""
    names = made.table.names
    found = []
    for number, header in enumerate(sheet.headers):
        to = made.feeds.get(header.name, BESIDE)
        column = made.table.column(to) if to in names else None
        words = made.words.get(to, {})
        told = [(one, words.get(one, "")) for one in header.words] if column and column.choices else []
        found.append(Line(number, header, to, column, made.formats.get(to, ""), told))
    return found


def targets(made: Sketch) -> list[tuple[str, str]]:
    """What a header can be for: the table's columns, kept beside, left out."""
    needed = {column.name for column in made.table.columns if column.required}
    needed |= {name for group in made.table.one_of for name in group}
    columns = [(name, f"{word(name)}{' (needed)' if name in needed else ''}") for name in made.table.names]
    return [(BESIDE, "kept beside, read by nothing"), (LEFT_OUT, "left out"), *columns]


def tables() -> list[tuple[str, str]]:
    """The tables that rows can become."""
    return [(name, TABLE_WORDS.get(name, word(name))) for name in TABLES]


def sheet_of(data: QueryDict, sheets: Sequence[Sheet]) -> Sheet:
    """The sheet whose headers the choices that were sent are about."""
    return next((one for one in sheets if one.name == data.get("of-sheet", "")), sheets[0])


def base_of(data: QueryDict, kept: str) -> str:
    """The whole mapping as it was sent along with the choices of one table; what was kept where that is none."""
    text = data.get("text", "")[:_MOST]
    try:
        return text if text and tables_of(text) else kept
    except BadInput:
        return kept


def sent(data: QueryDict, sheet: Sheet) -> Sketch:
    """The choices as they were sent. A word that is none is left away."""
    to = data.get("to", "")
    to = to if to in TABLES else next(iter(TABLES))
    table = TABLES[to]
    feeds: dict[str, str] = {}
    formats: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for number, header in enumerate(sheet.headers):
        column = data.get(f"to-{number}", BESIDE)
        feeds[header.name] = column if column in {*table.names, LEFT_OUT} else BESIDE
        if column not in table.names:
            continue
        told = table.column(column)
        if told.type in (Type.DATE, Type.TIME) and data.get(f"format-{number}"):
            formats[column] = str(data.get(f"format-{number}", ""))[:60]
        if told.choices:
            words[column] = {
                one: data.get(f"word-{number}-{place}", "")
                for place, one in enumerate(header.words)
                if data.get(f"word-{number}-{place}", "") in ("", *told.choices)
            }
    constants = {
        name: str(data.get(f"constant-{name}", ""))[:200]
        for name in table.names
        if data.get(f"constant-{name}", "").strip()
    }
    return Sketch(
        name=data.get("name", "").strip()[:80] or "file", system=data.get("system", "").strip()[:40] or "plain", to=to,
        zone=data.get("zone", "").strip()[:60], decimal="," if data.get("decimal") == "," else "",
        feeds=feeds, formats=formats, words=words, constants=constants,
        sheet=sheet.name if data.get("of-sheet") else "",
    )  # fmt: skip
