"""What can the pool still give, and how much of the demand does it cover? The most that can be, earliest months first.

One person can serve several activities and months, and each of their uses only one of them: a flow from people to what
is asked for, solved as a linear program whose corners are whole where demand is. What is no call or visit, as a quote,
takes none of the calls and visits that somebody may still give, but their month like anything else: nobody is asked for
two things at once. Where a segment wants several kinds of calls and visits beside it, a corner may have a half.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from vouch.matching.coverage.seen import QUARTER

Cell = tuple[str, str, int]
"""A segment, an activity and a month."""
_SOONER = 1e-3
_RARER = 1e-6


@dataclass(frozen=True, kw_only=True)
class Able:
    """Somebody who may give references: for which segment and what, how many calls and visits still in this quarter
    (`left`), and from which month on (0 is the one that begins today; 3 is after the quarter). `later`: the months from
    which on they may give one more, one for each: what they did is a quarter ago then. `starts`: the month for what
    they may do from a later one on than `free_from`."""

    person: str
    segment: str
    activities: frozenset[str]
    left: float
    free_from: int = 0
    later: tuple[int, ...] = ()
    starts: Mapping[str, int] = field(default_factory=dict)

    @property
    def uses(self) -> float:
        """How many calls and visits in the whole quarter, with what comes back in it."""
        return self.left + len(self.later)

    def may(self, activity: str, month: int) -> bool:
        """Whether they may be asked for this in that month, so long as they are not full."""
        return activity in self.activities and month >= max(self.free_from, self.starts.get(activity, 0))

    def until(self, month: int) -> float:
        """How many calls and visits in all until the end of that month."""
        return self.left + sum(one <= month for one in self.later)


def covered(
    demand: Mapping[Cell, float], pool: Sequence[Able], *, uses_a_month: int, live: Collection[str]
) -> dict[Cell, float]:
    """How much of each demand can be met. `live`: the activities that are calls and visits.

    Of all ways that meet the most, one that meets the earlier months first.

    >>> live = {"reference_call"}
    >>> ana = Able(person="ana", segment="health", activities=frozenset({"reference_call"}), left=2)
    >>> covered({("health", "reference_call", 0): 2, ("health", "reference_call", 1): 2}, [ana], uses_a_month=1,
    ...         live=live)
    {('health', 'reference_call', 0): 1.0, ('health', 'reference_call', 1): 1.0}
    >>> full = Able(person="bo", segment="health", activities=frozenset({"reference_call"}), left=0, later=(1,))
    >>> covered({("health", "reference_call", 0): 1, ("health", "reference_call", 1): 1}, [full], uses_a_month=1,
    ...         live=live)
    {('health', 'reference_call', 0): 0.0, ('health', 'reference_call', 1): 1.0}
    """
    cells = sorted(cell for cell, wanted in demand.items() if wanted > 0)
    people = sorted(pool, key=lambda one: one.person)
    columns = [
        (at, number)
        for at, one in enumerate(people)
        for number, (segment, activity, month) in enumerate(cells)
        if segment == one.segment and one.may(activity, month) and (activity not in live or one.until(month) > 0)
    ]
    if not columns:
        return dict.fromkeys(cells, 0.0)
    person = np.array([at for at, _cell in columns])
    cell = np.array([number for _at, number in columns])
    month = np.array([cells[number][2] for number in cell.tolist()])
    called = np.flatnonzero([cells[number][1] in live for number in cell.tolist()])
    ones, every = np.ones(len(columns)), np.arange(len(columns))
    # who may more often later gives until the end of the month before no more than they may until then; each of these
    # rows lies within the next and the person's own, so that the corners stay whole
    ends = [(at, day - 1) for at, one in enumerate(people) for day in sorted(set(one.later)) if day > 0]
    owner = person[called]
    first, last = (np.searchsorted(owner, [at for at, _end in ends], side=side) for side in ("left", "right"))
    held = [called[a:b][month[called[a:b]] <= end] for a, b, (_at, end) in zip(first, last, ends, strict=True)]
    row = np.repeat(np.arange(len(ends)), [len(one) for one in held])
    early = np.concatenate([*held, np.empty(0, dtype=np.intp)])
    found: Any = linprog(
        -1.0 + _SOONER * month + _RARER * cell,
        A_ub=vstack(
            [
                coo_array((np.ones(len(called)), (owner, called)), shape=(len(people), len(columns))),
                coo_array((np.ones(len(row)), (row, early)), shape=(len(ends), len(columns))),
                coo_array((ones, (person * QUARTER + month, every)), shape=(len(people) * QUARTER, len(columns))),
                coo_array((ones, (cell, every)), shape=(len(cells), len(columns))),
            ],
            format="csr",
        ),
        b_ub=np.concatenate(
            [
                [one.uses for one in people],
                [people[at].until(end) for at, end in ends],
                np.full(len(people) * QUARTER, float(uses_a_month)),
                [demand[one] for one in cells],
            ]
        ),
        bounds=(0, None),
        method="highs-ds",
    )
    if found.status != 0:
        raise ArithmeticError(f"what the pool covers was not solved: {found.message}")
    met = np.bincount(cell, weights=found.x, minlength=len(cells))
    return {one: round(float(amount), 9) for one, amount in zip(cells, met.tolist(), strict=True)}
