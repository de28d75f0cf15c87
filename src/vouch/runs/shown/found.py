"""The result tables of one run, opened for pages: rows by query, seconds as days of the company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from vouch.insight.calendar import end_of_day
from vouch.runs.results import FOLDER, Results, current_results


@dataclass(frozen=True)
class Found:
    """What one run found. Days are those of the company's time zone, `zone`."""

    results: Results
    zone: ZoneInfo

    def rows(self, sql: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a query over the result tables (`{placements}`, `{gates}`, ...)."""
        return self.results.rows(sql, **parameters)

    def has(self, table: str) -> bool:
        """Whether the run kept that table: an older version may not have known it."""
        return (self.results.data / FOLDER / self.results.run / f"{table}.parquet").exists()

    def day(self, seconds: int) -> date:
        """The day of a moment given in seconds since 1970."""
        return datetime.fromtimestamp(seconds, UTC).astimezone(self.zone).date()

    def end(self, day: date) -> int:
        """The last second of a day."""
        return end_of_day(day, self.zone)

    def days(self) -> tuple[date, ...]:
        """The days this run placed everyone on, earliest first; empty when it placed nobody."""
        return _days(self)

    def nearest(self, day: date | None) -> date | None:
        """That day where the run has it, else its last; None when it placed nobody."""
        days = self.days()
        return day if day in days else days[-1] if days else None


def found(data: Path, run: str, zone: ZoneInfo) -> Found | None:
    """What the run of that id found; None when its tables are no longer kept."""
    results = current_results(data, run)
    return Found(results, zone) if results else None


@lru_cache(maxsize=32)
def _days(of: Found) -> tuple[date, ...]:
    rows = of.rows("select distinct as_of from {placements} where kind = 'account' order by as_of")
    return tuple(row["as_of"] for row in rows)
