"""The Beta-Binomial model: what groups with few asks each can learn from one another.

Each group's rate is drawn from Beta(kappa * m, kappa * (1 - m)), m the rate of the group above it; kappa says how many
asks the group above counts for. Source of the method: Gelman et al., Bayesian Data Analysis, chapter 5, whose figures
the tests hold to the digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import betainc, betaincinv, betaln

from vouch.domain.estimate import Estimate


@dataclass(frozen=True, kw_only=True)
class Rate(Estimate):
    """A yes-rate with its spread: as a Beta distribution of this mean, that weighs `weight` asks."""

    weight: float

    @property
    def mean(self) -> float:
        """The rate by which asks are ranked."""
        return self.point

    @property
    def beta(self) -> tuple[float, float]:
        """The two parameters of its Beta distribution."""
        return self.point * self.weight, (1 - self.point) * self.weight

    @property
    def sd(self) -> float:
        """Its standard deviation.

        >>> round(rate_of(5.4, 18.6).sd, 4)
        0.0835
        """
        return float((self.point * (1 - self.point) / (self.weight + 1)) ** 0.5)


def rate_of(
    a: float, b: float, *, n: int = 0, rests_on: str = "a first guess", least: int = 20, cautions: tuple[str, ...] = ()
) -> Rate:
    """The rate that Beta(a, b) is, with its interval for 95 in 100."""
    low, high = interval(a, b)
    return Rate(
        point=a / (a + b), low=low, high=high, n=n, method="Beta-Binomial with back-off, 95 in 100", rests_on=rests_on,
        cautions=cautions, least=least, weight=a + b,
    )  # fmt: skip


def interval(a: float, b: float, *, level: float = 0.95) -> tuple[float, float]:
    """The middle `level` of Beta(a, b): low and high, 0 to 1."""
    low, high = betaincinv(a, b, [0.5 - level / 2, 0.5 + level / 2])
    return float(low), float(high)


def matched(mean: float, variance: float) -> tuple[float, float]:
    """The Beta of this mean and variance (method of moments): a and b.

    >>> matched(0.5, 1 / 12)
    (1.0, 1.0)

    Raises ValueError where no Beta has that variance.
    """
    weight = mean * (1 - mean) / variance - 1
    if not weight > 0:
        raise ValueError(f"no Beta distribution has mean {mean} and variance {variance}")
    return mean * weight, (1 - mean) * weight


def log_likelihood(a: Any, b: Any, yes: Any, n: Any) -> Any:
    """log P(yes of n | Beta(a, b)) of each group, but for the term that a and b do not change. Arrays broadcast."""
    yes, n = np.asarray(yes, dtype=float), np.asarray(n, dtype=float)
    return betaln(a + yes, b + n - yes) - betaln(a, b)


def likeliest_kappa(
    means: Sequence[float], yes: Sequence[int], n: Sequence[int], *, least: float, most: float
) -> float:
    """The kappa, from `least` to `most`, under which these groups are likeliest (marginal maximum likelihood).

    `means`: the rate of the group above each. It runs to a bound where the groups tell nothing; the caller sees to it
    that there are some.
    """
    above = np.asarray(means, dtype=float)

    def unlikely(log_kappa: float) -> float:
        kappa = exp(log_kappa)
        return -float(np.sum(log_likelihood(kappa * above, kappa * (1 - above), yes, n)))

    found = minimize_scalar(unlikely, bounds=(log(least), log(most)), method="bounded", options={"xatol": 1e-9})
    return min((exp(found.x), least, most), key=lambda kappa: (unlikely(log(kappa)), kappa))


def chance_better(first: tuple[float, float], second: tuple[float, float]) -> float:
    """The chance that the second rate is the higher of two independent Betas, from 0 to 1.

    With a whole number of yeses behind the second it is the exact finite sum
    `sum over i < a2 of B(a1 + i, b1 + b2) / ((b2 + i) B(1 + i, b2) B(a1, b1))`; else it is integrated over the
    second's quantiles.

    >>> round(chance_better((9, 13), (14, 8)), 6)
    0.939264
    """
    (a1, b1), (a2, b2) = first, second
    if float(a2).is_integer() and a2 <= _WHOLE:
        i = np.arange(int(a2))
        terms = betaln(a1 + i, b1 + b2) - np.log(b2 + i) - betaln(1 + i, b2) - betaln(a1, b1)
        return min(1.0, float(np.exp(terms).sum()))
    points, weights = np.polynomial.legendre.leggauss(200)
    at = betaincinv(a2, b2, (points + 1) / 2)
    return float(np.clip(np.dot(weights / 2, betainc(a1, b1, at)), 0, 1))


_WHOLE = 100_000
"""Terms of the exact sum at most."""
