"""What people settled about who is who, and what follows from it: plain rules, whatever the order of the words.

A record is named by its kind, its system and its source's own id. Two records can be settled as the same or as
different. *The same* carries on: where A and B are one and B and C are one, so are A and C, also within one system.
*Different* wins over every automatic join. Both cannot be true of one pair, so what would contradict is refused.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)


class Verdict(StrEnum):
    """What was settled of two records."""

    SAME = "same"
    DIFFERENT = "different"


class Record(NamedTuple):
    """One record of one source: `kind` is account or contact."""

    kind: str
    system: str
    id: str

    def __str__(self) -> str:
        return f"{self.system}:{self.id}"


@dataclass(frozen=True, order=True)
class Settled:
    """One thing that people settled: of two records of one kind, the lower one first."""

    one: Record
    other: Record
    verdict: Verdict

    @classmethod
    def of(cls, one: Record, other: Record, verdict: Verdict) -> Settled:
        """The same thing, whichever of the two was named first.

        >>> a, b = Record("account", "crm", "1"), Record("account", "crm", "2")
        >>> Settled.of(b, a, Verdict.SAME) == Settled.of(a, b, Verdict.SAME)
        True
        """
        return cls(min(one, other), max(one, other), verdict)


def record_id(record: Record) -> str:
    """The internal id of a record: a letter and 15 hex digits that follow from the source's own id.

    >>> record_id(Record("account", "salesforce", "0011"))
    'af14c69dcbd3c0c6'
    """
    return record.kind[0] + hashlib.sha256(f"{record.system}|{record.id}".encode()).hexdigest()[:15]


def components(pairs: Iterable[tuple[T, T]]) -> dict[T, frozenset[T]]:
    """For everything in a pair, all that hangs together with it, itself included.

    >>> sorted(components([(1, 2), (2, 3), (8, 9)])[3])
    [1, 2, 3]
    """
    near: dict[T, set[T]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found: dict[T, frozenset[T]] = {}
    for start in near:
        if start in found:
            continue
        together, waiting = {start}, [start]
        while waiting:
            new = near[waiting.pop()] - together
            together |= new
            waiting += new
        found |= dict.fromkeys(together, frozenset(together))
    return found


def contradicted_by(new: Settled, settled: Collection[Settled]) -> list[Settled]:
    """What was settled before and cannot be true beside `new`; empty where it can.

    What was settled of this very pair is not among it: `new` takes its place.
    """
    rest = [one for one in settled if (one.one, one.other) != (new.one, new.other)]
    same = [one for one in rest if one.verdict is Verdict.SAME]
    together = components((one.one, one.other) for one in same)
    mine = together.get(new.one, frozenset({new.one}))
    yours = together.get(new.other, frozenset({new.other}))
    if new.verdict is Verdict.DIFFERENT:
        return sorted(_chain(same, new.one, new.other)) if new.other in mine else []
    whole = mine | yours
    apart = [one for one in rest if one.verdict is Verdict.DIFFERENT]
    return sorted(one for one in apart if one.one in whole and one.other in whole)


def _chain(same: Iterable[Settled], start: Record, end: Record) -> list[Settled]:
    """The shortest row of words by which two records are one."""
    links: dict[Record, list[Settled]] = defaultdict(list)
    for one in sorted(same):
        links[one.one].append(one)
        links[one.other].append(one)
    ways: dict[Record, list[Settled]] = {start: []}
    waiting = [start]
    while waiting and end not in ways:
        at = waiting.pop(0)
        for link in links[at]:
            there = link.other if link.one == at else link.one
            if there not in ways:
                ways[there] = [*ways[at], link]
                waiting.append(there)
    return ways.get(end, [])
