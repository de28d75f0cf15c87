"""Until when does each source speak, and has it stopped?

A source has a rhythm: the usual time from the end of one file to the end of the next. One that is late by more than
that again, and by more than policy lets pass, has stopped. A source read once has no rhythm and is only said to be old.
Usage is a feed: policy says after how many days it has stopped, however it came before.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from vouch.runs.kept.batches import Kept
from vouch.tables.facts import TABLES

HERE = "entered here"
"""The system of what colleagues wrote down."""
_DESCRIBING = frozenset(name for name, table in TABLES.items() if table.happens is None)


@dataclass(frozen=True, kw_only=True)
class Source:
    """What one system says to one table: from when until when, in how many files, how many days ago that ended.

    `rhythm`: the usual number of days between its files, None where it came once. `describes`: it says how things are
    (accounts, contacts), not what happened.
    """

    system: str
    table: str
    since: dt.datetime
    until: dt.datetime
    files: int
    facts: int
    days_ago: int
    rhythm: int | None
    stopped: bool

    @property
    def describes(self) -> bool:
        """Whether it describes customers and people instead of telling what happened."""
        return self.table in _DESCRIBING


def sources(batches: list[Kept], *, today: dt.date, zone: ZoneInfo, feed_stopped_after_days: int) -> list[Source]:
    """How fresh each source is on a day, the longest silent first among those that tell what happened."""
    spans: dict[tuple[str, str], list[tuple[dt.datetime, dt.datetime, int]]] = defaultdict(list)
    for batch in batches:
        for covers in batch.covers:
            count = batch.counts.get(covers.table, 0)
            spans[HERE if batch.entered else covers.system, covers.table].append((covers.since, covers.until, count))
    found = [
        _source(system, table, parts, today, zone, feed_stopped_after_days) for (system, table), parts in spans.items()
    ]
    return sorted(found, key=lambda one: (one.describes, not one.stopped, -one.days_ago, one.system, one.table))


def _source(
    system: str,
    table: str,
    parts: list[tuple[dt.datetime, dt.datetime, int]],
    today: dt.date,
    zone: ZoneInfo,
    feed_stopped_after_days: int,
) -> Source:
    until = max(part[1] for part in parts)
    ago = max(0, (today - until.astimezone(zone).date()).days)
    ends = sorted({part[1].astimezone(zone).date() for part in parts})
    gaps = [(later - earlier).days for earlier, later in pairwise(ends)]
    rhythm = round(median(gaps)) if gaps else None
    late = ago > feed_stopped_after_days
    return Source(
        system=system,
        table=table,
        since=min(part[0] for part in parts),
        until=until,
        files=len(parts),
        facts=sum(part[2] for part in parts),
        days_ago=ago,
        rhythm=rhythm,
        stopped=late and system != HERE and (table == "usage" or (rhythm is not None and ago > 2 * rhythm)),
    )
