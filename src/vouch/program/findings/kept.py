"""Figures of a large company, kept in this process until the next run: counting half a million takes a second.

What is kept here follows from the projection and the placements alone. Nothing of that changes between two runs, but
for somebody who is erased, and that the run notes. Of a few customers it is quicker to count than to keep.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Concatenate, Generic, ParamSpec, TypeVar

from vouch.program.findings.filters import Filter
from vouch.program.findings.models import Run
from vouch.program.findings.queries import Standing, standing
from vouch.program.history.models import Change
from vouch.program.people.queries import Choices, choices

LARGE = 5000
"""Customers and people from which figures are kept."""
ERASED = "erased"
"""How many were erased since the run, among its counts."""
_LATE = 1000
"""Lines of the history among which one is looked for that was begun before the last one and ended after it."""

P = ParamSpec("P")
T = TypeVar("T")


class Shelf(Generic[T]):
    """The latest few figures of one kind by what they follow from. Who asks for one in the making waits for it."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._cells: OrderedDict[Hashable, tuple[Lock, list[T]]] = OrderedDict()

    def get(self, of: Hashable, make: Callable[[], T]) -> T:
        """The figure that follows from `of`; made where it is not there. One that cannot be made is not kept."""
        with self._lock:
            lock, held = self._cells.setdefault(of, (Lock(), []))
            self._cells.move_to_end(of)
            while len(self._cells) > self._most:
                self._cells.popitem(last=False)
        with lock:
            if not held:
                held.append(make())
            return held[0]


def once_a_run(most: int) -> Callable[[Callable[P, T]], Callable[Concatenate[Run | None, P], T]]:
    """Of a large company, work it out once a run and process for what is asked, and keep the latest `most` answers.

    For what reads the projection and the placements, and nothing that anybody decides.
    """

    def of(count: Callable[P, T]) -> Callable[Concatenate[Run | None, P], T]:
        shelf: Shelf[T] = Shelf(most)

        def now(run: Run | None, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if run is None or not _is_large(run):
                return count(*args, **kwargs)
            asked = (*name_of(run), args, tuple(sorted(kwargs.items())))
            return shelf.get(asked, lambda: count(*args, **kwargs))

        return now

    return of


@once_a_run(512)
def standing_now(only: Filter) -> Standing:
    """How many customers stand where, of those the filter lets through, as this run found them."""
    return standing(only)


@once_a_run(4)
def choices_now() -> Choices:
    """What a list of accounts can be narrowed to, as this run found them."""
    return choices()


def unchanged_since(run: Run | None) -> tuple[Hashable, ...] | None:
    """What stays the same as long as nobody decides anything and nobody is placed since this run, the current one; None
    of a company that is not large.

    For figures that also follow from what people decide: every action leaves a line in the history. PostgreSQL numbers
    a line when it is written, not when its transaction ends: so the last thousand numbers are counted as well.
    """
    if run is None or not _is_large(run):
        return None
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return *name_of(run), last, Change.objects.filter(pk__gt=last - _LATE).count()


def _is_large(run: Run) -> bool:
    return bool(run.counts.get("customers", 0) + run.counts.get("people", 0) > LARGE)


def name_of(run: Run) -> tuple[str, dt.datetime, int]:
    """What everything that a run found follows from: the run, when it was published, and how many were erased since."""
    return run.pk, run.finished_at, run.counts.get(ERASED, 0)
