"""Columns of words and of sets of words, and what is found when rows are compared part by part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vouch.matching.reference.congruity import plain
from vouch.matching.reference.need import FILTERS
from vouch.matching.reference.packed import Columns, Groups, Texts

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Likeness = NDArray[np.float64] | NDArray[np.uint8] | NDArray[np.bool_]
BIT = {name: 1 << at for at, name in enumerate(FILTERS)}
UNKNOWN = len(FILTERS)
"""So far above the bit of a filter is the bit that says that it is missed because nothing is known."""

OF_PERSON = frozenset({"role", "language"})
"""The filters that are about the person; the others are about their company."""


@dataclass(frozen=True)
class Scored:
    """Of each row: the weighed likeness, the weight of what is known, and the filters it misses as bits; above them
    once more, as bits, those that it misses because nothing is known."""

    like: Floats
    known: Floats
    missed: NDArray[np.uint16]
    spare: Floats

    @classmethod
    def nothing(cls, count: int) -> Scored:
        """Nothing compared yet."""
        return cls(np.zeros(count), np.zeros(count), np.zeros(count, np.uint16), np.zeros(count))

    def begin(self) -> Scored:
        """Forgets what was compared before."""
        for column in (self.like, self.known, self.missed):
            column.fill(0)
        return self

    def both(self, like: float = 0.0, known: float = 0.0) -> NDArray[np.complex64]:
        """Likeness and what is known as one number, with this added to each."""
        found = np.empty(len(self.like), dtype=np.complex64)
        np.add(self.like, like, out=found.real, casting="same_kind")
        np.add(self.known, known, out=found.imag, casting="same_kind")
        return found

    def more(self, likeness: Likeness, weight: float, *, of: int = 1) -> None:
        """The likeness of one part, counted in steps `of` which are 1; it is 0 where it is not known."""
        np.multiply(likeness, weight / of, out=self.spare)
        np.add(self.like, self.spare, out=self.like)

    def add(self, likeness: Likeness, known: NDArray[np.bool_], weight: float) -> None:
        """One part: its likeness, and where it is known."""
        self.more(likeness, weight)
        np.multiply(known, weight, out=self.spare)
        np.add(self.known, self.spare, out=self.known)

    def require(self, name: str, has: NDArray[np.bool_], known: NDArray[np.bool_]) -> None:
        """One filter."""
        self.missed[:] |= ~has * np.uint16(BIT[name])
        self.missed[:] |= ~known * np.uint16(BIT[name] << UNKNOWN)


class Codes:
    """A column of words, as numbers; -1 is not known."""

    def __init__(self, code: dict[str, int], of: Ints) -> None:
        self._code, self.of = code, of
        self.known = of >= 0

    @classmethod
    def laid(cls, words: Sequence[str]) -> Codes:
        """The column of these words."""
        code: dict[str, int] = {}
        told = (plain(word) for word in words)
        return cls(code, np.array([code.setdefault(one, len(code)) if one else -1 for one in told], np.int32))

    def same(self, word: str) -> NDArray[np.bool_]:
        """Which rows have this word."""
        same: NDArray[np.bool_] = self.of == self._code.get(plain(word), -2)
        return same

    def put(self, into: Columns, name: str) -> None:
        """Lays the column down under this name."""
        Texts.of(self._code).put(into, f"{name}.words")
        into[f"{name}.of"] = self.of

    @classmethod
    def take(cls, found: Columns, name: str) -> Codes:
        """The column that lies under this name. Raises KeyError."""
        return cls({word: at for at, word in enumerate(Texts.take(found, f"{name}.words"))}, found[f"{name}.of"])


class Sets:
    """A column of sets of words: who has which; an empty set is not known."""

    def __init__(self, rows: Groups, known: NDArray[np.bool_]) -> None:
        self._rows, self.known = rows, known

    @classmethod
    def laid(cls, sets: Sequence[Collection[str]]) -> Sets:
        """The column of these sets."""
        rows: dict[str, list[int]] = {}
        for at, words in enumerate(sets):
            for one in {plain(word) for word in words}:
                rows.setdefault(one, []).append(at)
        return cls(Groups.of(rows), np.array([bool(words) for words in sets], dtype=np.bool_))

    def count(self, wanted: Collection[str]) -> NDArray[np.uint8]:
        """How many of the wanted words each row has."""
        count = np.zeros(len(self.known), dtype=np.uint8)
        for word in wanted:
            count[self._rows.rows(plain(word))] += 1
        return count

    def put(self, into: Columns, name: str) -> None:
        """Lays the column down under this name."""
        self._rows.put(into, f"{name}.rows")
        into[f"{name}.known"] = self.known

    @classmethod
    def take(cls, found: Columns, name: str) -> Sets:
        """The column that lies under this name. Raises KeyError."""
        return cls(Groups.take(found, f"{name}.rows"), found[f"{name}.known"])
