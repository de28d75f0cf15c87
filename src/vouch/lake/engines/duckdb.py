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


class Table:
    """A bench in a DuckDB connection."""

    def __init__(self, con: Any) -> None:
        self._con = con

    def lay(self, name: str, table: pa.Table) -> None:
        """Lays a small table beside the facts."""
        self._con.register(f"given_{name}", table)
        self._con.execute(f"create temp table {quote(name)} as from {quote(f'given_{name}')}")
        self._con.unregister(f"given_{name}")

    def make(self, name: str, sql: str) -> None:
        """Makes a table of a SELECT."""
        self._con.execute(f"create temp table {quote(name)} as {sql}")
