"""A candidate with its worth and its place in the order, worked out once."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from vouch.domain.policy import Policy
from vouch.matching.next_ask.candidate import Candidate
from vouch.matching.next_ask.worth import Worth, value


class Valued(NamedTuple):
    """One candidate, what it is worth, and what it is ordered by: the willing first, then the worth; then ids."""

    candidate: Candidate
    worth: Worth
    order: tuple[int, float, str, str]


def ranked(candidates: Iterable[Candidate], policy: Policy) -> list[Valued]:
    """All of them, best first. Nothing is left out."""
    found = []
    for one in candidates:
        worth = value(one, policy)
        found.append(Valued(one, worth, (-one.willing, -worth.total, one.contact, one.activity)))
    found.sort(key=attrgetter("order"))
    return found
