"""How is a lot drawn that anybody can draw again? Each name gets a place that follows from it and the seed alone."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator

STRIPS = 1 << 16
"""Strips into which ids fall by the four digits after their letter."""


def drawn(seed: str, names: Iterable[str]) -> list[str]:
    """The names in the order of the lot. The same seed gives the same order, whoever else is among them.

    >>> drawn("autumn", ["ana", "bo", "cy"]) == drawn("autumn", ["cy", "ana", "bo"])
    True
    """
    return sorted(names, key=lambda name: _hash(seed, name))


class Lot:
    """A lot among so many that nobody wants to read them all: strips of ids are drawn, then the ids of each strip.

    An id is a letter and hex digits that follow from a hash, so a strip is a few people who have nothing in common but
    their digits: seven of half a million, of thousands hardly ever two. Each strip is as likely as any other to be
    drawn first. The same seed gives the same order, whoever else is among them, as in `drawn`.

    >>> lot = Lot("autumn")
    >>> begin, end = next(lot.strips("c"))
    >>> lot.place(begin + "00000000000") < lot.place("c" + "0" * 15)
    True
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        told = hashlib.shake_256(f"{seed}:strips".encode()).digest(8 * STRIPS)
        self._keys: tuple[int, ...] = struct.unpack(f">{STRIPS}Q", told)

    def place(self, id_: str) -> tuple[int, int, str]:
        """Where this id stands: lower is earlier."""
        strip = int(id_[1:5], 16)
        return self._keys[strip], strip, _hash(self._seed, id_)

    def strips(self, letter: str) -> Iterator[tuple[str, str]]:
        """The strips in the order of the lot, as (from, before), of ids that begin with this letter."""
        for strip in sorted(range(STRIPS), key=lambda one: (self._keys[one], one)):
            yield f"{letter}{strip:04x}", f"{letter}{strip + 1:04x}" if strip + 1 < STRIPS else f"{letter}g"


def _hash(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()
