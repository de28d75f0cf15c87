"""Facts from tables that a company keeps elsewhere: in PostgreSQL, or as a folder of Delta or Parquet files.

A file of TOML says where they are and which of their columns is which of ours. Each table is brought as a file of CSV
and then imported like any file: checked cell by cell, past the people who were erased, as a batch that can be taken
out. Rows that came before are known by their keys, so the same table can be brought every night.
"""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import duckdb
import psycopg
from deltalake import DeltaTable
from psycopg import sql
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from vouch.domain.errors import BadInput, Refusal
from vouch.domain.policy import Policy
from vouch.lake.duck import SPILL, connected, parquet, quote
from vouch.lake.log import live_files
from vouch.runs.ingest import Progress, Report, import_paths
from vouch.tables.facts import TABLES


class Source(BaseModel):
    """Where one fact table is: exactly one of `table`, `delta` and `parquet`."""

    model_config = ConfigDict(extra="forbid")

    table: str = ""
    delta: Path | None = None
    parquet: Path | None = None
    where: str = ""
    columns: dict[str, str] = {}
    mapping: Path | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Source:
        if sum((bool(self.table), self.delta is not None, self.parquet is not None)) != 1:
            raise ValueError("say one of three: table, delta or parquet")
        return self


class Warehouse(BaseModel):
    """The file: `url` of PostgreSQL, where tables are read there, and `[facts.NAME]` for each fact table."""

    model_config = ConfigDict(extra="forbid")

    url: str = ""
    facts: Annotated[dict[str, Source], Field(min_length=1)]

    @model_validator(mode="after")
    def _whole(self) -> Warehouse:
        for name, source in self.facts.items():
            if name not in TABLES:
                raise ValueError(f"there is no fact table {name}; they are: {', '.join(sorted(TABLES))}")
            if source.table and not self.url:
                raise ValueError(f"facts.{name} names a table, and url does not say of which PostgreSQL")
        return self


def read(path: Path) -> Warehouse:
    """The warehouse that a file describes; folders and mappings in it are meant beside the file.

    Raises BadInput for a file that is none, with the place of the first mistake.
    """
    try:
        told = Warehouse.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput("no_warehouse", f"{path} cannot be read as TOML: {error}.", file=str(path)) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise BadInput("no_warehouse", f"{path}{f', {place}' if place else ''}: {said}.", file=str(path)) from None
    for source in told.facts.values():
        for name in ("delta", "parquet", "mapping"):
            if (given := getattr(source, name)) is not None:
                setattr(source, name, path.parent / given)
    return told


def bring(
    path: Path,
    data: Path,
    *,
    policy: Policy,
    dry_run: bool = False,
    by: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Brings every table that the file at `path` names into the lake of `data`, one batch each."""
    whole = Report()
    with brought(read(path), data) as files:
        for file, as_ in files:
            told = import_paths(data, [file], policy=policy, as_=as_, dry_run=dry_run, by=by, progress=progress)
            whole.files += told.files
    return whole


@contextmanager
def brought(warehouse: Warehouse, data: Path) -> Iterator[list[tuple[Path, str | Path]]]:
    """A file of CSV for each fact table, and what to read it as; they are gone when the context ends.

    Raises Refusal where the warehouse does not answer or does not have what was named.
    """
    folder = data / SPILL / f"warehouse-{os.getpid()}-{uuid4().hex[:8]}"
    folder.mkdir(parents=True)
    try:
        found: list[tuple[Path, str | Path]] = []
        for name, source in warehouse.facts.items():
            place = source.table or (source.delta or source.parquet or Path(name)).name
            path = folder / f"{place}.csv"
            if source.table:
                _from_postgresql(warehouse.url, source, path)
            else:
                _from_files(data, source, path)
            found.append((path, source.mapping or f"plain.{name}"))
        yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _from_postgresql(url: str, source: Source, path: Path) -> None:
    columns = [
        sql.SQL("{} as {}").format(sql.Identifier(theirs), sql.Identifier(ours))
        for ours, theirs in source.columns.items()
    ]
    query = sql.SQL("copy (select {} from {}{}) to stdout (format csv, header)").format(
        sql.SQL(", ").join(columns) if columns else sql.SQL("*"),
        sql.Identifier(*source.table.split(".")),
        sql.SQL(f" where {source.where}" if source.where else ""),
    )
    try:
        with (
            psycopg.connect(url, options="-c timezone=UTC -c datestyle=ISO -c default_transaction_read_only=on") as con,
            con.cursor().copy(query) as copy,
            path.open("wb") as file,
        ):
            for block in copy:
                file.write(block)
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0]
        raise _refused(source.table, said) from None


def _from_files(data: Path, source: Source, path: Path) -> None:
    folder = source.delta or source.parquet
    assert folder is not None
    if source.delta and (folder / "_delta_log").is_dir() and DeltaTable(folder).metadata().partition_columns:
        raise _refused(str(folder), "it is cut into partitions, whose columns its files do not have")
    files = live_files(folder) if source.delta else sorted(folder.glob("**/*.parquet"))
    if not files:
        raise _refused(str(folder), "there are no Parquet files")
    columns = ", ".join(f"{quote(theirs)} as {quote(ours)}" for ours, theirs in source.columns.items()) or "*"
    where = f" where {source.where}" if source.where else ""
    target = str(path).replace("'", "''")
    try:
        with connected(data) as connection:
            connection.execute(
                f"copy (select {columns} from {parquet(files)}{where}) to '{target}' (format csv, header)"
            )
    except duckdb.Error as error:
        raise _refused(str(folder), str(error).splitlines()[0]) from None


def _refused(place: str, said: str) -> Refusal:
    return Refusal(
        "warehouse_refused",
        f"{place} could not be read: {said}. Nothing of it was imported. Check its name and columns in the file; "
        "whoever looks after the warehouse can say whether this account may read it.",
        place=place,
    )
