"""Which day was that? Working days before a given one, and months added to a date."""

from __future__ import annotations

from datetime import date, timedelta


def working_day(day: date) -> date:
    """That day, or the Friday before where it falls on a weekend.

    >>> working_day(date(2026, 11, 22))
    datetime.date(2026, 11, 20)
    """
    return day - timedelta(days=max(0, day.weekday() - 4))


def months_later(day: date, months: int) -> date:
    """The same day of the month that many months later, at most the 28th.

    >>> months_later(date(2026, 11, 30), 14)
    datetime.date(2028, 1, 28)
    """
    whole = day.month - 1 + months
    return date(day.year + whole // 12, whole % 12 + 1, min(day.day, 28))
