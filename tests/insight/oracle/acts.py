"""The acts gate, which is counted and not scored: what a customer did for others, and for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from .evidence import MET, UNKNOWN

STALE_MONTHS = 18


@dataclass(frozen=True)
class Acts:
    """Met or unknown (none yet, which counts as not met), and whether the last act is long ago."""

    state: str
    stale: bool


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last day that month has.

    >>> months_before(date(2026, 8, 31), 18)
    datetime.date(2025, 2, 28)
    """
    counted = day.year * 12 + (day.month - 1) - months
    year, month = counted // 12, counted % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def acts(done: Sequence[tuple[int, bool]], at: float, zone: tzinfo = UTC) -> Acts:
    """Decide the gate from completed acts as (epoch seconds, driven by an announced reward).

    Met from the first act without a reward, or the second of any kind, and held. Stale when the day of the last act is
    earlier than 18 calendar months before the day of `at`, days in `zone`.

    >>> acts([(0, True)], at=86_400).state, acts([(0, True), (60, True)], at=86_400).state
    ('unknown', 'met')
    """
    so_far = sorted((t, rewarded) for t, rewarded in done if t <= at)
    unrewarded = [t for t, rewarded in so_far if not rewarded]
    if not unrewarded and len(so_far) < 2:
        return Acts(UNKNOWN, stale=False)
    last_day = datetime.fromtimestamp(so_far[-1][0], zone).date()
    today = datetime.fromtimestamp(at, zone).date()
    return Acts(MET, stale=last_day < months_before(today, STALE_MONTHS))
