"""B: a refresh after one new day, against placing everybody from the facts: the same 25 days, the same answers."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tools.bench.company import Size, lay_day
from vouch.domain.policy import load
from vouch.insight.calendar import month_ends
from vouch.lake.store import Lake
from vouch.runs.place.again import open_again
from vouch.runs.place.run import Run, open_run

GOAL = 0.15
MONTHS = 24


@dataclass(frozen=True)
class Figure:
    """One line: what was timed, its medians in seconds by the clock and of the processor, and what it worked out."""

    what: str
    seconds: float
    processor: float
    how: str = ""


def measure(data: Path, size: Size, *, rounds: int) -> list[Figure]:
    """Each round lays a day and times both ways, in turn. Raises AssertionError where they do not answer alike."""
    policy = load()
    laid = sum(batch.file.startswith("usage-") for batch in Lake(data).batches())
    ends = [lay_day(data, size, laid)]
    with open_again(data, month_ends(ends[0].date() - timedelta(days=1), MONTHS + 1), policy) as run:
        first = run.how
    taken: dict[str, list[tuple[float, float]]] = {"new": [], "full": []}
    told = ""
    for number in range(rounds):
        days = month_ends(lay_day(data, size, laid + 1 + number).date() - timedelta(days=1), MONTHS + 1)
        answers = {}
        for name, opened in {"new": open_again, "full": open_run}.items():
            begun = time.perf_counter(), _processor()
            answer, how = _placed(opened, data, days, policy)
            taken[name].append((time.perf_counter() - begun[0], _processor() - begun[1]))
            answers[name] = answer
            told = how or told
        assert answers["new"] == answers["full"], "the two ways of placing answer differently"
    named = {"full": f"everybody on {MONTHS + 1} days, from the facts", "new": "the same after one new day"}
    assert first
    found = []
    for name in ("full", "new"):
        seconds, processor = (statistics.median(column) for column in zip(*taken[name], strict=True))
        found.append(Figure(named[name], seconds, processor, told if name == "new" else ""))
    return found


def _placed(
    opened: Callable[..., AbstractContextManager[Run]], data: Path, days: object, policy: object
) -> tuple[list[dict[str, object]], str]:
    with opened(data, days, policy) as run:
        return run.rows("select as_of, stage, count(*) as n from {accounts} group by all order by all"), run.how


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
