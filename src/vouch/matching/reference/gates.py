"""What stops whom, as columns: one row a person, changed in no time when something is decided about them.

`standing` holds the same words as `stops`, for everybody at once; that the two agree is tested on rows nobody would
think of, and that both agree with the gates of asking.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vouch.domain.asking import Allowed
from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Ceilings
from vouch.matching.next_ask import Willingness
from vouch.matching.reference.decision import Decision, Visibility
from vouch.matching.reference.frees import Frees
from vouch.matching.reference.kept import Rows
from vouch.matching.reference.need import Need
from vouch.matching.reference.packed import Columns

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]
Some = slice | NDArray[np.intp]

ALWAYS = np.iinfo(np.int32).max
"""A day that never passes."""
PURPOSES = ("invitations", "quote", "name", "image")
CEILINGS = tuple(Ceilings.model_fields)
_MOST = 64
"""Kinds of requests of which it is held ready who is stopped."""
_ALLOWED = {None: 0, Allowed.NEVER: 1, Allowed.ASK_FIRST: 2, Allowed.YES: 3}


def last_day(until: date | None) -> int:
    """A last day as a number; for good is above every day."""
    return ALWAYS if until is None else until.toordinal()


@dataclass
class OfTypes:
    """The columns of single activity types, by type: who refused it, would gladly do it, may not be asked until when;
    the word of their company and its last day, and whose company's word has conditions."""

    refused: dict[str, Bools] = field(default_factory=dict)
    gladly: dict[str, Bools] = field(default_factory=dict)
    of_one: dict[str, Ints] = field(default_factory=dict)
    permission: dict[str, tuple[NDArray[np.uint8], Ints]] = field(default_factory=dict)
    limited: dict[str, set[int]] = field(default_factory=dict)

    def put(self, into: Columns, name: str) -> None:
        """Lays the columns down under this name."""
        for kind, columns in (("refused", self.refused), ("gladly", self.gladly), ("of_one", self.of_one)):
            into.update({f"{name}.{kind}:{activity}": column for activity, column in columns.items()})
        for activity, (allowed, ends) in self.permission.items():
            into[f"{name}.allowed:{activity}"], into[f"{name}.allowed_until:{activity}"] = allowed, ends
        for activity, some in self.limited.items():
            into[f"{name}.limited:{activity}"] = np.array(sorted(some), dtype=np.int32)

    @classmethod
    def take(cls, found: Columns, name: str) -> OfTypes:
        """Those that lie under this name."""

        def of(kind: str) -> dict[str, NDArray[Any]]:
            begin = f"{name}.{kind}:"
            return {key.removeprefix(begin): column for key, column in found.items() if key.startswith(begin)}

        ends = of("allowed_until")
        return cls(
            refused=of("refused"),
            gladly=of("gladly"),
            of_one=of("of_one"),
            permission={activity: (allowed, ends[activity]) for activity, allowed in of("allowed").items()},
            limited={activity: set(some.tolist()) for activity, some in of("limited").items()},
        )


def _of_types(row: Decision) -> bool:
    """Whether a row says anything of single activity types."""
    return bool(row.refused or row.gladly or row.stops_of or row.permissions)


_COLUMNS: dict[str, tuple[type[np.generic], Callable[[Decision], Any]]] = {
    "away": (np.bool_, lambda row: bool(row.away)),
    "until": (np.int32, lambda row: max(map(last_day, (*row.stops.values(), *row.holds.values())), default=0)),
    "full": (np.int32, lambda row: max(map(last_day, row.full.values()), default=0)),
    "exposure": (np.uint8, lambda row: 255 if row.exposure is None else row.exposure),
    "withdrawn": (np.uint8, lambda row: sum(1 << PURPOSES.index(one) for one in row.withdrawn if one in PURPOSES)),
    "standing": (np.uint8, lambda row: CEILINGS.index(row.standing)),
    "load": (np.float64, lambda row: row.load / row.cap if row.cap > 0 else 1.0),
    "willing": (np.uint8, lambda row: row.willing),
    "for_managers": (np.bool_, lambda row: row.visibility is Visibility.MANAGERS),
}
"""The columns of what a row says whatever is asked for: of which numbers, and how they follow from the row."""


