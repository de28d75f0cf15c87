"""Two to four programmes beside each other: the same figures, and which of them can be told apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from vouch.domain.differences import newcombe
from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.program.programmes.models import Programme
from vouch.program.programmes.queries.figures import Figures, figures

MOST = 4
SHARES = ("yes", "done", "kept", "gave_first")
"""The figures that are shares of asks or acts, and so can be told apart or not."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The programmes with their figures; of each share, what can be said, in sentences; people who stand in several."""

    columns: Sequence[tuple[Programme, Figures]]
    said: dict[str, Sequence[str]]
    pairs: int
    in_several: int


def compared(programmes: Sequence[Programme], *, policy: Policy, today: dt.date) -> Compared:
    """These programmes compared. Raises BadInput for fewer than two or more than four."""
    if not 2 <= len(programmes) <= MOST:
        raise BadInput("not_comparable", f"Choose two to {MOST} programmes to compare.", field="programme")
    found = figures(programmes, policy=policy, today=today)
    columns = [(one, found[one.pk]) for one in programmes]
    everybody = [who for _one, of in columns for who in of.asked_people]
    return Compared(
        columns=columns,
        said={name: _said(name, columns) for name in SHARES},
        pairs=len(columns) * (len(columns) - 1) // 2,
        in_several=len(everybody) - len(set(everybody)),
    )


def _said(name: str, columns: Sequence[tuple[Programme, Figures]]) -> list[str]:
    pairs = list(combinations(columns, 2))
    told, enough = [], False
    for (one, first), (other, second) in pairs:
        found = newcombe(getattr(first, name), getattr(second, name), looks=len(pairs))
        enough = enough or found.low is not None
        if found.told_apart:
            told.append(f"{one} is {found.words} than {other}.")
    return told or ["They cannot be told apart." if enough else "Not enough evidence to compare."]
