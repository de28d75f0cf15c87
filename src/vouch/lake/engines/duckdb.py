"""The engine of every installation: DuckDB, in this process, on the connection that holds the facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from vouch.lake.duck import quote
from vouch.lake.engine import Facts


class DuckDB:
    """Works where the facts are read."""

    dialect = "duckdb"

    @contextmanager
    def over(self, facts: Facts) -> Iterator[Table]:
        """A bench on which the fact tables lie."""
        yield Table(facts.con.con)


@contextmanager
def as_written(con: Any) -> Iterator[None]:
    """Joins look up in the table on their right, as the steps are written: that is the narrow one.

    Left to itself the engine holds all tickets in memory, every column of them, and looks up whose they are the other
    way round: twice the time, and most of the memory of a placement.
    """
    con.execute("set disabled_optimizers = 'build_side_probe_side'")
    try:
        yield
    finally:
        con.execute("reset disabled_optimizers")


class Table:
    """A bench in a DuckDB connection. Measured: half a million on one day fit in the room it has, thrice not."""

    at_once: int | None = 600_000

    def __init__(self, con: Any) -> None:
        self._con = con

    def lay(self, name: str, table: pa.Table) -> None:
        """Lays a small table beside the facts."""
        self._con.register(f"given_{name}", table)
        self._con.execute(f"create or replace temp table {quote(name)} as from {quote(f'given_{name}')}")
        self._con.unregister(f"given_{name}")

    def make(self, name: str, sql: str) -> None:
        """Makes a table of a SELECT."""
        with as_written(self._con):
            self._con.execute(f"create or replace temp table {quote(name)} as {sql}")

    def drop(self, name: str) -> None:
        """Lets go of a table that nobody reads any more."""
        self._con.execute(f"drop table {quote(name)}")

    def gather(self, name: str, whole: str, *, first: bool) -> None:
        """Puts the rows of a table below those of `whole`, which begins with them where this is the `first` time."""
        begins = f"create or replace temp table {quote(whole)} as" if first else f"insert into {quote(whole)}"
        self._con.execute(f"{begins} from {quote(name)}")
