"""Which engine runs the steps of a plan: DuckDB in this process, or Spark on this machine or on a cluster.

An engine is given SQL in its own dialect and leaves every step as a table that the facts' own connection can read, so
that whatever is asked of a run afterwards is asked in one way, whoever did the work.
"""

from __future__ import annotations

from vouch.lake.engines.choose import ENGINES, chosen
from vouch.lake.engines.duckdb import DuckDB, as_written
from vouch.lake.engines.engine import Bench, Engine

__all__ = ["ENGINES", "Bench", "DuckDB", "Engine", "as_written", "chosen"]
