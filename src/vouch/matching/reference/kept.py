"""Rows that are kept as text: what was decided about people, companies and people themselves.

Each is read when it is asked for: of a large pool a request shows a few, and the columns say the rest. What many rows
have in common is written once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from vouch.domain.asking import Allowed, HoldKind, PermissionSaid
from vouch.matching.next_ask import Willingness
from vouch.matching.reference.decision import Decision, Visibility
from vouch.matching.reference.packed import Columns, Texts
from vouch.matching.reference.rows import Company, Person

T = TypeVar("T")
_MOST = 4096
"""Rows that were read and are held ready."""


class Read(Sequence[T], Generic[T]):
    """Rows, each made of what is written of it when it is asked for."""

    def __init__(self, count: int, read: Callable[[int], T]) -> None:
        self._count, self._read = count, read
        self._ready: dict[int, T] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._count))]
        at = range(self._count)[at]
        found = self._ready.get(at)
        if found is None:
            if len(self._ready) >= _MOST:
                self._ready.clear()
            found = self._ready[at] = self._read(at)
        return found


class Rows(Sequence[Decision]):
    """What was decided about everybody: the rows there are, which one each person has, and what changed since."""

    def __init__(self, distinct: Sequence[Decision], of_whom: NDArray[np.intp]) -> None:
        self.distinct, self.of_whom = distinct, of_whom
        self._since: dict[int, Decision] = {}

    @classmethod
    def of(cls, rows: Iterable[Decision]) -> Rows:
        """These rows; the same object is one row."""
        number: dict[int, int] = {}
        distinct: list[Decision] = []
        of_whom = []
        for row in rows:
            if id(row) not in number:
                number[id(row)] = len(distinct)
                distinct.append(row)
            of_whom.append(number[id(row)])
        return cls(distinct, np.array(of_whom, dtype=np.intp))

    def __len__(self) -> int:
        return len(self.of_whom)

    @overload
    def __getitem__(self, at: int) -> Decision: ...
    @overload
    def __getitem__(self, at: slice) -> list[Decision]: ...
    def __getitem__(self, at: int | slice) -> Decision | list[Decision]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        return self._since.get(at) or self.distinct[int(self.of_whom[at])]

    def alike(self, at: int) -> int:
        """A number that nobody shares with this person but those of whom the very same was decided."""
        return len(self.distinct) + at if at in self._since else int(self.of_whom[at])

    def __setitem__(self, at: int, row: Decision) -> None:
        self._since[range(len(self))[at]] = row

    def put(self, into: Columns, name: str) -> None:
        """Lays the rows down under this name, with all that changed."""
        rows, of_whom = list(self.distinct), self.of_whom.astype(np.int32)
        for at, row in self._since.items():
            of_whom[at] = len(rows)
            rows.append(row)
        Texts.of(map(written, rows)).put(into, name)
        into[f"{name}.of"] = of_whom

    @classmethod
    def take(cls, found: Columns, name: str) -> Rows:
        """Those that lie under this name. Raises KeyError."""
        texts = Texts.take(found, name)
        return cls(Read(len(texts), lambda at: decision_of(texts[at])), found[f"{name}.of"].astype(np.intp))


def written(row: Decision) -> str:
    """A row as text.

    >>> row = Decision(standing="loyal", stops={"paused": date(2026, 12, 5)})
    >>> written(row), decision_of(written(row)) == row
    ('{"standing":"loyal","stops":{"paused":"2026-12-05"}}', True)
    """
    told: dict[str, Any] = {
        "standing": row.standing, "away": sorted(row.away), "withdrawn": sorted(row.withdrawn),
        "refused": sorted(row.refused), "gladly": sorted(row.gladly), "exposure": row.exposure,
        "permissions": [_said(key, said) for key, said in row.permissions.items()], "holds": _ends(row.holds),
        "stops": _ends(row.stops), "stops_of": [[*key, _day(until)] for key, until in row.stops_of.items()],
        "full": _ends(row.full), "load": row.load, "cap": row.cap, "frees": [_day(one) for one in row.frees],
        "last_asked": _day(row.last_asked),
        "willing": int(row.willing), "visibility": int(row.visibility),
    }  # fmt: skip
    kept = {name: value for name, value in told.items() if value != _NOTHING.get(name)}
    return json.dumps(kept, separators=(",", ":"))


def decision_of(text: str) -> Decision:
    """The row of this text. Raises ValueError, KeyError, TypeError for what `written` never wrote."""
    told: dict[str, Any] = _NOTHING | json.loads(text)
    return Decision(
        standing=told["standing"],
        away=frozenset(told["away"]),
        withdrawn=frozenset(told["withdrawn"]),
        refused=frozenset(told["refused"]),
        gladly=frozenset(told["gladly"]),
        exposure=told["exposure"],
        permissions=dict(_permission(said) for said in told["permissions"]),
        holds={HoldKind(kind): _date(until) for kind, until in told["holds"].items()},
        stops={code: _date(until) for code, until in told["stops"].items()},
        stops_of={(activity, code): _date(until) for activity, code, until in told["stops_of"]},
        full={code: _date(until) for code, until in told["full"].items()},
        load=told["load"],
        cap=told["cap"],
        frees=tuple(date.fromisoformat(day) for day in told["frees"]),
        last_asked=_date(told["last_asked"]),
        willing=Willingness(told["willing"]),
        visibility=Visibility(told["visibility"]),
    )


_NOTHING: dict[str, Any] = {
    "standing": "not_known_yet", "away": [], "withdrawn": [], "refused": [], "gladly": [], "exposure": None,
    "permissions": [], "holds": {}, "stops": {}, "stops_of": [], "full": {}, "load": 0.0, "cap": 2.0,
    "frees": [], "last_asked": None, "willing": int(Willingness.OPEN), "visibility": int(Visibility.OPEN),
}  # fmt: skip
"""What is not written, as it goes without saying."""


def _said(key: str, said: PermissionSaid) -> list[Any]:
    uses = sorted(said.uses)
    return [key, said.activity, said.allowed, _day(said.until), said.at_most, said.per_days, uses, said.territory]


def _permission(told: list[Any]) -> tuple[str, PermissionSaid]:
    key, activity, allowed, until, at_most, per_days, uses, territory = told
    return key, PermissionSaid(
        activity=activity, allowed=Allowed(allowed), until=_date(until), at_most=at_most, per_days=per_days,
        uses=frozenset(uses), territory=territory,
    )  # fmt: skip


def _ends(ends: Mapping[Any, date | None]) -> dict[str, str | None]:
    return {str(key): _day(until) for key, until in ends.items()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


_SETS = ("domains", "competitors", "products", "use_cases", "tech", "replaced")


def put_companies(rows: Sequence[Company], into: Columns, name: str) -> None:
    """Lays companies down under this name."""
    fields = Company.__slots__

    def text(row: Company) -> str:
        told = {one: getattr(row, one) for one in fields}
        told |= {one: sorted(told[one]) for one in _SETS}
        return json.dumps({one: value for one, value in told.items() if value not in ("", [], None)})

    Texts.of(row.id for row in rows).put(into, f"{name}.id")
    Texts.of(map(text, rows)).put(into, name)


def take_companies(found: Columns, name: str) -> tuple[list[str], Sequence[Company]]:
    """The ids and the companies that lie under this name. Raises KeyError."""
    ids, texts = list(Texts.take(found, f"{name}.id")), Texts.take(found, name)

    def read(at: int) -> Company:
        told: dict[str, Any] = json.loads(texts[at])
        return Company(**told | {one: frozenset(told[one]) for one in _SETS if one in told})

    return ids, Read(len(texts), read)


def put_people(rows: Sequence[Person], into: Columns, name: str) -> None:
    """Lays people down under this name, without what they told and where they were: that is in columns of its own."""
    kinds: dict[tuple[str, str, frozenset[str]], int] = {}
    of_whom = [kinds.setdefault((row.role, row.seniority, row.languages), len(kinds)) for row in rows]
    Texts.of(row.id for row in rows).put(into, f"{name}.id")
    Texts.of(row.name for row in rows).put(into, f"{name}.name")
    Texts.of(json.dumps([role, rung, sorted(spoken)]) for role, rung, spoken in kinds).put(into, f"{name}.kind")
    into[f"{name}.of"] = np.array(of_whom, dtype=np.int32)


def take_people(
    found: Columns, name: str, *, company: Callable[[int], str], decision: Callable[[int], Decision]
) -> tuple[list[str], Sequence[Person]]:
    """The ids and the people that lie under this name; `company` and `decision` of somebody by number.

    Raises KeyError.
    """
    ids, names = list(Texts.take(found, f"{name}.id")), Texts.take(found, f"{name}.name")
    kinds = [json.loads(text) for text in Texts.take(found, f"{name}.kind")]
    of_whom = found[f"{name}.of"]

    def read(at: int) -> Person:
        role, seniority, languages = kinds[of_whom[at]]
        return Person(
            id=ids[at], company=company(at), name=names[at], role=role, seniority=seniority,
            languages=frozenset(languages), decision=decision(at),
        )  # fmt: skip

    return ids, Read(len(ids), read)
