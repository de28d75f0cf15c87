"""How many references will be asked for in the next three months, by segment, activity and month?

From the pipeline as it stands: each open deal by its stage and closing day, new deals as they have come so far; as many
requests as followed in earlier quarters, with back-off; drawn many times with a seed, so that the interval holds what
is not known of the rates, how deals differ, how many come, and luck. It misleads where the pipeline changes its nature:
a new product, a new way to sell, a season.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vouch.matching.coverage.history import NEW, History, classed, counted
from vouch.matching.coverage.rates import Learned, drawn, followed, learn
from vouch.matching.coverage.seen import QUARTER, DealSeen, RequestSeen

DRAWS = 4_000
LEAST = 20
"""With fewer requests in all of history there is no number."""
Counts = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """How many are expected (the mean), and the interval that holds 95 in 100 of what can come; `n` requests stand
    behind it, of which `least` are needed for a number."""

    expected: float
    low: int
    high: int
    n: int
    least: int = LEAST
    method: str = "gamma-Poisson with back-off, 95 in 100 of what can come"

    @property
    def enough(self) -> bool:
        """Whether there is enough evidence for a number."""
        return self.n >= self.least

    @property
    def words(self) -> str:
        """The interval as people read it.

        >>> Foreseen(expected=4.2, low=1, high=8, n=60).words, Foreseen(expected=1, low=0, high=4, n=3).words
        ('1 to 8', 'not enough evidence: 3 requests so far, 20 needed')
        """
        if not self.enough:
            return (
                f"not enough evidence: {self.n} {'request' if self.n == 1 else 'requests'} so far, {self.least} needed"
            )
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


@dataclass(frozen=True, kw_only=True)
class Demand:
    """The forecast: of each segment, activity and month (0 is the one that begins today), and of each segment and
    activity for the whole quarter. `open_deals`, `quarters`: what it rests on."""

    cells: Mapping[tuple[str, str, int], Foreseen]
    quarter: Mapping[tuple[str, str], Foreseen]
    open_deals: int
    quarters: int
    today: date


def forecast(
    deals: Sequence[DealSeen],
    requests: Sequence[RequestSeen],
    today: date,
    *,
    quarters: int = 8,
    seed: int = 0,
) -> Demand:
    """The demand of the next three months. `quarters`: how far back it learns, at most.

    The same deals and requests give the same forecast, in whatever order they come.

    >>> demand = forecast([], [], date(2026, 12, 1))
    >>> demand.quarter, demand.open_deals
    ({}, 0)
    """
    deals = sorted(deals, key=lambda one: one.id)
    history = counted(deals, requests, today, quarters=quarters)
    groups: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for (kind, _segment), counts in sorted(history.followed.items()):
        groups[kind].append(counts)
    learned = learn({"/".join(kind): counts for kind, counts in groups.items()})
    chance = np.random.default_rng([seed, today.toordinal()])
    open_now = Counter((kind, deal.segment) for deal, kind in classed(deals, today))
    months = _by_month(history, learned, groups, open_now, chance)
    activities = sorted({name for counts in history.activities.values() for name in counts})
    cells: dict[tuple[str, str, int], Foreseen] = {}
    quarter: dict[tuple[str, str], Foreseen] = {}
    for segment in sorted(months):
        split = _by_activity(months[segment], segment, history, activities, chance)
        n = sum(history.activities[segment].values())
        for at, activity in enumerate(activities):
            for month in range(QUARTER):
                cells[segment, activity, month] = _foreseen(split[:, month, at], n)
            quarter[segment, activity] = _foreseen(split[:, :, at].sum(axis=1), n)
    return Demand(
        cells=cells, quarter=quarter, open_deals=sum(open_now.values()), quarters=history.quarters, today=today
    )


def _by_month(
    history: History,
    learned: Learned,
    groups: Mapping[tuple[str, str], list[list[int]]],
    open_now: Mapping[tuple[tuple[str, str], str], int],
    chance: np.random.Generator,
) -> dict[str, Counts]:
    """Draws of each segment's requests in each month."""
    found: dict[str, Counts] = {}
    for segment in sorted({segment for _kind, segment in [*history.followed, *open_now]}):
        whole = np.zeros((DRAWS, QUARTER), dtype=np.int64)
        there = {kind: count for (kind, of), count in open_now.items() if of == segment}
        for kind in sorted({*there, NEW}):
            of_class = [count for counts in groups.get(kind, []) for count in counts]
            rates = drawn(history.followed.get((kind, segment), []), of_class, learned, chance, DRAWS)
            deals: int | Counts = _arriving(history, segment, chance) if kind == NEW else there[kind]
            counts = followed(rates, deals, learned, chance)
            shares = chance.dirichlet(np.array(history.months.get(kind, [0] * QUARTER)) + 1.0, size=DRAWS)
            whole += chance.multinomial(counts, shares)
        found[segment] = whole
    return found


def _arriving(history: History, segment: str, chance: np.random.Generator) -> Counts:
    """Draws of how many deals come: a rate that is not known for sure, and luck."""
    came = history.came.get(segment, [])
    rate = chance.gamma(0.5 + sum(came), 1 / (0.05 + len(came)), size=DRAWS)
    return chance.poisson(rate if came else np.zeros(DRAWS)).astype(np.int64)


def _by_activity(
    months: Counts, segment: str, history: History, activities: Sequence[str], chance: np.random.Generator
) -> Counts:
    """The draws split by activity: as in this segment, leaning on all segments as on ten requests."""
    every = np.array([sum(counts.get(name, 0) for counts in history.activities.values()) for name in activities], float)
    mine = np.array([history.activities[segment].get(name, 0) for name in activities], dtype=float)
    if not len(activities):
        return np.zeros((DRAWS, QUARTER, 0), dtype=np.int64)
    prior = 10.0 * (every + 0.5) / (every + 0.5).sum()
    shares = chance.dirichlet(mine + prior, size=DRAWS)
    return chance.multinomial(months, shares[:, None, :]).astype(np.int64)


def _foreseen(draws: Counts, n: int) -> Foreseen:
    low, high = np.quantile(draws, [0.025, 0.975], method="inverted_cdf")
    return Foreseen(expected=float(draws.mean()), low=int(low), high=int(high), n=n)
