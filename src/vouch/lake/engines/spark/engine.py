"""Spark at work on a plan: each step is written once as Parquet, and read from there by whatever needs it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from vouch.lake.duck import SPILL, quote, quoted
from vouch.lake.engine import Facts
from vouch.lake.engines.spark.dialect import ready
from vouch.lake.engines.spark.session import able, session
from vouch.lake.engines.spark.tables import define

if TYPE_CHECKING:
    from pyspark.sql import SparkSession
    from pyspark.sql.types import StructType


class Spark:
    """Works with a Spark master: `local[2]` for two cores of this machine, `spark://host:7077` for a cluster."""

    dialect = "pyspark"

    def __init__(self, master: str) -> None:
        self.master = master
        able()
        ready()

    @contextmanager
    def over(self, facts: Facts) -> Iterator[Folder]:
        """A bench in a folder of the data folder, which goes when the context ends."""
        folder = facts.data / SPILL / f"spark-{os.getpid()}-{uuid4().hex[:8]}"
        spark, ours = session(self.master, facts.data / SPILL)
        try:
            define(spark, facts, folder)
            yield Folder(spark, facts, folder)
        finally:
            if ours:
                spark.stop()
            shutil.rmtree(folder, ignore_errors=True)


class Folder:
    """A bench in a folder that Spark's machines and this process both read. It has room for every day at once."""

    at_once: int | None = None

    def __init__(self, spark: SparkSession, facts: Facts, folder: Path) -> None:
        self._spark, self._con, self._folder = spark, facts.con.con, folder

    def lay(self, name: str, table: pa.Table) -> None:
        """Lays a small table beside the facts."""
        shutil.rmtree(self._folder / name, ignore_errors=True)
        (self._folder / name).mkdir(parents=True)
        pq.write_table(table, self._folder / name / "given.parquet")
        self._show(name)

    def make(self, name: str, sql: str) -> None:
        """Makes a table of a SELECT."""
        made = self._spark.sql(sql)
        made.write.parquet(self._address(name))
        self._show(name, made.schema)

    def drop(self, name: str) -> None:
        """Lets go of a table that nobody reads any more."""
        self._spark.catalog.dropTempView(name)
        self._con.execute(f"drop view {quote(name)}")
        shutil.rmtree(self._folder / name, ignore_errors=True)

    def gather(self, name: str, whole: str, *, first: bool) -> None:
        """Puts the rows of a table below those of `whole`, which begins with them where this is the `first` time."""
        rows = self._spark.table(name)
        rows.write.mode("overwrite" if first else "append").parquet(self._address(whole))
        self._show(whole, rows.schema)

    def _show(self, name: str, schema: StructType | None = None) -> None:
        # where the columns are known, Spark need not look for them in the files
        read = self._spark.read if schema is None else self._spark.read.schema(schema)
        read.parquet(self._address(name)).createOrReplaceTempView(name)
        files = quoted(sorted((self._folder / name).glob("*.parquet")))
        self._con.execute(f"create or replace temp view {quote(name)} as select * from read_parquet({files})")

    def _address(self, name: str) -> str:
        return (self._folder / name).absolute().as_uri()
