"""Files as rows of text: which grids a file holds, whatever it is packed in."""

from __future__ import annotations

from pathlib import Path

from vouch.domain.errors import BadInput
from vouch.importers.base.source.check import Checked, check, looks_like_data
from vouch.importers.base.source.delimited import Delimited
from vouch.importers.base.source.grid import CELL_LIMIT, LOT, Grid, Lot, Reject
from vouch.importers.base.source.json_file import JsonRecords
from vouch.importers.base.source.parquet import Parquet
from vouch.importers.base.source.workbook import sheets

__all__ = ["CELL_LIMIT", "LOT", "Checked", "Grid", "JsonRecords", "Lot", "Reject", "grids", "looks_like_data"]


def grids(path: Path, *, name: str | None = None) -> tuple[Checked, list[Grid]]:
    """What a file is, and the tables in it.

    Raises BadInput when it is empty or cannot be what it claims.
    """
    checked = check(path, name=name)
    called = name or path.name
    found: list[Grid]
    if checked.container == "xlsx":
        found = [*sheets(checked, called)]
    elif checked.container == "parquet":
        found = [Parquet(checked, called)]
    elif checked.container == "json":
        found = [JsonRecords(checked, called)]
    else:
        found = [Delimited(checked, called)]
    if not any(grid.head() for grid in found):
        raise BadInput("empty_file", f"{called} is empty.", file=called)
    return checked, found
