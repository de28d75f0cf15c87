"""How far is it? Said to the database now and then, so that a page can show it without slowing the work down."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from vouch.program.work import doing
from vouch.runs.work.busy import Stopped

if TYPE_CHECKING:
    from vouch.program.work.models import Job

_EVERY = 0.4


class Telling:
    """Notes the progress of one job, at most every 0.4 seconds; raises Stopped where somebody wants it to end."""

    def __init__(self, job: Job, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._job, self._clock = job, clock
        self._last = float("-inf")
        self._before = 0
        self._of = 0
        self._words = ""

    def file(self, words: str, *, before: int, of: int) -> None:
        """A file begins: `before` bytes of all `of` were done with the files before it."""
        self._before, self._of, self._words = before, of, words
        self._tell(before)

    def part(self, share: float, *, size: int) -> None:
        """So much (0 to 1) of the present file, of `size` bytes, is done."""
        now = self._clock()
        if now - self._last >= _EVERY:
            self._tell(self._before + int(min(max(share, 0.0), 1.0) * size))

    def count(self, done: int, of: int, words: str) -> None:
        """So many of all are done. Raises Stopped."""
        now = self._clock()
        self._of, self._words = of, words
        if now - self._last >= _EVERY:
            self._tell(done)

    def step(self, done: int, of: int, words: str) -> None:
        """A step begins, after so many of all. Raises Stopped."""
        self._of, self._words = of, words
        self._tell(done)

    def _tell(self, done: int) -> None:
        self._last = self._clock()
        if not doing.progress(self._job, words=self._words, done=done, of=self._of):
            raise Stopped
