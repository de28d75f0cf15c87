"""What the run kept of one account or person: each of its tables is read once, however often a page asks.

A question of a few rows costs as much as taking apart the pieces of the file that they lie in, so where somebody stands
on a day and how they came there are read together, and parted here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from vouch.runs.shown.because import listed_ids
from vouch.runs.shown.evidence import Item, item
from vouch.runs.shown.found import Found

Row = dict[str, Any]

_PLACED = "select * from {placements} where subject = $subject order by as_of"
_GATES = """
select as_of, subject, gate, state, decided, stale, differ, score, weight, decided_at
from {{gates}} where subject in ({subjects}) order by as_of, gate, subject
"""
_EVIDENCE = """
select kind, subject, gate, atom, reads, contact, t, v, rho, half_life, says, file, row,
  rho * pow(2, -greatest($at - t, 0) / 86400.0 / half_life) as weight,
  t <= $at and (ended is null or ended > $at) as stands
from {{evidence}} where subject in ({subjects}) order by gate, weight desc, t desc, atom, reads
"""
_REASONS = """
select as_of, subject, reason, hard, flagged, since, ends from {{reasons}}
where subject in ({subjects}) order by as_of, hard desc, since, reason
"""


@dataclass(frozen=True)
class About:
    """One account or person in one run. `day`: the one whose weights are meant.

    `lender`: the account that lends a person its gates now; the one they were placed with lends them, too.
    """

    of: Found
    subject: str
    day: date
    lender: str = ""

    @cached_property
    def placements(self) -> list[Row]:
        """Where they stood at the end of each day of the run on which they were placed, earliest first."""
        return self.of.rows(_PLACED, subject=self.subject)

    @cached_property
    def gates(self) -> list[Row]:
        """Their gates and those of the accounts beside them, by day."""
        return self.of.rows(_GATES.format(subjects=self._whose)) if self._whose else []

    @cached_property
    def evidence(self) -> list[Row]:
        """What was read for and against these gates, also what stands no more; by gate, heaviest on the day first."""
        at = self.of.end(self.day)
        return self.of.rows(_EVIDENCE.format(subjects=self._whose), at=at) if self._whose else []

    @cached_property
    def reasons(self) -> dict[tuple[str, date], list[Row]]:
        """Why an account was, or might soon have been, at risk: by account and day, the hard ones first."""
        found: dict[tuple[str, date], list[Row]] = {}
        for row in self.of.rows(_REASONS.format(subjects=self._whose)) if self._whose else ():
            found.setdefault((row["subject"], row["as_of"]), []).append(row)
        return found

    def standing(self, subject: str) -> dict[str, list[Item]]:
        """The evidence of themselves or of an account beside them that stands on the day, by gate, heaviest first."""
        found: dict[str, list[Item]] = {}
        for row in self.evidence:
            if row["stands"] and row["subject"] == subject:
                found.setdefault(row["gate"], []).append(item(self.of, row))
        return found

    @cached_property
    def _whose(self) -> str:
        accounts = {row["account"] for row in self.placements if row["account"]} | {self.lender or self.subject}
        return listed_ids(sorted({self.subject} | accounts))
