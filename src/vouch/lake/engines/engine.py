"""What an engine is, whichever it is."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

import pyarrow as pa

from vouch.lake.engine import Facts


class Bench(Protocol):
    """Where steps are worked on. Everything laid or made on it can be read by the steps after it, by its name.

    Whatever lies on it is a table of that name in the connection of the facts as well. Something laid or made again
    takes the place of what was there. `at_once`: how many accounts and people times days it has room for at one time;
    None: for as many as there are.
    """

    at_once: int | None

    def lay(self, name: str, table: pa.Table) -> None:
        """Lays a small table beside the facts."""

    def make(self, name: str, sql: str) -> None:
        """Makes a table of a SELECT in the engine's dialect."""

    def drop(self, name: str) -> None:
        """Lets go of a table that nobody reads any more."""

    def gather(self, name: str, whole: str, *, first: bool) -> None:
        """Puts the rows of a table below those of `whole`, which begins with them where this is the `first` time."""


class Engine(Protocol):
    """One that can work on facts."""

    @property
    def dialect(self) -> str:
        """What Ibis calls the SQL it reads."""

    def over(self, facts: Facts) -> AbstractContextManager[Bench]:
        """A bench on which the fact tables lie. What is made on it can be read until the context ends."""
