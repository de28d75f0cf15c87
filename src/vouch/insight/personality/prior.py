"""What is believed of somebody of whom nothing is known, and how the programme's own people change that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, lgamma

from vouch.domain.personalities import Personality
from vouch.domain.policy.personality import Prior


def prior(rules: Prior, counts: Mapping[Personality, float] | None = None) -> dict[Personality, float]:
    """The chance of each personality before any evidence (pi), 0 to 1.

    A Dirichlet of `rules.total` people, shared as the study says or evenly, with the people counted so far added
    (the mean of the Dirichlet-multinomial). Count only those who said themselves what they are: counting what was
    inferred would feed the guess with itself.

    >>> from vouch.domain.policy import load
    >>> prior(load().personality.prior, {Personality.EDUCATOR: 8})[Personality.EDUCATOR]
    0.625
    """
    seen = counts or {}
    total = rules.total + sum(seen.values())
    return {one: (weight + seen.get(one, 0.0)) / total for one, weight in pseudo(rules).items()}


def pseudo(rules: Prior) -> dict[Personality, float]:
    """The people that stand for what is believed before: alpha of the Dirichlet."""
    even = 1 / len(Personality)
    return {one: rules.total * rules.shares.get(one, even) for one in Personality}


def dirichlet_multinomial(counts: Sequence[int], alpha: Sequence[float]) -> float:
    """The chance of these counts in a group whose shares are drawn from Dirichlet(alpha).

    >>> round(dirichlet_multinomial((2, 1, 0), (1, 1, 1)), 6)
    0.1
    >>> round(dirichlet_multinomial((3, 0, 0, 0), (1, 1, 1, 1)), 6)
    0.05
    >>> round(dirichlet_multinomial((1, 1, 1), (2, 2, 2)), 6)
    0.142857
    """
    n, total = sum(counts), sum(alpha)
    log = lgamma(n + 1) + lgamma(total) - lgamma(n + total)
    log += sum(lgamma(k + a) - lgamma(a) - lgamma(k + 1) for k, a in zip(counts, alpha, strict=True))
    return exp(log)
