"""A pair that may be the same, and how pairs are found without comparing everybody with everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

T = TypeVar("T")
MOST = 100_000
"""More pairs than anybody settles: a source that calls everybody nearly alike makes millions."""


@dataclass(frozen=True, order=True)
class Pair:
    """Two internal ids, the lower first, that may be the same: how likely (0 to 100), and why."""

    one: str
    other: str
    score: int
    reasons: tuple[str, ...]


def blocks(rows: Iterable[T], key: Callable[[T], Iterable[Hashable]], *, most: int) -> Iterator[Sequence[T]]:
    """The rows that share a key, key by key; a key that one row has, or more than `most`, is left out.

    >>> [list(block) for block in blocks(["ab", "ac", "b"], lambda text: text[:1], most=2)]
    [['ab', 'ac']]
    """
    found: dict[Hashable, list[T]] = defaultdict(list)
    for row in rows:
        for one in set(key(row)):
            found[one].append(row)
    return (block for block in found.values() if 1 < len(block) <= most)


def compared(
    groups: Iterable[Sequence[T]],
    name: Callable[[T], str],
    compare: Callable[[T, T], tuple[int, tuple[str, ...]] | None],
    *,
    most: int = MOST,
) -> list[Pair]:
    """The pairs within a block that `compare` finds alike, once, by their two ids: the `most` likeliest, those first.

    A pair of two blocks is compared twice rather than remembered: there are millions that are not alike.
    """
    found: dict[tuple[str, str], Pair] = {}
    for block in groups:
        for first, second in combinations(sorted(block, key=name), 2):
            ids = (name(first), name(second))
            if ids in found or ids[0] == ids[1]:
                continue
            answer = compare(first, second)
            if answer is not None:
                found[ids] = Pair(*ids, *answer)
        if len(found) > 2 * most:
            found = {(pair.one, pair.other): pair for pair in _likeliest(found, most)}
    return _likeliest(found, most)


def _likeliest(found: Mapping[tuple[str, str], Pair], most: int) -> list[Pair]:
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.one, pair.other))[:most]
