"""The fact tables as Spark reads them: the same files, and the same rule which of their rows are current."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import pyarrow.parquet as pq

from vouch.lake.current import current_rows
from vouch.lake.engine import Facts
from vouch.lake.engines.spark.dialect import compiled
from vouch.lake.shape import arrow_schema, conformed, stored_columns
from vouch.lake.view import TableFiles
from vouch.tables.facts import TABLES
from vouch.tables.shape import Type

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TYPES = {
    Type.NUMBER: "double",
    Type.COUNT: "bigint",
    Type.YES_NO: "boolean",
    Type.DATE: "date",
    Type.TIME: "timestamp",
}


def define(spark: SparkSession, facts: Facts, folder: Path) -> None:
    """A temporary view for each fact table. `folder`: for facts that are kept elsewhere than in the lake."""
    for name in TABLES:
        _define(spark, facts, name, folder)


def columns(table: str) -> str:
    """The columns of a fact table as Spark writes a schema; a file that lacks one has it empty.

    >>> columns("competitors")[:50]
    '`account_id` string, `competitor` string, `seen_on'
    """
    return ", ".join(f"`{column.name}` {_TYPES.get(column.type, 'string')}" for column in stored_columns(table))


def _define(spark: SparkSession, facts: Facts, name: str, folder: Path) -> None:
    files = facts.view.tables.get(name, TableFiles())
    plain, searched = [file.path for file in files.plain], [file.path for file in files.searched]
    extra = facts.extra.get(name)
    if extra is not None:
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f"{name}_extra.parquet"
        pq.write_table(conformed(extra, arrow_schema(name)), beside)
        plain, searched = [], [*plain, *searched, beside]
    parts = {f"{name}_plain": plain, f"{name}_searched": searched}
    schema = ibis.schema(arrow_schema(name))
    laid = []
    for part, paths in parts.items():
        if paths:
            _read(spark, name, paths).createOrReplaceTempView(part)
        laid.append(ibis.table(schema, name=part) if paths else None)
    rows = current_rows(TABLES[name], laid[0], laid[1], facts.view.leaving)
    if rows is None:
        spark.createDataFrame([], columns(name)).createOrReplaceTempView(name)
    else:
        spark.sql(compiled(rows)).createOrReplaceTempView(name)


def _read(spark: SparkSession, name: str, paths: Sequence[Path]) -> DataFrame:
    return spark.read.schema(columns(name)).parquet(*[path.absolute().as_uri() for path in paths])
