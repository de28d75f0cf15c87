"""Whose words are about what was asked for? An inverted index; of each word how telling it is and how much is said.

BM25 (Robertson and Zaragoza 2009), each word giving 1 of its weight at most, so that the sum over the words asked for,
by their whole weight, is a likeness from 0 to 1: who has every word once in a text of usual length is wholly like it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from vouch.matching.reference.packed import Columns, Groups
from vouch.matching.reference.words import LITTLE, stems, words

SATURATION, LENGTH = 1.2, 0.75
"""k and b of BM25, as usual: a word said often counts little more than once; long texts are told so."""
_LEAST_PREFIX, _MOST_ENDINGS = 4, 12


@dataclass(frozen=True)
class Found:
    """Which words were looked for, which of the request nobody's text has, and for `each` word looked for its part of
    the whole weight, who has it (by number, rising), and how much they say of it. `meant`: the stems it stands for."""

    each: tuple[tuple[float, NDArray[np.intp], NDArray[np.float64]], ...]
    words: tuple[str, ...]
    nowhere: tuple[str, ...]
    meant: tuple[tuple[str, ...], ...] = ()

    def likeness(self, at: NDArray[np.intp]) -> NDArray[np.float64]:
        """How like these texts are to what was asked for, 0 to 1."""
        found = np.zeros(len(at))
        for weight, of, said in self.each:
            place = np.minimum(np.searchsorted(of, at), len(of) - 1)
            found += np.where(of[place] == at, said[place], 0.0) * weight
        return found


NOTHING = Found((), (), ())
"""No words were asked for."""


class Index:
    """The words of texts, by their number from 0. An empty text is one of which nothing is known.

    `posted` has for each stem who has it, and `said` beside it how much they say of it.
    """

    def __init__(self, has_text: NDArray[np.bool_], posted: Groups, said: NDArray[np.float64]) -> None:
        self.has_text, self._posted_of, self._said = has_text, posted, said
        self.texts = int(has_text.sum())
        self.vocabulary = list(posted)

    @classmethod
    def of(cls, texts: Sequence[str]) -> Index:
        """The words of these texts. What many have a line of is read once."""
        number: dict[str, int] = {}
        lines: dict[str, list[int]] = {}
        flat, lengths = array("q"), np.zeros(len(texts), dtype=np.int64)
        for at, text in enumerate(texts):
            for line in text.splitlines():
                if line not in lines:
                    lines[line] = [number.setdefault(word, len(number)) for word in stems(line)]
                flat.extend(lines[line])
                lengths[at] += len(lines[line])
        vocabulary = sorted(number)
        place = np.empty(len(vocabulary), dtype=np.int64)
        place[[number[word] for word in vocabulary]] = np.arange(len(vocabulary))
        has = place[np.frombuffer(flat, dtype=np.int64)] if len(flat) else np.zeros(0, dtype=np.int64)
        whose = np.repeat(np.arange(len(texts)), lengths)
        each, times = np.unique(has * max(len(texts), 1) + whose, return_counts=True)
        words, of = np.divmod(each, max(len(texts), 1))
        has_text = lengths > 0
        mean = float(lengths.sum() / has_text.sum()) if len(flat) else 1.0
        longer = SATURATION * (1 - LENGTH + LENGTH * lengths / mean)
        said = np.minimum(times * (SATURATION + 1) / (times + longer[of]), 1.0)
        ends = np.cumsum(np.bincount(words, minlength=len(vocabulary)), dtype=np.int64)
        return cls(has_text, Groups(vocabulary, ends, of.astype(np.intp)), said)

    def put(self, into: Columns, name: str) -> None:
        """Lays the columns down under this name."""
        self._posted_of.put(into, f"{name}.posted")
        into[f"{name}.said"], into[f"{name}.has_text"] = self._said, self.has_text

    @classmethod
    def take(cls, found: Columns, name: str) -> Index:
        """The index that lies under this name. Raises KeyError."""
        return cls(found[f"{name}.has_text"], Groups.take(found, f"{name}.posted"), found[f"{name}.said"])

    def find(self, text: str, *, most: int, common: float) -> Found:
        """How like each text is to this one, by its `most` most telling words; those that more than the part `common`
        of all texts have tell nothing, unless there are no others.

        >>> index = Index.of(["Fraud checks in payments", "Payments", ""])
        >>> found = index.find("payment fraud, blockchain", most=5, common=1.0)
        >>> found.likeness(np.arange(3)).round(2).tolist(), found.nowhere
        ([0.8, 0.21, 0.0], ('blockchain',))
        """
        asked = {stem: written for written, stem in words(text)}
        known = [(word, *self._posted(word)) for word in asked]
        nowhere = tuple(asked[word] for word, of, _said in known if not len(of) and asked[word] not in LITTLE)
        weighed = sorted(
            ((self._weight(len(of)), word, of, said) for word, of, said in known if len(of)),
            key=lambda one: (-one[0], one[1]),
        )
        telling = [one for one in weighed if len(one[2]) <= max(common * self.texts, 1)] or weighed
        chosen = telling[:most]
        whole = sum(weight for weight, *_ in chosen)
        return Found(
            tuple((weight / whole, of, said) for weight, _word, of, said in chosen),
            tuple(asked[word] for _weight, word, *_ in chosen),
            nowhere,
            tuple(self.meant(word) for _weight, word, *_ in chosen),
        )

    def postings(self) -> Iterator[tuple[str, NDArray[np.intp], NDArray[np.float64]]]:
        """Every stem, who has it, and how much they say of it."""
        for word in self.vocabulary:
            yield word, *self._posted_as(word)

    def _posted_as(self, stem: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Who has exactly this stem."""
        place = self._posted_of.place(stem)
        return self._posted_of[stem], self._said[self._posted_of.at(place)]

    def _weight(self, texts: int) -> float:
        return log(1 + (self.texts - texts + 0.5) / (texts + 0.5))

    def _posted(self, word: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Who has the word and how much they say of it; of a beginning, the most of the words that begin so."""
        longer = self.meant(word)
        if not longer:
            return _NOBODY
        if len(longer) == 1:
            return self._posted_as(longer[0])
        found = [self._posted_as(one) for one in longer]
        of, back = np.unique(np.concatenate([of for of, _said in found]), return_inverse=True)
        said = np.zeros(len(of), dtype=np.float64)
        np.maximum.at(said, back, np.concatenate([said for _of, said in found]))
        return of, said

    def meant(self, word: str) -> tuple[str, ...]:
        """The stems of the texts that a word asked for stands for: itself, or where nobody has it those it begins."""
        if self._posted_of.place(word) >= 0:
            return (word,)
        begun = word.rstrip("*")
        if len(begun) < (2 if begun != word else _LEAST_PREFIX):
            return ()
        first = bisect_left(self.vocabulary, begun)
        return tuple(one for one in self.vocabulary[first : first + _MOST_ENDINGS] if one.startswith(begun))


_NOBODY: tuple[NDArray[np.intp], NDArray[np.float64]] = (np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.float64))
