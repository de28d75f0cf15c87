"""How many requests follow from a deal of a class and segment? Learned with back-off, drawn with all not known of it.

Gamma-Poisson in two levels: a class has a rate, each of its segments one that leans on it as on `kappa` deals (learned
by marginal maximum likelihood over a grid). Deals differ among themselves, so a count varies more than Poisson's: by
the factor 1 + rate / spread, `spread` from moments over all deals; what is learned from counts weighs as much less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Floats = NDArray[np.float64]

PRIOR_REQUESTS, PRIOR_DEALS = 0.5, 1.0
"""What a class is taken to have shown before anything was seen of it: half a request of one deal, nearly nothing."""
_KAPPAS = np.geomspace(1.0, 300.0, 25)
_MOST_SPREAD = 1_000.0


@dataclass(frozen=True)
class Learned:
    """`kappa`: how many deals the class counts for in a segment. `spread`: shape of what differs between deals."""

    kappa: float
    spread: float


def learn(groups: Mapping[str, Sequence[Sequence[int]]]) -> Learned:
    """From the counts of each class, one list of counts for each segment.

    >>> found = learn({"talks": [[0, 1, 0, 2] * 25, [0, 0, 1, 0] * 25]})
    >>> 1 <= found.kappa <= 300, found.spread > 1
    (True, True)
    """
    return Learned(_kappa(groups), _spread(groups))


def _spread(groups: Mapping[str, Sequence[Sequence[int]]]) -> float:
    """By moments within groups: variance - mean = mean ** 2 / spread."""
    excess = squared = 0.0
    for segments in groups.values():
        for counts in segments:
            if len(counts) > 1:
                mean, variance = float(np.mean(counts)), float(np.var(counts, ddof=1))
                excess += len(counts) * (variance - mean)
                squared += len(counts) * mean**2
    return min(max(squared / excess, 0.05), _MOST_SPREAD) if excess > 0 and squared > 0 else _MOST_SPREAD


def _kappa(groups: Mapping[str, Sequence[Sequence[int]]]) -> float:
    best, most = float(_KAPPAS[len(_KAPPAS) // 2]), -np.inf
    for kappa in _KAPPAS.tolist():
        whole = 0.0
        for segments in groups.values():
            requests = np.array([sum(counts) for counts in segments], dtype=np.float64)
            deals = np.array([len(counts) for counts in segments], dtype=np.float64)
            if len(segments) < 2 or not requests.sum():
                continue
            shape = kappa * requests.sum() / deals.sum()
            # a negative binomial: a Gamma(shape, kappa) rate, seen through Poisson over so many deals
            whole += float(
                (gammaln(shape + requests) - gammaln(shape) + shape * np.log(kappa / (kappa + deals))
                 - requests * np.log(kappa + deals)).sum()
            )  # fmt: skip
        if whole > most and whole != 0.0:
            best, most = kappa, whole
    return best


def drawn(
    counts: Sequence[int], of_class: Sequence[int], learned: Learned, chance: np.random.Generator, draws: int
) -> Floats:
    """Draws of the rate of one class in one segment, given the counts there and those of the whole class."""
    whole = _rates(PRIOR_REQUESTS, PRIOR_DEALS, of_class, learned, chance, draws)
    return _rates(learned.kappa * whole, learned.kappa, counts, learned, chance, draws)


def _rates(
    shape: float | Floats,
    deals: float,
    counts: Sequence[int],
    learned: Learned,
    chance: np.random.Generator,
    draws: int,
) -> Floats:
    requests, seen = float(sum(counts)), float(len(counts))
    inflated = 1 + (requests / seen if seen else 0.0) / learned.spread
    return chance.gamma(np.maximum(shape + requests / inflated, 1e-9), 1 / (deals + seen / inflated), size=draws)


def followed(
    rates: Floats, deals: int | NDArray[np.int64], learned: Learned, chance: np.random.Generator
) -> NDArray[np.int64]:
    """Draws of how many requests follow from so many deals: each differs from the others, and then there is luck."""
    deals_there = np.broadcast_to(np.asarray(deals, dtype=np.float64), rates.shape)
    shape = deals_there * learned.spread
    own = np.where(shape > 0, chance.gamma(np.maximum(shape, 1e-9)) / learned.spread, 0.0)
    return chance.poisson(rates * own).astype(np.int64)
