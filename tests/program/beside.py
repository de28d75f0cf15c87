"""Another process of a server, on the database of the tests: begun anew, as a server begins it.

Not forked off: a copy of this process would have its threads' locks and its open SQLite, which none may carry across.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Protocol

from vouch.project.start import start

_PATIENCE = 240
"""Seconds within which it has to say something: a machine with other work is slow, not wrong."""


class Other(Protocol):
    """Told to take a step, or only to look, the other process says what it sees."""

    def __call__(self, step: str) -> dict[str, Any]: ...


def _answer(pipe: Connection, database: str) -> None:
    start()
    from django.conf import settings
    from django.db import connections

    settings.DEBUG = False
    connections["default"].settings_dict["NAME"] = database
    from tests.program.test_two_processes import STEPS, seen

    while (step := pipe.recv()) != "end":
        if step in STEPS:
            STEPS[step]()
        pipe.send(seen())
        connections.close_all()


@contextmanager
def beside(database: str) -> Iterator[Other]:
    """Another process that knows `database`; it ends with the block.

    Whatever opened SQLite's file in this process since it was connected, to copy or to search it, has let go of its
    locks when it closed it (https://sqlite.org/howtocorrupt.html, 2.2): the other process would think itself alone, and
    take the log away. So it is connected anew.
    """
    from django.db import connections

    connections.close_all()
    fresh = get_context("spawn")
    here, there = fresh.Pipe()
    process = fresh.Process(target=_answer, args=(there, database), daemon=True)
    process.start()
    there.close()  # so that here is told when it ends without a word

    def ask(step: str) -> dict[str, Any]:
        here.send(step)
        assert here.poll(_PATIENCE), "the other process says nothing"
        found: dict[str, Any] = here.recv()
        return found

    try:
        yield ask
        here.send("end")
        process.join(_PATIENCE)
    finally:
        process.kill()
        process.join()
        here.close()
