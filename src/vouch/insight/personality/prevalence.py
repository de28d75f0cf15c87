"""How many of each personality are there, in a segment or on a stage, honest about those who are not known?

Nobody is given a personality for the count: who is known well counts by their chances, who is not known counts as not
known. Two things are told apart: how many of the *known* are of a kind (with an interval), and how many there could be
at least and at most if all the unknown were none, or all, of that kind.

Interval of the share: the counts of the known are uncertain themselves (a Poisson-binomial), and they are a sample of
people like them (Dirichlet-multinomial with policy's prior); the interval is of the Beta for each count, mixed by how
likely the count is. It misleads where those who are known differ from the others: who answers is no lot drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import betainc

from vouch.domain.estimate import Estimate
from vouch.domain.personalities import Known, Personality
from vouch.domain.policy import Policy
from vouch.insight.personality.prior import pseudo

METHOD = "Dirichlet-multinomial, mixed over who is what, 95 in 100"


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person: how well they are known, the chance of each personality, and which groups they belong to."""

    known: Known
    shares: Mapping[Personality, float]
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Of:
    """One personality in a group: how many of the known to expect, and the bounds whatever the unknown are."""

    expected: float
    share: Estimate
    at_least: float
    at_most: float


@dataclass(frozen=True, kw_only=True)
class Group:
    """How many people, how many of them known, and how many of each personality."""

    people: int
    known: int
    may_be: int
    stated: int
    of: Mapping[Personality, Of]

    @property
    def unknown(self) -> int:
        """Of how many it is not known; `may be` is among them."""
        return self.people - self.known


def prevalence(people: Iterable[Person], policy: Policy) -> dict[tuple[str, str], Group]:
    """The counts of everybody, under the key ("", ""), and of each group that somebody belongs to."""
    parts: dict[tuple[str, str], list[Person]] = {("", ""): []}
    for one in people:
        for key in (("", ""), *one.groups):
            parts.setdefault(key, []).append(one)
    return {key: _group(those, policy) for key, those in parts.items()}


def _group(people: Sequence[Person], policy: Policy) -> Group:
    known = [one for one in people if one.known.counts]
    before = pseudo(policy.personality.prior)
    total, unknown, of = sum(before.values()), len(people) - len(known), {}
    for kind in Personality:
        chances = np.array([one.shares[kind] for one in known])
        expected = float(chances.sum())
        low, high = _interval(_counted(chances), before[kind], total - before[kind])
        of[kind] = Of(
            expected=expected,
            share=Estimate(
                point=(expected + before[kind]) / (len(known) + total), low=low, high=high, n=len(known),
                method=METHOD, rests_on=f"{len(known)} known",
                cautions=("who is known may differ from who is not",),
            ),
            at_least=expected,
            at_most=expected + unknown,
        )  # fmt: skip
    return Group(
        people=len(people),
        known=len(known),
        may_be=sum(one.known is Known.MAY_BE for one in people),
        stated=sum(one.known is Known.STATED for one in people),
        of=of,
    )


def _counted(chances: np.ndarray) -> np.ndarray:
    """The chance of each count from 0 to all, where each person is one with their own chance (Poisson-binomial)."""
    counts = np.array([1.0])
    for chance in chances:
        if 0 < chance < 1:
            counts = np.convolve(counts, (1 - chance, chance))
        else:
            counts = np.pad(counts, (1, 0) if chance >= 1 else (0, 1))
    return counts


def _interval(counts: np.ndarray, a: float, b: float, level: float = 0.95) -> tuple[float, float]:
    """The middle `level` of the share, over every count that is at all likely."""
    n = len(counts) - 1
    likely = np.flatnonzero(counts > 1e-12)
    weights = counts[likely] / counts[likely].sum()

    def below(share: float) -> float:
        return float(weights @ betainc(a + likely, b + n - likely, share))

    edge = (1 - level) / 2
    return tuple(brentq(lambda share, at=at: below(share) - at, 0.0, 1.0) for at in (edge, 1 - edge))
