"""The arrays in which a request is worked out: made once with the pool and used again for every request.

A fresh array of a megabyte costs ten times what is done with it: the machine has to clear its pages first.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCKS = 64
"""Rows are held in so many strips, which are looked at side by side."""


class Room:
    """Arrays of one row a person, with some rows more at the end that are nobody's.

    `fit` and `more` hold two numbers in one, so that they are looked up at once: likeness as the real part, what is
    known as the imaginary one.
    """

    def __init__(self, people: int) -> None:
        whole = -(-max(people, 1) // BLOCKS) * BLOCKS
        self.people = people
        self.rough = np.zeros(whole, dtype=np.float32)
        self.fit = np.zeros(whole, dtype=np.complex64)
        self.more = np.zeros(whole, dtype=np.complex64)
        self.masked = np.zeros(whole, dtype=np.float32)
        self.missed = np.zeros(whole, dtype=np.uint16)
        self.missed_too = np.zeros(whole, dtype=np.uint16)
        self.there = np.zeros(whole, dtype=np.bool_)
        self.free = np.zeros(whole, dtype=np.bool_)
        self.held = np.zeros(whole, dtype=np.bool_)
        self.some = np.zeros(whole, dtype=np.bool_)

    def all_there(self, hidden: NDArray[np.bool_] | None, conflicts: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Everybody but those who are hidden or in conflict."""
        self.there[: self.people] = True
        if hidden is not None:
            np.logical_not(hidden, out=self.there[: self.people])
        self.there[conflicts] = False
        return self.there
