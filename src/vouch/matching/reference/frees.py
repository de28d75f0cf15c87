"""When does somebody carry less? What they gave is a quarter ago then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vouch.matching.reference.decision import Decision
from vouch.matching.reference.kept import Rows
from vouch.matching.reference.packed import Columns


@dataclass
class Frees:
    """When which part of somebody's load is a quarter ago: their number, the day, and how much less they carry then."""

    at: NDArray[np.int32]
    on: NDArray[np.int32]
    less: NDArray[np.float64]

    @classmethod
    def of(cls, rows: Rows) -> Frees:
        """Those of these rows, which are the same for all who have the same row."""
        some = {number: row for number, row in enumerate(rows.distinct) if row.frees and row.cap > 0}
        told = [(at, day.toordinal(), 1 / some[number].cap)
                for at in np.flatnonzero(np.isin(rows.of_whom, list(some))).tolist()
                for number in (int(rows.of_whom[at]),) for day in some[number].frees]  # fmt: skip
        return cls._of(told)

    @classmethod
    def _of(cls, told: list[tuple[int, int, float]]) -> Frees:
        columns = list(zip(*told, strict=True)) or [(), (), ()]
        return cls(np.array(columns[0], np.int32), np.array(columns[1], np.int32), np.array(columns[2], np.float64))

    def decide(self, at: int, row: Decision) -> None:
        """Puts what this row says in the place of what was said of this person."""
        others = self.at != at
        if not row.frees and others.all():
            return
        new = self._of([(at, day.toordinal(), 1 / row.cap) for day in row.frees if row.cap > 0])
        for name in ("at", "on", "less"):
            setattr(self, name, np.concatenate([getattr(self, name)[others], getattr(new, name)]))

    def until(self, day: date) -> NDArray[np.bool_]:
        """Which of them are so by that day."""
        return self.on <= day.toordinal()

    def put(self, into: Columns, name: str) -> None:
        """Lays them down under this name."""
        into.update({f"{name}.{one}": getattr(self, one) for one in ("at", "on", "less")})

    @classmethod
    def take(cls, found: Columns, name: str) -> Frees:
        """Those that lie under this name. Raises KeyError."""
        return cls(found[f"{name}.at"], found[f"{name}.on"], found[f"{name}.less"])