class Gates:
    """The columns. Those of one activity type are made when the first row speaks of it."""

    def __init__(self, rows: Rows, columns: dict[str, NDArray[Any]], of: OfTypes, frees: Frees) -> None:
        self.rows, self.frees = rows, frees
        self.away: Bools = columns["away"]
        self.until: Ints = columns["until"]
        self.full: Ints = columns["full"]
        self.exposure: NDArray[np.uint8] = columns["exposure"]
        self.withdrawn: NDArray[np.uint8] = columns["withdrawn"]
        self.standing: NDArray[np.uint8] = columns["standing"]
        self.load: NDArray[np.float64] = columns["load"]
        self.willing: NDArray[np.uint8] = columns["willing"]
        self.for_managers: Bools = columns["for_managers"]
        self.refused, self.gladly, self.of_one = of.refused, of.gladly, of.of_one
        self.permission, self.limited = of.permission, of.limited
        self._columns, self._of = columns, of
        self._today: dict[tuple[str, str, str], Bools] = {}
        self._asked: tuple[date, Policy] | None = None

    @classmethod
    def laid(cls, rows: list[Decision]) -> Gates:
        """The columns of these rows. What is the same object is laid once for all who have it."""
        kept = Rows.of(rows)
        columns = {
            name: np.array([read(row) for row in kept.distinct], dtype=type_)[kept.of_whom]
            for name, (type_, read) in _COLUMNS.items()
        }
        made = cls(kept, columns, OfTypes(), Frees.of(kept))
        special = [number for number, row in enumerate(kept.distinct) if _of_types(row)]
        if special:
            order = np.argsort(kept.of_whom, kind="stable")
            ends = np.cumsum(np.bincount(kept.of_whom, minlength=len(kept.distinct)))
            for number in special:
                who = order[ends[number - 1] if number else 0 : ends[number]]
                made._lay_types(who, kept.distinct[number])
        return made

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
            some.discard(at)
        self.rows[at] = row
        self.frees.decide(at, row)
        for name, (_type, read) in _COLUMNS.items():
            self._columns[name][at] = read(row)
        self._lay_types(np.array([at]), row)
        if self._asked:
            for key, stopped in self._today.items():
                stopped[at] = self._stopped(key[0], *self._asked, np.array([at]))[0]
                stopped[at] |= self._elsewhere(key, at, self._asked[0])

    def _lay_types(self, at: NDArray[np.intp], row: Decision) -> None:
        """Lays down what these people's row says of single activity types."""
        for activity in row.refused:
            self._column(self.refused, activity)[at] = True
        for activity in row.gladly:
            self._column(self.gladly, activity)[at] = True
        for (activity, _code), until in row.stops_of.items():
            if activity not in self.of_one:
                self.of_one[activity] = np.zeros(len(self.rows), np.int32)
            days = self.of_one[activity]
            days[at] = np.maximum(days[at], last_day(until))
        for activity, said in row.permissions.items():
            if activity not in self.permission:
                self.permission[activity] = (np.zeros(len(self.rows), np.uint8), np.zeros(len(self.rows), np.int32))
            allowed, ends = self.permission[activity]
            allowed[at], ends[at] = _ALLOWED[said.allowed], last_day(said.until)
            if said.allowed is not Allowed.NEVER and (said.uses or said.territory):
                self.limited.setdefault(activity, set()).update(at.tolist())

    def put(self, into: Columns, name: str) -> None:
        """Lays the columns down under this name."""
        self.rows.put(into, f"{name}.rows")
        into.update({f"{name}.{one}": column for one, column in self._columns.items()})
        self._of.put(into, f"{name}.of")
        self.frees.put(into, f"{name}.frees")

    @classmethod
    def take(cls, found: Columns, name: str) -> Gates:
        """Those that lie under this name. Raises KeyError."""
        columns = {one: found[f"{name}.{one}"] for one in _COLUMNS}
        of, frees = OfTypes.take(found, f"{name}.of"), Frees.take(found, f"{name}.frees")
        return cls(Rows.take(found, f"{name}.rows"), columns, of, frees)

    def _column(self, columns: dict[str, Bools], activity: str) -> Bools:
        if activity not in columns:
            columns[activity] = np.zeros(len(self.rows), np.bool_)
        return columns[activity]

    def stopped(self, need: Need, policy: Policy, today: date) -> Bools:
        """Who may not be asked for this today. Of one day it is worked out once, and kept up with what is decided."""
        if self._asked is None or self._asked[0] != today or self._asked[1].version != policy.version:
            self._today, self._asked = {}, (today, policy)
        key = (need.activity, need.use.casefold(), need.territory.casefold())
        if key not in self._today:
            if len(self._today) >= _MOST:
                self._today.clear()
            found = self._today[key] = self._stopped(need.activity, today, policy, slice(None))
            if need.use or need.territory:
                for at in {at for name in ("", need.activity) for at in self.limited.get(name, ())}:
                    found[at] |= self._elsewhere(key, at, today)
        return self._today[key]

    def _stopped(self, activity: str, today: date, policy: Policy, at: Some) -> Bools:
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

    def carried(self, day: date) -> NDArray[np.float64]:
        """What everybody carries on this day, of what they may: what was given a quarter before it counts no more."""
        gone = self.frees.until(day)
        if not gone.any():
            return self.load
        found = self.load.copy()
        np.subtract.at(found, self.frees.at[gone], self.frees.less[gone])
        return np.maximum(found, 0.0, out=found)

    def passion(self, activity: str, at: Some) -> NDArray[np.uint8]:
        """How gladly these people would do this, as `Willingness`; who said so is willing, unless guarded."""
        found = self.willing[at]
        if activity in self.gladly:
            found = np.where(self.gladly[activity][at] & (found == Willingness.OPEN), Willingness.WILLING, found)
        return found.astype(np.uint8)

    def _allowed(self, activity: str, today: date, at: Some) -> NDArray[np.uint8]:
        """The word of each company today: 0 nobody has asked, 1 never, 2 ask first, 3 yes."""
        found = np.zeros(len(self.away[at]), dtype=np.uint8)
        for key in ("", activity):
            if key in self.permission:
                said, ends = (column[at] for column in self.permission[key])
                np.copyto(found, said, where=(said > 0) & (ends >= today.toordinal()))
        return found

    def _elsewhere(self, key: tuple[str, str, str], at: int, today: date) -> bool:
        """Whether somebody's company allows it, but not for this use or not there."""
        activity, use, territory = key
        said = self.rows[at].permission(activity, today)
        if said is None:
            return False
        other = use and said.uses and use not in {one.casefold() for one in said.uses}
        return bool(other or (territory and said.territory and territory != said.territory.casefold()))
