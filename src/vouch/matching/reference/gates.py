"""What stops whom, as columns: one row a person, changed in no time when something is decided about them.

`standing` holds the same words as `stops`, for everybody at once; that the two agree is tested on rows nobody would
think of, and that both agree with the gates of asking.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from vouch.domain.asking import Allowed, PermissionSaid
from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Ceilings
from vouch.matching.next_ask import Willingness
from vouch.matching.reference.decision import Decision, Visibility
from vouch.matching.reference.need import Need

Bools = NDArray[np.bool_]
Rows = slice | NDArray[np.intp]

ALWAYS = np.iinfo(np.int32).max
"""A day that never passes."""
PURPOSES = ("invitations", "quote", "name", "image")
CEILINGS = tuple(Ceilings.model_fields)
_ALLOWED = {None: 0, Allowed.NEVER: 1, Allowed.ASK_FIRST: 2, Allowed.YES: 3}


def last_day(until: date | None) -> int:
    """A last day as a number; for good is above every day."""
    return ALWAYS if until is None else until.toordinal()


class Gates:
    """The columns. Those of one activity type are made when the first row speaks of it."""

    def __init__(self, rows: list[Decision]) -> None:
        count = len(rows)
        self.rows = rows
        self.away = np.zeros(count, dtype=np.bool_)
        self.until = np.zeros(count, dtype=np.int32)
        self.full = np.zeros(count, dtype=np.int32)
        self.exposure = np.full(count, 255, dtype=np.uint8)
        self.withdrawn = np.zeros(count, dtype=np.uint8)
        self.standing = np.zeros(count, dtype=np.uint8)
        self.load = np.zeros(count, dtype=np.float64)
        self.willing = np.full(count, Willingness.OPEN, dtype=np.uint8)
        self.for_managers = np.zeros(count, dtype=np.bool_)
        self.refused: dict[str, Bools] = {}
        self.gladly: dict[str, Bools] = {}
        self.of_one: dict[str, NDArray[np.int32]] = {}
        self.permission: dict[str, tuple[NDArray[np.uint8], NDArray[np.int32]]] = {}
        self.limited: dict[str, dict[int, PermissionSaid]] = {}
        self._today: dict[str, Bools] = {}
        self._asked: tuple[date, Policy] | None = None
        nothing = Decision()
        for at, row in enumerate(rows):
            if row == nothing:
                continue
            self._lay(at, row)

    def decide(self, at: int, row: Decision) -> None:
        """Puts a row in the place of another, at once."""
        for columns in (self.refused, self.gladly):
            for bools in columns.values():
                bools[at] = False
        for days in self.of_one.values():
            days[at] = 0
        for allowed, _until in self.permission.values():
            allowed[at] = 0
        for some in self.limited.values():
            some.pop(at, None)
        self.rows[at] = row
        self._lay(at, row)
        if self._asked:
            for activity, stopped in self._today.items():
                stopped[at] = self._stopped(activity, *self._asked, np.array([at]))[0]

    def _lay(self, at: int, row: Decision) -> None:
        self.away[at] = bool(row.away)
        self.until[at] = max(map(last_day, (*row.stops.values(), *row.holds.values())), default=0)
        self.full[at] = max(map(last_day, row.full.values()), default=0)
        self.exposure[at] = 255 if row.exposure is None else row.exposure
        self.withdrawn[at] = sum(1 << PURPOSES.index(purpose) for purpose in row.withdrawn if purpose in PURPOSES)
        self.standing[at] = CEILINGS.index(row.standing)
        self.load[at] = row.load / row.cap if row.cap > 0 else 1.0
        self.willing[at] = row.willing
        self.for_managers[at] = row.visibility is Visibility.MANAGERS
        for activity in row.refused:
            self._column(self.refused, activity)[at] = True
        for activity in row.gladly:
            self._column(self.gladly, activity)[at] = True
        for (activity, _code), until in row.stops_of.items():
            if activity not in self.of_one:
                self.of_one[activity] = np.zeros(len(self.rows), np.int32)
            days = self.of_one[activity]
            days[at] = max(int(days[at]), last_day(until))
        for activity, said in row.permissions.items():
            if activity not in self.permission:
                self.permission[activity] = (np.zeros(len(self.rows), np.uint8), np.zeros(len(self.rows), np.int32))
            allowed, ends = self.permission[activity]
            allowed[at], ends[at] = _ALLOWED[said.allowed], last_day(said.until)
            if said.allowed is not Allowed.NEVER and (said.uses or said.territory):
                self.limited.setdefault(activity, {})[at] = said

    def _column(self, columns: dict[str, Bools], activity: str) -> Bools:
        if activity not in columns:
            columns[activity] = np.zeros(len(self.rows), np.bool_)
        return columns[activity]

    def stopped(self, need: Need, policy: Policy, today: date) -> Bools:
        """Who may not be asked for this today. Of one day it is worked out once, and kept up with what is decided."""
        if self._asked is None or self._asked[0] != today or self._asked[1].version != policy.version:
            self._today, self._asked = {}, (today, policy)
        if need.activity not in self._today:
            self._today[need.activity] = self._stopped(need.activity, today, policy, slice(None))
        found = self._today[need.activity]
        if need.use or need.territory:
            found = found.copy()
            self._elsewhere(need, today, found)
        return found

    def _stopped(self, activity: str, today: date, policy: Policy, at: Rows) -> Bools:
        rung, day = policy.ladder[activity], today.toordinal()
        highest = [getattr(policy.asking.ceilings, name) for name in CEILINGS]
        too_low = np.array([rung.effort > one.effort or rung.exposure > one.exposure for one in highest])
        found: Bools = self.until[at] >= day
        found |= self.away[at]
        found |= too_low[self.standing[at]]
        found |= self.exposure[at] < rung.exposure
        if rung.consents:
            found |= (self.withdrawn[at] & sum(1 << PURPOSES.index(purpose) for purpose in rung.consents)) != 0
        if rung.live:
            found |= self.full[at] >= day
        if activity in self.refused:
            found |= self.refused[activity][at]
        if activity in self.of_one:
            found |= self.of_one[activity][at] >= day
        found |= self._allowed(activity, today, at) == _ALLOWED[Allowed.NEVER]
        return found

    def passion(self, activity: str, at: Rows) -> NDArray[np.uint8]:
        """How gladly these people would do this, as `Willingness`; who said so is willing, unless guarded."""
        found = self.willing[at]
        if activity in self.gladly:
            found = np.where(self.gladly[activity][at] & (found == Willingness.OPEN), Willingness.WILLING, found)
        return found.astype(np.uint8)

    def _allowed(self, activity: str, today: date, at: Rows) -> NDArray[np.uint8]:
        """The word of each company today: 0 nobody has asked, 1 never, 2 ask first, 3 yes."""
        found = np.zeros(len(self.away[at]), dtype=np.uint8)
        for key in ("", activity):
            if key in self.permission:
                said, ends = (column[at] for column in self.permission[key])
                np.copyto(found, said, where=(said > 0) & (ends >= today.toordinal()))
        return found

    def _elsewhere(self, need: Need, today: date, found: Bools) -> None:
        """Marks those whose company allows it, but not for this use or not there."""
        for key in ("", need.activity):
            for at in self.limited.get(key, ()):
                said = self.rows[at].permission(need.activity, today)
                if said is None:
                    continue
                other = need.use and said.uses and need.use.casefold() not in {use.casefold() for use in said.uses}
                away = need.territory and said.territory and need.territory.casefold() != said.territory.casefold()
                found[at] |= bool(other or away)
