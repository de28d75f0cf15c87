"""Days and instants: when a day begins and ends in the company's time zone, as whole seconds since 1970 (UTC).

Everything in the core is decided on whole seconds. A date without a time is the last second of its day.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

DAY = 86_400
FIRST_DAY = date(1970, 1, 1)
LAST_DAY = date(2069, 12, 31)
FOR_EVER = 2**62
"""The end, in seconds, of what has none."""


def end_of_day(day: date, zone: ZoneInfo) -> int:
    """The last second of a day in a time zone, in seconds since 1970.

    >>> end_of_day(date(1970, 1, 1), ZoneInfo("UTC"))
    86399
    """
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return int(midnight.timestamp()) - 1


def months_before(day: date, months: int) -> date:
    """The same day so many calendar months earlier, or the last day of that month.

    >>> months_before(date(2026, 8, 31), 18)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_ends(last: date, months: int) -> list[date]:
    """`last` and the last days of the months before it, earliest first: the days a monthly history is as of.

    >>> [day.isoformat() for day in month_ends(date(2026, 3, 10), 3)]
    ['2026-01-31', '2026-02-28', '2026-03-10']
    """
    days = [last]
    while len(days) < months:
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return days[::-1]


def every_day(zone: ZoneInfo) -> dict[str, list[Any]]:
    """Every day Vouch can read: columns `day` (date), `begins` and `ends` (its first and last second)."""
    days = [FIRST_DAY + timedelta(days=offset) for offset in range((LAST_DAY - FIRST_DAY).days + 1)]
    ends = [end_of_day(day, zone) for day in days]
    begins = [end_of_day(FIRST_DAY - timedelta(days=1), zone), *ends[:-1]]
    return {"day": days, "begins": [last + 1 for last in begins], "ends": ends}


def days_as_of(days: Sequence[date], zone: ZoneInfo, *, acts_stale_months: int) -> dict[str, list[Any]]:
    """The days to place on: `as_of` (date), `at` (its last second), `acts_stale_before` (seconds).

    Acts are stale when the last was done on a day more than so many calendar months earlier.
    """
    return {
        "as_of": list(days),
        "at": [end_of_day(day, zone) for day in days],
        "acts_stale_before": [
            end_of_day(months_before(day, acts_stale_months) - timedelta(days=1), zone) + 1 for day in days
        ],
    }


@ibis.udf.scalar.builtin(name="epoch_us")  # type: ignore[untyped-decorator]
def _microseconds(instant: dt.Timestamp(timezone="UTC")) -> int:  # type: ignore[valid-type, empty-body]
    """Microseconds since 1970. Every engine has it, under a name of its own (`plan.NATIVE`).

    What Ibis would write instead (cut to the second, turn into local time, count seconds) asks the time zone's tables
    for each row: twenty times the work.
    """


def seconds(instant: ir.TimestampValue) -> ir.IntegerValue:
    """An instant as the whole second since 1970 that it lies in."""
    found: ir.IntegerValue = (_microseconds(instant) // 1_000_000).cast("int64")
    return found


def dated(table: ir.Table, days: ir.Table, **columns: str) -> ir.Table:
    """`table` with a column of seconds for each named date column: `dated(t, days, due="due_on")` adds `due`.

    Null where the date is null. A column of that name that was there before is gone.
    """
    for new, source in columns.items():
        lookup = days.select(**{f"_{new}_day": days.day, new: days.ends})
        table = table.drop(new) if new in table.columns and new != source else table
        table = table.left_join(lookup, table[source] == lookup[f"_{new}_day"]).drop(f"_{new}_day")
    return table


def on_day(table: ir.Table, days: ir.Table, **columns: str) -> ir.Table:
    """`table` with the number of the day (since 1970) in which each named column of seconds lies.

    `on_day(t, days, day="t")` adds `day`. It is the company's day: UTC's, or the one before or after that.
    """
    for new, source in columns.items():
        lookup = days.select(_n=days.day.epoch_days().cast("int64"), _begins=days.begins, _ends=days.ends)
        rows = table.left_join(lookup, table[source] // DAY == lookup._n)
        later, earlier = rows[source] > rows._ends, rows[source] < rows._begins
        table = rows.mutate(**{new: rows._n + later.cast("int64") - earlier.cast("int64")}).drop(
            "_n", "_begins", "_ends"
        )
    return table
