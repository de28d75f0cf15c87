"""Which story does each account live? Every planted one at least once; ordinary customers take the rest of the room."""

from __future__ import annotations

from random import Random

from vouch.runs.demo.lives import loyal, ordinary, quiet, satisfied, worried
from vouch.runs.demo.lives.told import Kind

PLANTED: tuple[Kind, ...] = (*loyal.KINDS, *satisfied.KINDS, *worried.KINDS, *quiet.KINDS)


def shared_out(accounts: int, rng: Random) -> list[Kind]:
    """A kind for each account, shuffled, so that neighbours in the files have nothing in common."""
    kinds: list[Kind] = []
    for kind in PLANTED:
        kinds += [kind] * max(1, round(kind.per_thousand * accounts / 1000 * rng.uniform(0.8, 1.2)))
    room = max(0, accounts - len(kinds))
    kinds += rng.choices(ordinary.KINDS, [kind.per_thousand for kind in ordinary.KINDS], k=room)
    rng.shuffle(kinds)
    return kinds
