"""How is a sentence chosen? From a shuffled deck that is only shuffled again when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Deck(Generic[T]):
    """Cards in shuffled order; each comes once before any comes again.

    >>> deck = Deck("ABC", Random(1))
    >>> sorted(deck.draw() for _ in range(3))
    ['A', 'B', 'C']
    """

    def __init__(self, cards: Sequence[T], rng: Random) -> None:
        self._cards = tuple(cards)
        self._rng = rng
        self._left: list[T] = []

    def draw(self) -> T:
        """The next card."""
        if not self._left:
            self._left = list(self._cards)
            self._rng.shuffle(self._left)
        return self._left.pop()
