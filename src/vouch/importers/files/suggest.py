"""A mapping drafted for a file whose headers Vouch does not know: it can be used as it is, and says what to decide."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from rapidfuzz import process

from vouch.domain.errors import BadInput
from vouch.importers.base.cells import dates, numbers
from vouch.importers.base.mapping import read
from vouch.importers.base.source import Grid, grids
from vouch.importers.base.words import made_unique, plain
from vouch.importers.files.match import Draft, drafts
from vouch.tables.shape import Column, Type

_SAMPLE = 20_000
_MOST_WORDS = 40
_READ_BY_POLICY = {
    "type": "customers and deals",
    "stage": "deals",
    "priority": "tickets",
    "category": "tickets",
    "item": "surveys",
}


def suggest(path: Path, *, sheet: str = "") -> str:
    """The draft of a mapping for the file at `path`, as TOML with comments where a person must decide.

    Of a workbook it is about that `sheet`, else the first with rows.

    Raises BadInput when the file is no table, or has no row to learn from.
    """
    _, found = grids(path)
    for grid in found:
        if not grid.head() or (sheet and grid.sheet != sheet):
            continue
        header = header_place(grid.head())
        names = made_unique(grid.head()[header])
        lot = next(iter(grid.lots(header, size=_SAMPLE)))
        if len(lot.rows):
            text = _written(path.name, grid, header, names, lot.frame)
            read(text, name="the draft")
            return text
    raise BadInput(
        "no_rows", f"{path.name} has a header but no rows, so there is nothing to learn from.", file=path.name
    )


def header_place(head: Sequence[Sequence[str]]) -> int:
    """Which of the first records is the header: titles above it are narrower than the table."""
    widths = [sum(1 for cell in cells if cell.strip()) for cells in head]
    return next((place for place, width in enumerate(widths) if width * 2 > max(widths)), 0)


def _written(file: str, grid: Grid, header: int, names: list[str], sample: pl.DataFrame) -> str:
    ranked = drafts(names, sample)
    best = next((draft for draft in ranked if not draft.undecided), ranked[0])
    chosen = [best]
    people = next((draft for draft in ranked if draft.table.name == "contacts" and not draft.undecided), None)
    if people and best.table.name != "contacts" and {"email", "name"} <= set(people.feeds):
        chosen.append(people)
    others = [draft.table.name for draft in ranked if draft not in chosen and draft.worth > 0][:3]
    lines = [
        f"# A draft for {file}: read it, change it, then  vouch import {file} --as THIS.toml",
        f"# Nearest tables: {', '.join(draft.table.name for draft in chosen)}"
        + (f" (then {', '.join(others)})" if others else ""),
        f"name = {_quoted(Path(file).stem[:60] or 'file')}",
        'system = "plain"  # decide: the tool it comes from, in small letters; ids of different tools are kept apart',
    ]
    if any(_clock(sample[name]) for name in names if name in sample.columns):
        lines.append(
            '# zone = "Europe/Lisbon"  # decide: where times without a zone were written; else the company\'s own'
        )
    if any(numbers.decimal_mark(sample[name]) == "," for name in names):
        lines.append('decimal = ","  # numbers like 1.234,56')
    if header:
        lines += ["", "[rows]", f"skip = {header}  # lines above the header"]
    fed: set[str] = set()
    for draft in chosen:
        lines += ["", *_block(draft, sample)]
        fed |= {name for name, _ in draft.feeds.values()}
    spare = [name for name in names if name not in fed]
    if spare:
        lines += ["", "# Kept as attributes, read by nothing:", *(f"#   {_quoted(name)}" for name in spare)]
    return "\n".join(lines) + "\n"


def _block(draft: Draft, sample: pl.DataFrame) -> list[str]:
    table = draft.table
    lines = ["[[table]]", f"to = {_quoted(table.name)}  # {table.sentence}", "", "[table.columns]"]
    fed = [column for column in table.columns if column.name in draft.feeds]
    lines += [_column(column, *draft.feeds[column.name], sample) for column in fed]
    constants = [table.column(name) for name in draft.undecided]
    if constants:
        lines += ["", "[table.constants]"]
        lines += [f"{column.name} = {_constant(column)}  # decide: {column.doc}" for column in constants]
    maps = [
        _values(column, sample[draft.feeds[column.name][0]])
        for column in table.columns
        if column.choices and column.name in draft.feeds
    ]
    if maps:
        lines += ["", "[table.values]", *maps]
    return lines


def _column(column: Column, header: str, nearness: float, sample: pl.DataFrame) -> str:
    cells = sample[header]
    source, comment = _header_named(header), ""
    if column.type in (Type.DATE, Type.TIME):
        way, comment = _way(cells)
        source = f"{{ from = {source}, format = {_quoted(way)} }}" if way else source
    elif column.name in _READ_BY_POLICY:
        seen = cells.drop_nulls().unique().sort().head(8).to_list()
        comment = f"policy ({_READ_BY_POLICY[column.name]}) says what these mean: {', '.join(map(_one_line, seen))}"
    if nearness < 90:
        comment = f"decide: is it? {column.doc} {comment}".strip()
    return f"{column.name} = {source}" + (f"  # {comment}" if comment else "")


def _way(cells: pl.Series) -> tuple[str, str]:
    filled = cells.drop_nulls()
    if filled.str.contains(r"^1\d{9}$").all():
        return "epoch", "seconds since 1970"
    if filled.str.contains(r"^1\d{12}$").all():
        return "epoch_ms", "milliseconds since 1970"
    parts = filled.str.extract_groups(dates.SLASHED).struct.unnest()
    first, second = parts[:, 0].cast(pl.Int64, strict=False), parts[:, 1].cast(pl.Int64, strict=False)
    if first.null_count() == len(first):
        return "", ""
    if (first > 12).any():
        return "eu", "day first: some days are above 12"
    if (second > 12).any():
        return "us", "month first: some days are above 12"
    return "eu", f'decide: "eu" (day first) or "us" (month first)? Nothing tells; the file says {_one_line(filled[0])}'


def _clock(cells: pl.Series) -> bool:
    return bool(cells.str.contains(r"\d[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$").any())


def _values(column: Column, cells: pl.Series) -> str:
    words = cells.drop_nulls().unique().sort().head(_MOST_WORDS).to_list()
    pairs = []
    for word in words:
        near = process.extractOne(plain(word), list(column.choices), processor=plain, score_cutoff=75)
        pairs.append(f"{_quoted(word)} = {_quoted(near[0] if near else '')}")
    choices = ", ".join(column.choices)
    return f'{column.name} = {{ {", ".join(pairs)} }}  # decide: each is one of {choices}, or "" for none'


def _constant(column: Column) -> str:
    if column.choices:
        return _quoted(column.choices[0])
    if column.type in (Type.DATE, Type.TIME):
        return "1970-01-01"
    return "0" if column.type in (Type.NUMBER, Type.COUNT) else _quoted("not said")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


# a header that begins like a pattern is written as one that fits nothing but itself
def _header_named(text: str) -> str:
    return _quoted(f"~^{re.escape(text)}$" if text.startswith("~") else text)


def _one_line(text: object) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in str(text))[:40]
