"""What can the pool still give, and how much of the demand does it cover? The most that can be, earliest months first.

One person can serve several activities and months, and each of their uses only one of them: a flow from people to what
is asked for, solved as a linear program whose corners are whole where demand is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """Somebody who may give references: for which segment and what, how often still in this quarter (`left`), and from
    which month on (0 is the one that begins today; 3 is after the quarter)."""

    person: str
    segment: str
    activities: frozenset[str]
    left: float
    free_from: int = 0


def covered(demand: Mapping[Cell, float], pool: Sequence[Able], *, uses_a_month: int) -> dict[Cell, float]:
    """How much of each demand can be met.

    Of all ways that meet the most, one that meets the earlier months first.

    >>> ana = Able(person="ana", segment="health", activities=frozenset({"reference_call"}), left=2)
    >>> covered({("health", "reference_call", 0): 2, ("health", "reference_call", 1): 2}, [ana], uses_a_month=1)
    {('health', 'reference_call', 0): 1.0, ('health', 'reference_call', 1): 1.0}
    """
    cells = sorted(cell for cell, wanted in demand.items() if wanted > 0)
    people = sorted(pool, key=lambda one: one.person)
    columns = [
        (at, number)
        for at, one in enumerate(people)
        for number, (segment, activity, month) in enumerate(cells)
        if segment == one.segment and activity in one.activities and month >= one.free_from and one.left > 0
    ]
    if not columns:
        return dict.fromkeys(cells, 0.0)
    person = np.array([at for at, _cell in columns])
    cell = np.array([number for _at, number in columns])
    month = np.array([cells[number][2] for number in cell.tolist()])
    ones, every = np.ones(len(columns)), np.arange(len(columns))
    found: Any = linprog(
        -1.0 + _SOONER * month + _RARER * cell,
        A_ub=vstack(
            [
                coo_array((ones, (person, every)), shape=(len(people), len(columns))),
                coo_array((ones, (person * QUARTER + month, every)), shape=(len(people) * QUARTER, len(columns))),
                coo_array((ones, (cell, every)), shape=(len(cells), len(columns))),
            ],
            format="csr",
        ),
        b_ub=np.concatenate(
            [
                [one.left for one in people],
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
