"""Records with named fields (JSON) as rows of text: nested fields by their path, lists of words in one cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl

from vouch.importers.base.source.grid import LOT, Lot, text_frame
from vouch.importers.base.words import made_unique

_DEEP = 6
Met = tuple[int, dict[str, Any] | None, str, str, int]
"""Row number, record or None, why it is none, how it begins, position in the file."""


def flat(record: dict[str, Any]) -> dict[str, str | None]:
    """A record as cells.

    >>> flat({"id": 7, "who": {"email": "ana@example.com"}, "tags": ["a", "b"], "ok": True})
    {'id': '7', 'who.email': 'ana@example.com', 'tags': 'a;b', 'ok': 'true'}
    """
    cells: dict[str, str | None] = {}
    _flatten(record, "", cells, _DEEP)
    return cells


def _flatten(record: dict[str, Any], path: str, cells: dict[str, str | None], deep: int) -> None:
    for name, value in record.items():
        if isinstance(value, dict) and value and deep:
            _flatten(value, f"{path}{name}.", cells, deep - 1)
        else:
            cells[f"{path}{name}"] = _text(value)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int):
        return str(value) if value.bit_length() < 4_000 else hex(value)
    if isinstance(value, list) and all(isinstance(each, str | int | float) for each in value):
        return ";".join(_text(each) or "" for each in value)
    return json.dumps(value, ensure_ascii=False)


def names_of(records: Iterable[dict[str, Any]]) -> list[str]:
    """The fields of some records in the order they are first met."""
    return list(dict.fromkeys(name for record in records for name in flat(record)))


def lots_of(met: Iterable[Met], names: Sequence[str], size: int = LOT) -> Iterator[Lot]:
    """Lots of records; a field that is first met in a later lot is a further column of that lot."""
    cells: list[dict[str, str | None]] = []
    rows: list[int] = []
    listed: list[tuple[int, str, str, str]] = []
    position = 0
    for row, record, wrong, begins, position in met:
        if record is None:
            listed.append((row, "", wrong, begins))
        else:
            cells.append(flat(record))
            rows.append(row)
        if len(rows) >= size or len(listed) >= size:
            yield _lot(cells, rows, names, listed, position)
            cells, rows, listed = [], [], []
    yield _lot(cells, rows, names, listed, position)


def _lot(
    cells: list[dict[str, str | None]],
    rows: list[int],
    names: Sequence[str],
    listed: list[tuple[int, str, str, str]],
    position: int,
) -> Lot:
    every = list(dict.fromkeys([*names, *(name for record in cells for name in record)]))
    columns = [[record.get(name) for record in cells] for name in every]
    return Lot(text_frame(made_unique(every), columns), pl.Series("row", rows, dtype=pl.Int64), listed, position)
