"""Counts of a large company, kept in this process until the next run: counting half a million takes a second.

Nothing that is counted here changes between two runs, but for somebody who is erased, and that the run notes. Of a few
customers it is quicker to count than to keep.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from vouch.program.findings.filters import Filter
from vouch.program.findings.models import Run
from vouch.program.findings.queries import Standing, standing
from vouch.program.history.models import Change
from vouch.program.people.queries import Choices, choices

LARGE = 5000
"""Customers and people from which counts are kept."""
ERASED = "erased"
"""How many were erased since the run, among its counts."""


def standing_now(run: Run | None, only: Filter) -> Standing:
    """How many customers stand where, of those the filter lets through, as this run found them."""
    return _standing(*_name(run), only) if _is_large(run) else standing(only)


def choices_now(run: Run | None) -> Choices:
    """What a list of accounts can be narrowed to, as this run found them."""
    return _choices(*_name(run)) if _is_large(run) else choices()


def unchanged_since() -> tuple[object, ...] | None:
    """What stays the same as long as nobody decides anything and nobody is placed; None of a company that is not large.

    For figures that also follow from what people decide: every action leaves a line in the history.
    """
    run = Run.objects.filter(current=True).first()
    if not _is_large(run):
        return None
    return *_name(run), Change.objects.order_by("-pk").values_list("pk", flat=True).first()


def _is_large(run: Run | None) -> bool:
    return run is not None and run.counts.get("customers", 0) + run.counts.get("people", 0) > LARGE


def _name(run: Run | None) -> tuple[str, dt.datetime, int]:
    assert run is not None
    return run.pk, run.finished_at, run.counts.get(ERASED, 0)


@lru_cache(maxsize=512)
def _standing(_run: str, _finished_at: dt.datetime, _erased: int, only: Filter) -> Standing:
    return standing(only)


@lru_cache(maxsize=4)
def _choices(_run: str, _finished_at: dt.datetime, _erased: int) -> Choices:
    return choices()
