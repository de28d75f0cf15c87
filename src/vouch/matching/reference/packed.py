"""Columns that are kept as they are: texts as one run of bytes, and which rows go by which word.

A pool is written down and read again as arrays by name (`kept.py`); these are the two of its columns that numpy has no
array for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Columns = dict[str, NDArray[Any]]
"""Arrays by name."""
Ends = NDArray[np.int64]


class Texts(Sequence[str]):
    """Many texts in one array: their bytes, and where each ends. Each is read when it is asked for.

    >>> told = Texts.of(["Zürich", "", "支払い"])
    >>> len(told), told[0], told[-1], list(told) == ["Zürich", "", "支払い"]
    (3, 'Zürich', '支払い', True)
    """

    def __init__(self, signs: bytes, ends: Ends) -> None:
        self._signs, self._ends = signs, ends

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """These texts, in their order."""
        parts = [text.encode("utf-8", "surrogatepass") for text in texts]
        return cls(b"".join(parts), np.cumsum([len(part) for part in parts], dtype=np.int64))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        begin = int(self._ends[at - 1]) if at else 0
        return self._signs[begin : int(self._ends[at])].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        begin = 0
        for end in self._ends.tolist():
            yield self._signs[begin:end].decode("utf-8", "surrogatepass")
            begin = end

    def put(self, into: Columns, name: str) -> None:
        """Lays the arrays down under this name."""
        into[f"{name}.signs"], into[f"{name}.ends"] = np.frombuffer(self._signs, dtype=np.uint8), self._ends

    @classmethod
    def take(cls, found: Columns, name: str) -> Texts:
        """The texts that lie under this name. Raises KeyError."""
        return cls(found[f"{name}.signs"].tobytes(), found[f"{name}.ends"])


class Groups(Mapping[str, NDArray[np.intp]]):
    """Which rows go by a word: the words in order, and the rows of each, rising.

    >>> groups = Groups.of({"pay": [0, 2], "ledger": [2]})
    >>> groups["pay"].tolist(), groups.rows("risk").tolist(), list(groups)
    ([0, 2], [], ['ledger', 'pay'])
    """

    def __init__(self, words: list[str], ends: Ends, of: NDArray[np.intp]) -> None:
        self._words, self._ends, self._of = words, ends, of

    @classmethod
    def of(cls, rows: Mapping[str, Sequence[int]]) -> Groups:
        """These groups."""
        words = sorted(rows)
        ends = np.cumsum([len(rows[word]) for word in words], dtype=np.int64)
        return cls(words, ends, np.array([row for word in words for row in rows[word]], dtype=np.intp))

    def place(self, word: str) -> int:
        """Where the word stands among the words; -1 where nobody goes by it."""
        at = bisect_left(self._words, word)
        return at if at < len(self._words) and self._words[at] == word else -1

    def at(self, place: int) -> slice:
        """Where the rows of the word in this place lie."""
        return slice(int(self._ends[place - 1]) if place else 0, int(self._ends[place]))

    def rows(self, word: str) -> NDArray[np.intp]:
        """Who goes by the word; nobody for one that is unknown."""
        place = self.place(word)
        return self._of[self.at(place)] if place >= 0 else _NOBODY

    def __getitem__(self, word: str) -> NDArray[np.intp]:
        place = self.place(word)
        if place < 0:
            raise KeyError(word)
        return self._of[self.at(place)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def put(self, into: Columns, name: str) -> None:
        """Lays the arrays down under this name."""
        Texts.of(self._words).put(into, f"{name}.words")
        into[f"{name}.ends"], into[f"{name}.of"] = self._ends, self._of.astype(np.int32)

    @classmethod
    def take(cls, found: Columns, name: str) -> Groups:
        """The groups that lie under this name. Raises KeyError."""
        words = list(Texts.take(found, f"{name}.words"))
        return cls(words, found[f"{name}.ends"], found[f"{name}.of"].astype(np.intp))


_NOBODY = np.zeros(0, dtype=np.intp)
