"""A mapping as one table of choices: which header feeds which column, how its days and words read. Made and written.

What a table of choices has no place for (several tables, joins, filters) stays in the mapping as it was.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from vouch.domain.errors import BadInput
from vouch.importers.base.mapping import read
from vouch.importers.base.source import Grid, grids
from vouch.importers.base.words import Headers, made_unique
from vouch.importers.files.suggest import header_place, suggest
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
    """The beginning of a file as text: its headers, where the header lies, and how many rows were looked at."""

    headers: tuple[Header, ...]
    skip: int
    rows: int
    more: bool


@dataclass(frozen=True)
class Sketch:
    """The choices. `feeds` by header (a column, BESIDE or LEFT_OUT), `formats` and `words` by column of the table."""

    name: str
    system: str
    to: str
    zone: str = ""
    decimal: str = ""
    feeds: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)

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
    """The beginning of the file at `path`. Raises BadInput when it is no table, or has no rows."""
    grid, place = _grid(path, name)
    names = made_unique(grid.head()[place])
    lot = next(iter(grid.lots(place, size=ROWS)), None)
    if lot is None or not len(lot.rows):
        raise BadInput("no_rows", f"{name or path.name} has a header but no rows, so there is nothing to read.")
    found = [_header(one, lot.frame[one]) for one in names if one in lot.frame.columns]
    return Sheet(tuple(found), place, len(lot.rows), len(lot.rows) >= ROWS)


def _grid(path: Path, name: str | None) -> tuple[Grid, int]:
    _, found = grids(path, name=name)
    grid = next((one for one in found if one.head()), found[0])
    return grid, header_place(grid.head())


def _header(name: str, cells: pl.Series) -> Header:
    filled = cells.drop_nulls()
    different = filled.unique(maintain_order=True)
    words = tuple(different.sort().to_list()) if len(different) <= WORDS else ()
    return Header(name, tuple(different.head(4).to_list()), words, len(filled))


def drafted(path: Path) -> str:
    """The mapping that Vouch would draft, as TOML."""
    return suggest(path)


def sketch(text: str, headers: Sequence[str]) -> Sketch:
    """The choices of a mapping for a file with these headers. Raises BadInput for a mapping with mistakes."""
    read(text, name="The mapping")
    told = tomllib.loads(text)
    block = told["table"][0]
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
    )  # fmt: skip


def _sources(spec: Any) -> list[str]:
    if isinstance(spec, dict):
        spec = spec.get("from", [])
    return [spec] if isinstance(spec, str) else list(spec)


def _format(spec: Any) -> str:
    told = spec.get("format", "") if isinstance(spec, dict) else ""
    return told if isinstance(told, str) else (told[0] if told else "")


def mapping_text(made: Sketch, *, base: str = "", skip: int = 0) -> str:
    """The choices as a mapping in TOML; what `base` says beyond them is kept. Not checked: `read` says what is wrong.

    A column keeps how it was read (joined, scaled) for as long as the same headers feed it.
    """
    told = tomllib.loads(base) if base else {}
    blocks = list(told.pop("table", [])) or [{}]
    block = dict(blocks[0]) if blocks[0].get("to", made.to) == made.to else {}
    block["to"] = made.to
    block["columns"] = dict(_columns(made, block.get("columns", {})))
    fed = set(block["columns"])
    values = {column: dict(words) for column, words in made.words.items() if column in fed and words}
    constants = {name: _constant(made.table, name, value) for name, value in made.constants.items() if value}
    for name, found in (("values", values), ("constants", constants)):
        block.pop(name, None)
        if found:
            block[name] = found
    ignore = [header for header, column in made.feeds.items() if column == LEFT_OUT]
    told |= {"name": made.name, "system": made.system}
    for key, value in (("zone", made.zone), ("decimal", made.decimal), ("ignore", ignore)):
        told.pop(key, None)
        if value:
            told[key] = value
    if skip and "rows" not in told:
        told["rows"] = {"skip": skip}
    return "\n".join(_written(told, [block, *blocks[1:]])) + "\n"


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


def _written(told: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from (f"{_key(key)} = {_value(value)}" for key, value in told.items() if not isinstance(value, Mapping))
    for key, value in told.items():
        if isinstance(value, Mapping):
            yield from ("", f"[{_key(key)}]", *(f"{_key(name)} = {_value(one)}" for name, one in value.items()))
    for block in blocks:
        yield from ("", "[[table]]")
        yield from (f"{_key(key)} = {_value(value)}" for key, value in block.items() if not isinstance(value, Mapping))
        for key, value in block.items():
            if isinstance(value, Mapping):
                yield from ("", f"[table.{_key(key)}]")
                yield from (f"{_key(name)} = {_value(one)}" for name, one in value.items())


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else _text(text)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(name)} = {_value(one)}' for name, one in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):
        return _text(value)
    return str(value.isoformat()) if hasattr(value, "isoformat") else json.dumps(value)
