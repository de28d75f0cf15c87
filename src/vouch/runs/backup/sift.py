"""Takes everybody who was erased out of what came back: the lake, then the database down to its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.lake.erasure import Sieve, Suppression
from vouch.lake.store import Lake
from vouch.program.erasure import forget, listed, wipe
from vouch.program.people.identity.queries import settled
from vouch.runs.refresh import refresh
from vouch.runs.settled import snapshot


@dataclass(frozen=True)
class Sifted:
    """What went again: facts and cells of the lake, rows and texts of the program."""

    facts: int = 0
    cells: int = 0
    rows: int = 0
    texts: int = 0

    def __bool__(self) -> bool:
        return bool(self.facts or self.cells or self.rows or self.texts)


def sift(data: Path, policy: Policy) -> Sifted:
    """Takes everybody on the suppression list out of the data folder and the database beside it, and places anew.

    Nothing happens where nobody is on the list.
    """
    suppression = Suppression.of(data)
    if not suppression:
        return Sifted()
    lake = Lake(data).sift()
    sieve = Sieve(suppression)
    contacts, emails = listed(
        ids=sieve.knows,
        emails=lambda email: suppression.has("email", email),
        shared=lambda *pair: suppression.has("shared", *pair),
    )
    forgotten = forget(
        by=None,
        contacts=contacts,
        emails=emails,
        names=lambda text: bool(text) and sieve.text(text, instead_of="") == "",
    )
    snapshot(data, settled())
    wipe()
    cells = sum(lake.cells.values()) + lake.findings
    sifted = Sifted(sum(lake.rows.values()), cells, forgotten.rows, forgotten.texts)
    if sifted:
        refresh(data, policy, door="command line")
    return sifted
