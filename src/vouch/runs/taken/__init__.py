"""Lists taken away as files: the rows of a page's own query, typed, as CSV, XLSX or Parquet, in bounded memory."""

from __future__ import annotations

from vouch.runs.taken.rows import SOURCES, Asks, count, heads, rows
from vouch.runs.taken.write import KINDS, MOST_ROWS, write

__all__ = ["KINDS", "MOST_ROWS", "SOURCES", "Asks", "count", "heads", "rows", "write"]
