"""A mapping laid over the headers of one file: which header feeds which column of which table."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field

import polars as pl

from vouch.domain.errors import BadInput
from vouch.importers.base.cells.words import mapped
from vouch.importers.base.mapping import Block, From, Mapping, Only
from vouch.importers.base.words import Headers, plain, shown
from vouch.tables.facts import TABLES
from vouch.tables.shape import Column, Table

Conversion = Callable[[pl.Series], pl.Series]


@dataclass(frozen=True)
class Field:
    """One column of a table and the headers of the file that feed it."""

    column: Column
    spec: From
    headers: tuple[str, ...]
    join: tuple[str, ...] = ()
    constant: str | None = None
    words: Map[str, str] = field(default_factory=dict)
    convert: Conversion | None = None

    @property
    def header(self) -> str:
        """What a person is shown as the column's name."""
        return next(iter((*self.headers, *self.join)), self.column.name)

    def cells(self, frame: pl.DataFrame) -> pl.Series:
        """The field's cells in rows of the file, as text."""
        found = [pl.col(name) for name in self.headers if name in frame.columns]
        if self.join and all(name in frame.columns for name in self.join):
            found.append(pl.concat_str([pl.col(name) for name in self.join], separator=self.spec.by, ignore_nulls=True))
        if self.constant is not None:
            found.append(pl.lit(self.constant))
        text = pl.coalesce(found) if found else pl.lit(None, dtype=pl.String)
        cells = frame.select(text.alias("cells"))["cells"] if found or frame.width else pl.Series([], dtype=pl.String)
        if len(cells) != len(frame):  # nothing but literals
            cells = cells.new_from_index(0, len(frame))
        if self.join:
            cells = cells.replace("", None)
        if self.words:
            cells = mapped(cells, dict(self.words))
        return self.convert(cells) if self.convert else cells


@dataclass(frozen=True)
class Plan:
    """What one block of a mapping does with this file."""

    block: Block
    table: Table
    fields: tuple[Field, ...]
    where: tuple[tuple[str, Only], ...]
    split: str | None
    lacking: tuple[str, str, str] | None = None
    """A column of the table that the file cannot fill, the header wanted, and the sentence its rows are listed with."""

    def fed(self, name: str) -> bool:
        """Whether the file, or the mapping, has anything to say to the column."""
        return any(each.column.name == name for each in self.fields)


@dataclass(frozen=True)
class Plans:
    """A mapping over a file: its working blocks, and the headers it names, knows or leaves alone."""

    mapping: Mapping
    plans: tuple[Plan, ...]
    used: frozenset[str]
    ignored: frozenset[str]
    absent: tuple[str, ...]
    idle: tuple[str, ...]


def make_plans(mapping: Mapping, headers: Headers, conversions: Map[str, Conversion], file: str) -> Plans:
    """Lays a mapping over a file.

    Raises BadInput when no block of it can work, naming what the file lacks.
    """
    plans: list[Plan] = []
    wants: list[str] = []
    absent: dict[str, None] = {}
    used: set[str] = set()
    for block in mapping.blocks:
        plan, lacks, unknown = _plan(block, headers, conversions)
        absent |= dict.fromkeys(unknown)
        if plan is None:
            wants.append(lacks)
            continue
        plans.append(plan)
        used.update(name for each in plan.fields for name in (*each.headers, *each.join))
        used.update(name for name, _ in plan.where)
        used.update([plan.split] if plan.split else [])
    if not plans:
        raise BadInput("missing_column", f"{file} cannot be read as {mapping.name}: {wants[0]}.", file=file)
    ignored = frozenset(name for name in map(headers.find, mapping.ignore) if name)
    used.update(name for name in map(headers.find, mapping.rows.drop) if name)
    return Plans(mapping, tuple(plans), frozenset(used), ignored - used, tuple(absent), tuple(wants))


def _plan(block: Block, headers: Headers, conversions: Map[str, Conversion]) -> tuple[Plan | None, str, list[str]]:
    table = TABLES[block.to]
    fields, absent = [], []
    for column in table.columns:
        spec = block.columns.get(column.name)
        constant = block.constants.get(column.name)
        found = tuple(dict.fromkeys(name for name in map(headers.find, spec.source if spec else ()) if name))
        joined = tuple(name for name in map(headers.find, spec.join if spec else ()) if name)
        if spec and len(joined) < len(spec.join):
            joined = ()
        if spec and not found and not joined:
            absent.append(spec.headers[0] if spec.headers else column.name)
        if found or joined or constant is not None:
            written = None if constant is None else str(constant)
            convert = conversions[spec.read] if spec and spec.read else None
            words = block.values.get(column.name, {})
            fields.append(Field(column, spec or From(), found, joined, written, words, convert))
    fed = {each.column.name for each in fields}
    lacks = [name for name in block.needs if name not in fed]
    lacks += [column.name for column in table.columns if column.required and column.name not in fed]
    lacks += [" or ".join(group) for group in table.one_of if not fed & set(group)]
    where = tuple((headers.find(name) or name, only) for name, only in block.where.items())
    split = next((name for name in map(headers.find, block.split.column) if name), None) if block.split else None
    if block.split and split is None:
        lacks.append(block.split.column[0])
    if not lacks:
        return Plan(block, table, tuple(fields), where, split), "", absent
    name = lacks[0].partition(" or ")[0]
    sentence = block.without.get(name)
    if sentence:
        wanted = block.columns[name].headers[0] if name in block.columns else name
        return Plan(block, table, tuple(fields), where, split, (name, wanted, sentence)), "", absent
    return None, _wanted(block, lacks[0], headers), absent


def _wanted(block: Block, lacks: str, headers: Headers) -> str:
    spec = block.columns.get(lacks.partition(" or ")[0])
    names = spec.headers if spec and spec.headers else tuple(lacks.split(" or "))
    close = difflib.get_close_matches(plain(names[0]), [plain(name) for name in headers.names], n=1, cutoff=0.6)
    near = next((name for name in headers.names if close and plain(name) == close[0]), None)
    hint = f"; is it '{near}'?" if near else f"; it has {shown(headers.names)}"
    return f"{block.to} needs {lacks}, and the file has no column {' or '.join(repr(name) for name in names)}{hint}"
