"""A mapping as tables of choices: which header feeds which column, how its days and words read. Made and written.

Each of its tables is chosen by itself. What choices have no place for (joins, filters) stays in the mapping as it was.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from vouch.domain.errors import BadInput
from vouch.importers.base.mapping import read
from vouch.importers.base.source import Grid, grids
from vouch.importers.base.words import Headers, made_unique
from vouch.importers.files.suggest import header_place, suggest
from vouch.importers.files.toml import written
from vouch.tables.facts import TABLES
from vouch.tables.shape import Table

ROWS = 500
"""Rows of a file that are looked at."""
WORDS = 24
"""Different words of a column of choices that can be given a meaning one by one."""
BESIDE, LEFT_OUT = "", "-"
"""What a header is for that feeds no column: kept as an attribute, or left out altogether."""


@dataclass(frozen=True)
class Header:
    """One column of the file: its name, some of its cells, and all words of it where they are few."""

    name: str
    cells: tuple[str, ...]
    words: tuple[str, ...]
    filled: int


@dataclass(frozen=True)
class Sheet:
    """The beginning of a file as text: its headers, where the header lies, and how many rows were looked at.

    `name`: which sheet of a workbook it is; empty where the file is none.
    """

    headers: tuple[Header, ...]
    skip: int
    rows: int
    more: bool
    name: str = ""


@dataclass(frozen=True)
class Sketch:
    """The choices of one table. `feeds` by header (a column, BESIDE or LEFT_OUT), `formats` and `words` by column.

    `sheet`: of a workbook, the sheet whose rows it is about; empty where it says none.
    """

    name: str
    system: str
    to: str
    zone: str = ""
    decimal: str = ""
    feeds: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""

    @property
    def table(self) -> Table:
        """The fact table its rows become."""
        return TABLES[self.to]

    @property
    def wanted(self) -> list[str]:
        """Columns the table cannot do without and nothing feeds: a name, or several of which one is enough."""
        fed = {*self.feeds.values(), *(name for name, value in self.constants.items() if value)}
        groups = [(column.name,) for column in self.table.columns if column.required] + list(self.table.one_of)
        return [" or ".join(group) for group in groups if not fed.intersection(group)]


def sheet(path: Path, *, name: str | None = None) -> Sheet:
    """The beginning of the file at `path`, of a workbook its first sheet. Raises BadInput as `sheets`."""
    return sheets(path, name=name)[0]


def sheets(path: Path, *, name: str | None = None) -> list[Sheet]:
    """The beginning of every sheet with rows; of what is no workbook, the one there is.

    Raises BadInput when it is no table, or has no rows.
    """
    found = [one for grid in grids(path, name=name)[1] if (one := _sheet(grid)) is not None]
    if not found:
        raise BadInput("no_rows", f"{name or path.name} has a header but no rows, so there is nothing to read.")
    return found


def _sheet(grid: Grid) -> Sheet | None:
    head = grid.head()
    place = header_place(head) if head else 0
    lot = next(iter(grid.lots(place, size=ROWS)), None) if head else None
    if lot is None or not len(lot.rows):
        return None
    found = [_header(one, lot.frame[one]) for one in made_unique(head[place]) if one in lot.frame.columns]
    return Sheet(tuple(found), place, len(lot.rows), len(lot.rows) >= ROWS, grid.sheet or "")


def _header(name: str, cells: pl.Series) -> Header:
    filled = cells.drop_nulls()
    different = filled.unique(maintain_order=True)
    words = tuple(different.sort().to_list()) if len(different) <= WORDS else ()
    return Header(name, tuple(different.head(4).to_list()), words, len(filled))


def drafted(path: Path, *, sheet: str = "") -> str:
    """The mapping that Vouch would draft, as TOML; of a workbook, for one sheet."""
    return suggest(path, sheet=sheet)


def tables_of(text: str) -> list[tuple[str, str]]:
    """Each table of a mapping: what its rows become, and of which sheet. Raises BadInput for what is no mapping."""
    try:
        blocks = tomllib.loads(text).get("table", [])
    except tomllib.TOMLDecodeError as error:
        raise BadInput("bad_mapping", f"The mapping is not valid TOML ({error}).") from error
    if not isinstance(blocks, list) or not all(isinstance(one, dict) and one.get("to") in TABLES for one in blocks):
        raise BadInput("bad_mapping", "The mapping has a table that is none of Vouch's.")
    return [(one["to"], str(one.get("sheet", ""))) for one in blocks]


def sketch(text: str, headers: Sequence[str], *, table: int = 0, checked: bool = True) -> Sketch:
    """The choices of one table of a mapping, for a file with these headers.

    Raises BadInput for a mapping with mistakes; one that is not `checked` may be half done.
    """
    if checked:
        read(text, name="The mapping")
    told = tomllib.loads(text)
    block = told["table"][table]
    known = Headers(list(headers))
    feeds = dict.fromkeys(headers, BESIDE)
    feeds |= {found: LEFT_OUT for one in told.get("ignore", ()) if (found := known.find(one))}
    formats = {}
    for column, spec in block.get("columns", {}).items():
        for header in _sources(spec):
            if found := known.find(header):
                feeds[found] = column
        formats[column] = _format(spec)
    return Sketch(
        name=told["name"], system=told.get("system", "plain"), to=block["to"], zone=told.get("zone", ""),
        decimal=told.get("decimal", ""), feeds=feeds, formats=formats, words=block.get("values", {}),
        constants={name: str(value) for name, value in block.get("constants", {}).items()},
        sheet=block.get("sheet", ""),
    )  # fmt: skip


def begun(path: Path, headers: Sequence[str], like: Sketch, *, sheet: str = "", to: str = "") -> Sketch:
    """A further table beside one like this: drafted for a sheet, else with nothing chosen but what it is `to`."""
    made = replace(like, to=to or like.to, feeds=dict.fromkeys(headers, BESIDE), formats={}, words={}, constants={})
    if sheet:
        draft = sketch(drafted(path, sheet=sheet), headers)
        made = replace(draft, name=like.name, system=like.system, zone=like.zone, decimal=like.decimal)
    return replace(made, sheet=sheet)


def without(text: str, table: int) -> str:
    """The mapping without one of its tables."""
    told = tomllib.loads(text)
    blocks = told.pop("table")
    return written(told, [one for place, one in enumerate(blocks) if place != table])


def alone(text: str, sheet: str) -> str:
    """What the mapping says of one sheet, as if the file were that sheet and nothing else."""
    told = tomllib.loads(text)
    blocks = [dict(one) for one in told.pop("table") if one.get("sheet", "") in ("", sheet)]
    for one in blocks:
        one.pop("sheet", None)
    return written(told, blocks)


def _sources(spec: Any) -> list[str]:
    if isinstance(spec, dict):
        spec = spec.get("from", [])
    return [spec] if isinstance(spec, str) else list(spec)


def _format(spec: Any) -> str:
    told = spec.get("format", "") if isinstance(spec, dict) else ""
    return told if isinstance(told, str) else (told[0] if told else "")


def mapping_text(made: Sketch, *, base: str = "", skip: int = 0, table: int = 0) -> str:
    """The choices as a mapping in TOML; what `base` says beyond them is kept. Not checked: `read` says what is wrong.

    `table`: which of the tables of `base` they are, a further one where it has not so many. A column keeps how it was
    read (joined, scaled) for as long as the same headers feed it.
    """
    told = tomllib.loads(base) if base else {}
    blocks = list(told.pop("table", []))
    table = min(table, len(blocks))
    before = blocks[table] if table < len(blocks) else {}
    block = dict(before) if before.get("to", made.to) == made.to else {}
    block["to"] = made.to
    block.pop("sheet", None)
    if made.sheet:
        block["sheet"] = made.sheet
    block["columns"] = dict(_columns(made, block.get("columns", {})))
    fed = set(block["columns"])
    values = {column: dict(words) for column, words in made.words.items() if column in fed and words}
    constants = {name: _constant(made.table, name, value) for name, value in made.constants.items() if value}
    for name, found in (("values", values), ("constants", constants)):
        block.pop(name, None)
        if found:
            block[name] = found
    here, others = Headers(list(made.feeds)), [*blocks[:table], *blocks[table + 1 :]]
    ignore = [header for header, column in made.feeds.items() if column == LEFT_OUT]
    ignore += [one for one in told.get("ignore", ()) if others and here.find(one) is None]
    told |= {"name": made.name, "system": made.system}
    for key, value in (("zone", made.zone), ("decimal", made.decimal), ("ignore", ignore)):
        told.pop(key, None)
        if value:
            told[key] = value
    if skip and "rows" not in told:
        told["rows"] = {"skip": skip}
    return written(told, [*blocks[:table], block, *blocks[table + 1 :]])


def _columns(made: Sketch, before: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    known = Headers(list(made.feeds))
    for column in made.table.names:
        headers = [header for header, to in made.feeds.items() if to == column]
        spec = before.get(column)
        if spec is not None and [known.find(one) for one in _sources(spec)] == headers and (headers or "join" in spec):
            kept = dict(spec) if isinstance(spec, dict) else {"from": spec}
        elif headers:
            kept = {"from": [_named(header) for header in headers] if len(headers) > 1 else _named(headers[0])}
        else:
            continue
        kept.pop("format", None)
        if made.formats.get(column):
            kept["format"] = made.formats[column]
        yield column, kept["from"] if set(kept) == {"from"} else kept


# a header that begins like a pattern is written as one that fits nothing but itself
def _named(header: str) -> str:
    return f"~^{re.escape(header)}$" if header.startswith("~") else header


def _constant(table: Table, name: str, value: str) -> Any:
    if name in table.names and table.column(name).type in ("number", "count"):
        try:
            return float(value) if "." in value else int(value)
        except ValueError:
            return value
    return value
