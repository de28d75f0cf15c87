"""C: what it costs to hold 200,000 people against one reference request, against DuckDB and SQLite's text search.

Each request is put to all three in turn, in the same process and with one thread each; before each, something is
decided about somebody. Seconds are those of the processor.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from tools.bench.crowd import TODAY, decision, pool_of, requests
from tools.bench.sql import Duck, TextSearch, rows
from vouch.domain.policy import load
from vouch.matching.reference import Pool, rank

_Answer = TypeVar("_Answer")
FLOOR = "adding two columns of so many numbers"


@dataclass(frozen=True)
class Figure:
    """One line: what was done, milliseconds of the processor in the middle and of the slowest twentieth, how many times
    ours it is, and the goal."""

    what: str
    middle: float
    slow: float
    times: float | None
    goal: str


def measure(people: int, *, count: int = 60, rounds: int = 3) -> tuple[list[Figure], int]:
    """The figures of so many requests, each asked `rounds` times; and how many answers of DuckDB were the same."""
    companies, everybody = pool_of(people)
    pool, policy, asked = Pool.of(companies, everybody), load(), requests(count)
    table = rows(companies, everybody)
    chance = np.random.default_rng(5)
    took: dict[str, list[float]] = {}

    def clock(what: str, run: Callable[[], _Answer]) -> _Answer:
        begun = time.process_time()
        found = run()
        took.setdefault(what, []).append((time.process_time() - begun) * 1000)
        return found

    duck, same = Duck(table, pool), 0
    column, other, room = np.ones(people), np.ones(people), np.ones(people)
    with tempfile.TemporaryDirectory() as folder:
        search = TextSearch(table, everybody, Path(folder) / "texts.sqlite")
        for need in asked[:3]:
            rank(need, pool, policy, TODAY)
        for _round in range(rounds):
            for need in asked:
                clock(FLOOR, partial(np.add, column, other, room))
                ours = clock("Vouch", partial(rank, need, pool, policy, TODAY))
                theirs = clock("DuckDB", partial(duck.rank, need, pool, policy, TODAY, 20))
                clock("FTS5", partial(search.rank, need, TODAY, 20))
                same += [(one.person, one.score) for one in ours.matches] == theirs
        for _time in range(count * rounds):
            one, row = everybody[int(chance.integers(people))].id, decision(chance)
            clock("decided", partial(pool.decide, one, row))
            clock("next", partial(rank, asked[0], pool, policy, TODAY))
    ours_each = took["Vouch"]

    def line(what: str, key: str, goal: str = "", *, against: bool = False) -> Figure:
        times = (
            statistics.median(other / mine for other, mine in zip(took[key], ours_each, strict=True))
            if against
            else None
        )
        return Figure(what, statistics.median(took[key]), float(np.percentile(took[key], 95)), times, goal)

    return [
        line(FLOOR, FLOOR),
        line("Vouch: fit, words, every gate, reasons, filters", "Vouch", "slow <= 8"),
        line("DuckDB, one row a person: the same twenty, without reasons and filters", "DuckDB", ">= 5", against=True),
        line("SQLite FTS5: the twenty best by words alone, some of the gates", "FTS5", ">= 15", against=True),
        line("a decision about somebody", "decided"),
        line("the next answer", "next"),
    ], same
