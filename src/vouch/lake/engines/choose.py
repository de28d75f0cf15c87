"""The engine that goes by a name."""

from __future__ import annotations

from vouch.domain.errors import BadInput
from vouch.lake.engines.duckdb import DuckDB
from vouch.lake.engines.engine import Engine

ENGINES = ("duckdb", "spark")


def chosen(name: str, master: str = "") -> Engine:
    """The engine called `name`. `master`: where Spark finds its machines, all cores of this one where nobody says.

    Raises BadInput for any other name, Refusal where what the engine needs is not installed.
    """
    if name not in ENGINES:
        raise BadInput(
            "unknown_engine", f"There is no engine “{name}”. Choose one of: {', '.join(ENGINES)}.", engine=name
        )
    if name == "spark":
        from vouch.lake.engines.spark import Spark

        return Spark(master or "local[*]")
    return DuckDB()
