"""Several requests at once: what each wants, who could, and how much everybody may still carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who could, what that is worth to the request (0 to about 1, before load and price), and why."""

    person: str
    worth: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request: how many people it needs, and who could. For an expected one `how_many` may be a fraction.

    `on`: the day on which somebody would be asked; None for one that is open, which is today. `live`: it is for a call
    or visit. Anything else, as a quote, takes nothing of the calls and visits that somebody may still give.
    """

    id: str
    candidates: tuple[Candidate, ...]
    how_many: float = 1
    on: date | None = None
    live: bool = True

    def __post_init__(self) -> None:
        people = [one.person for one in self.candidates]
        if len(set(people)) < len(people):
            raise ValueError(f"request {self.id}: somebody is a candidate twice")
        if self.how_many <= 0:
            raise ValueError(f"request {self.id} needs nobody")


@dataclass(frozen=True, kw_only=True)
class Carrying:
    """What somebody carries of the calls and visits that they may give in this quarter. `frees`: the days from which on
    they may give one more, as what they gave is a quarter ago then."""

    load: float = 0.0
    cap: float = 2.0
    frees: tuple[date, ...] = ()

    @property
    def left(self) -> int:
        """How often they can be used for a call or visit today."""
        return max(int(self.cap - self.load + 1e-9), 0)

    def costs(self, weight: float) -> tuple[float, ...]:
        """What each further use costs, rising: who carries more costs more, so that loads are levelled.

        >>> Carrying(load=1, cap=4).costs(0.2)
        (0.05, 0.1, 0.15000000000000002)
        """
        return tuple(weight * (self.load + use) / self.cap for use in range(self.left))

    def costs_later(self, weight: float) -> float:
        """What a use costs that is free only later: as much as the last of all that they may.

        >>> Carrying(load=2, cap=2, frees=(date(2026, 12, 20),)).costs_later(0.2)
        0.1
        """
        return weight * max(self.cap - 1, 0.0) / self.cap

    def costs_beside(self, weight: float, on: date | None = None) -> float:
        """What it costs to ask them for anything that is no call or visit, on that day (None: today): what they carry
        then, as it comes on top; it adds nothing itself, and who is full may be asked.

        >>> full = Carrying(load=2, cap=2, frees=(date(2026, 12, 20),))
        >>> full.costs_beside(0.2), full.costs_beside(0.2, date(2026, 12, 20))
        (0.2, 0.1)
        """
        gone = sum(day <= on for day in self.frees) if on else 0
        return weight * max(self.load - gone, 0.0) / self.cap


FREE = Carrying()
"""Somebody of whom nothing is known carries nothing."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Who is chosen for which request; `cost`: what their load costs there; three reasons."""

    request: str
    person: str
    worth: float
    cost: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Passed:
    """The best candidate of a request who was not chosen, and the first thing in the way, a full sentence.

    `limit`: `full` (they carry all they may), `elsewhere` (they do more good for other requests), `load` (others carry
    less), or `enough` (the request has all it needs, and these are better).
    """

    request: str
    person: str
    worth: float
    limit: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Together:
    """Who speaks to whom. `value`: the sum of worth less the cost of load; `bound`: what nothing can exceed.

    `unfilled`: how many each request still needs. `prices`: what one more use of somebody would be worth to these
    requests, beyond what their load costs already. `method`: how it was found.
    """

    pairs: tuple[Pair, ...]
    passed: tuple[Passed, ...]
    unfilled: Mapping[str, int]
    value: float
    bound: float
    prices: Mapping[str, float]
    method: str

    @property
    def gap(self) -> float:
        """How much better another choice could be at most; 0: there is none."""
        return max(0.0, self.bound - self.value)

    @property
    def words(self) -> str:
        """How good it is, in a sentence."""
        if self.gap < 1e-6:
            return f"Nothing is better: {self.value:.2f}, by a {self.method}."
        return f"Found {self.value:.2f} by a {self.method}; nothing can exceed {self.bound:.2f}."
