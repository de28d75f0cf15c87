"""The evidence beside one subject's gates on a day: which way each item points and how much it still counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from vouch.runs.shown.found import Found

OLD = 0.25
"""An item that counts for less than this share of what it counted on arrival has grown old: two half-lives."""

_COLUMNS = "kind, subject, gate, atom, reads, contact, t, v, rho, half_life, says, file, row"
_OF_ATOM = f"""
select {_COLUMNS}, rho * pow(2, -greatest($at - t, 0) / 86400.0 / half_life) as weight, ended
from {{evidence}} where subject = $subject and atom = $atom order by t, gate, reads
"""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One signal read for or against one gate.

    `value` is from -1 to 1, `weight` what it counts that day, `full` what it counted on arrival, `half_life` is
    in days. `contact` is whose it is, `says` the particulars in the source's words. `ended`: the day
    something took its place.
    """

    gate: str
    atom: str
    reads: str
    contact: str | None
    at: int
    day: date
    value: float
    weight: float
    full: float
    half_life: float
    says: str
    file: str
    row: int
    ended: date | None = None

    @property
    def sign(self) -> str:
        """Which way it points: for, against or neither; stale where it has grown old and once spoke for the gate."""
        if self.value <= 0:
            return "against" if self.value < 0 else "neither"
        return "stale" if self.weight < OLD * self.full else "for"


def of_atom(of: Found, subject: str, atom: str, day: date) -> list[Item]:
    """Everything that one fact was read as for this account or person, in time; empty when it was read as nothing."""
    return [item(of, row) for row in of.rows(_OF_ATOM, subject=subject, atom=atom, at=of.end(day))]


def item(of: Found, row: dict[str, Any]) -> Item:
    """One row of the evidence, with its weight, as an item."""
    return Item(
        gate=row["gate"], atom=row["atom"], reads=row["reads"], contact=row["contact"], at=row["t"],
        day=of.day(row["t"]), value=row["v"], weight=row["weight"], full=row["rho"],
        half_life=row["half_life"], says=row["says"] or "", file=row["file"], row=row["row"],
        ended=of.day(row["ended"]) if row.get("ended") else None,
    )  # fmt: skip
