"""When does the present term of a contract end? Terms roll over until somebody ends the contract."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def term_end(starts_on: date, told: date | None, months: int, *, as_of: date) -> date | None:
    """The last day of the term that runs on `as_of`, of a contract that nobody ended.

    `told` is the last day of a term as the source has it; where that is over, terms of so many months follow it. Where
    it is not told they follow from the first day. None where a day so far off has no date.

    >>> term_end(date(2025, 1, 31), None, 1, as_of=date(2025, 2, 28))
    datetime.date(2025, 2, 28)
    >>> term_end(date(2025, 1, 31), None, 1, as_of=date(2025, 3, 1))
    datetime.date(2025, 3, 30)
    >>> term_end(date(2020, 1, 1), date(2024, 12, 31), 12, as_of=date(2026, 6, 1))
    datetime.date(2026, 12, 31)
    """
    if told is not None and told >= as_of:
        return told
    begins = told + timedelta(days=1) if told is not None else starts_on
    gone = max(0, (as_of.year - begins.year) * 12 + as_of.month - begins.month)
    terms = max(0, gone // months - 1)
    try:
        while (end := _months_on(begins, terms * months) - timedelta(days=1)) < as_of:
            terms += 1
    except (ValueError, OverflowError):
        return None
    return end


def _months_on(day: date, months: int) -> date:
    """The same day so many months on; where that month has no such day, the day after its last.

    A term that starts on the 31st ends on the last day of a shorter month.
    """
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = calendar.monthrange(year, month + 1)[1]
    if day.day > last:
        return date(year, month + 1, last) + timedelta(days=1)
    return date(year, month + 1, day.day)
