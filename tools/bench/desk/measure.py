"""The table of C, end to end: the same company on each database, every measurement in a process of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.bench.pages.measure import postgresql


@dataclass(frozen=True)
class Line:
    """One line: what was done on which database, how often, milliseconds of the processor in the middle and of the
    slowest twentieth, the same by the clock, how many times its floor it is, the goal, and what else there is to say.
    """

    database: str
    what: str
    count: int
    processor: tuple[float, float]
    clock: tuple[float, float]
    times: float | None = None
    goal: str = ""
    note: str = ""


def measure(folder: Path, people: int, *, rounds: int, databases: tuple[str, ...]) -> Iterator[Line]:
    """Every line of a company of so many people, on each of these databases."""
    for database in databases:
        data = folder / f"desk-{people}-{database.lower()}"
        with postgresql(folder / f"desk-postgresql-{people}") if database == "PostgreSQL" else nullcontext("") as url:
            extra = {"VOUCH_DATABASE_URL": url} if url else {}
            data.mkdir(parents=True, exist_ok=True)
            _run("laid", str(data), str(people), extra=extra)
            yield from _lines(database, data, rounds, extra)


def _lines(database: str, data: Path, rounds: int, extra: dict[str, str]) -> Iterator[Line]:
    def line(told: dict[str, Any], key: str, what: str, **more: Any) -> Line:
        took = told["times"][key]
        return Line(database, what, len(took), _spread([one for one, _ in took]), _spread([one for _, one in took]),
                    **more)  # fmt: skip

    told = _asked(data, "lay", 1, extra)
    read, laid = (told["times"][name][0][0] for name in ("read", "lay"))
    grown = f"{told['people']:,} people; a file of {told['bytes'] / 1e6:.0f} MB; {_grown(told)} more at most"
    yield line(told, "read", "read five columns of everybody: the floor of the next line")
    yield line(told, "lay", "lay the pool, and keep it", times=laid / read, goal="<= 30 s", note=grown)
    told = _asked(data, "begin", 1, extra)
    yield line(told, "first request", "the first request of a process")
    yield line(told, "first page", "its page, the pool read from the disk", goal="<= 3 s", note=f"{_grown(told)} more")
    told = _asked(data, "pages", rounds, extra)
    alone = statistics.median(one for one, _ in told["times"]["ranking"])
    for key, what, goal in (
        ("ranking", "the ranking, with every change since read: the floor of the page", ""),
        ("request", "hand in a request", ""),
        ("page", "the page of those who fit", "slow <= 150"),
    ):
        middle = statistics.median(one for one, _ in told["times"][key])
        count = told["statements"].get(key)
        yield line(told, key, what, times=middle / alone, goal=goal, note=f"{count} statements" if count else "")
    told = _asked(data, "prices", 1, extra)
    (alone, _), (prices, _) = (told["times"][name][0] for name in ("rankings", "prices"))
    many = f"{told['kinds']} kinds of requests to come; {told['priced']:,} people have a price"
    yield line(told, "rankings", "rank for each kind of request to come: the floor of the next line")
    yield line(
        told, "prices", "what using somebody now costs the quarter, by the worker", times=prices / alone, note=many
    )
    told = _asked(data, "slack", rounds, extra)
    for key, what in (("line", "a line in Slack"), ("press", "its button"), ("list", "the list, by the worker")):
        for first in ("first", "next"):
            goal = "" if key == "list" else "<= 3 s"
            words = f"{what}, {'the first of a process' if first == 'first' else 'the next ones'}"
            yield line(told, f"{first} {key}", words, goal=goal)
    yield line(told, "start", "the start of a process: before it takes requests")
    yield line(told, "load", "its pages loaded, also before")


def _grown(told: dict[str, Any]) -> str:
    return f"{(told['peak'] - told['before']) / 1e6:.0f} MB"


def _spread(times: list[float]) -> tuple[float, float]:
    if len(times) < 2:
        return times[0], times[0]
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[18]


def _asked(data: Path, what: str, rounds: int, extra: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run("asked", str(data), what, str(rounds), extra=extra))
    return found


def _run(module: str, *arguments: str, extra: dict[str, str]) -> str:
    command = [sys.executable, "-m", f"tools.bench.desk.{module}", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=os.environ | extra)
    return done.stdout.splitlines()[-1] if done.stdout else ""
