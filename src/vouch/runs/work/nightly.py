"""Is it time for the nightly placing? Evidence ages by the day, so everybody is placed anew even when nothing came."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from vouch.program.findings import queries as findings
from vouch.program.work import queries
from vouch.program.work.states import Task


def due(now: dt.datetime, at: dt.time | None, zone: ZoneInfo) -> bool:
    """Whether the latest nightly moment has passed without anybody being placed, or asked to be, since then.

    A worker that was off at night catches up when it starts. Never where nothing was ever placed and nothing asked
    for: there is nothing to place yet.
    """
    if at is None:
        return False
    last = moment(now, at, zone)
    run = findings.current_run()
    if run is None or run.finished_at >= last:
        return False
    return not queries.asked_since(Task.REFRESH, last)


def moment(now: dt.datetime, at: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The latest moment, up to now, at which it was that time of day in that zone.

    >>> moment(dt.datetime(2026, 11, 22, 1, tzinfo=dt.UTC), dt.time(2, 30), ZoneInfo("Europe/Lisbon")).isoformat()
    '2026-11-21T02:30:00+00:00'
    """
    today = now.astimezone(zone).date()
    found = dt.datetime.combine(today, at, tzinfo=zone)
    return found if found <= now else dt.datetime.combine(today - dt.timedelta(days=1), at, tzinfo=zone)
