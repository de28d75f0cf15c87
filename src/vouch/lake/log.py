"""A Delta table as a set of files: which are live, and one commit that adds some and takes others out.

Data files are written first and named in the log by a single commit, so a table is never half changed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable, Schema
from deltalake.transaction import AddAction, RemoveAction

from vouch.domain.errors import Refusal
from vouch.lake.shape import STATISTICS

_CONFIGURATION: dict[str, str | None] = {"delta.checkpointInterval": "20"}


def live_files(folder: Path) -> list[Path]:
    """The data files that make up the table in `folder` now, by name; none when there is no table yet.

    Raises Refusal where rows of them are deleted beside the files: no engine of ours would know of it.
    """
    if not (folder / "_delta_log").is_dir():
        return []
    table = DeltaTable(folder)
    if "deletionVectors" in (table.protocol().reader_features or ()):
        raise deletion_vectors(folder)
    return [folder / path for path in sorted(pa.table(table.get_add_actions()).column("path").to_pylist())]


def deletion_vectors(folder: Path | str) -> Refusal:
    """The refusal to read a Delta table whose files say less than its log."""
    return Refusal(
        "deletion_vectors",
        f"The table {folder} uses deletion vectors: some of its rows count as deleted although its files still have "
        "them, and reading the files would bring them back. Whoever looks after the table turns that off in Spark: "
        "REORG TABLE ... APPLY (PURGE), then ALTER TABLE ... DROP FEATURE deletionVectors.",
        folder=str(folder),
    )


def commit_files(folder: Path, schema: pa.Schema, add: Sequence[Path] = (), remove: Sequence[Path] = ()) -> None:
    """Adds and removes files in one commit; creates the table when it is new. Files to add lie in `folder` already."""
    now = int(time.time() * 1000)
    table = DeltaTable(folder) if (folder / "_delta_log").is_dir() else _created(folder, schema)
    actions: list[AddAction | RemoveAction] = [
        AddAction(path.name, path.stat().st_size, {}, now, True, _statistics(path)) for path in add
    ]
    actions += [RemoveAction(path.name, True, now) for path in remove]
    if actions:
        _widen(table, schema)
        table.create_write_transaction(actions, "append", Schema.from_arrow(schema))


# a later version of Vouch may store more columns than the table was made with
def _widen(table: DeltaTable, schema: pa.Schema) -> None:
    known = {field.name for field in table.schema().fields}
    further = [field for field in Schema.from_arrow(schema).fields if field.name not in known]
    if further:
        table.alter.add_columns(further)


def _created(folder: Path, schema: pa.Schema) -> DeltaTable:
    columns = ",".join(name for name in STATISTICS if name in schema.names)
    # an empty list would mean the default: statistics over the first 32 columns
    configuration = _CONFIGURATION | {"delta.dataSkippingStatsColumns": columns or "batch"}
    return DeltaTable.create(folder, Schema.from_arrow(schema), configuration=configuration)


def _statistics(path: Path) -> str:
    footer = pq.read_metadata(path)
    least: dict[str, str] = {}
    greatest: dict[str, str] = {}
    for index in range(footer.num_columns):
        name = footer.schema.column(index).name
        if name not in STATISTICS:
            continue
        groups = [footer.row_group(group).column(index).statistics for group in range(footer.num_row_groups)]
        if groups and all(group is not None and group.has_min_max for group in groups):
            least[name] = _json(min(group.min for group in groups))
            greatest[name] = _json(max(group.max for group in groups))
    return json.dumps({"numRecords": footer.num_rows, "minValues": least, "maxValues": greatest, "nullCount": {}})


def _json(value: datetime | str) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if isinstance(value, datetime) else value
