"""The Beta-Binomial model against published figures: rat tumours, Bayesian Data Analysis (Gelman et al.), chapter 5.

The data: Tarone (1982), as every edition of the book prints them: tumours of animals in 70 earlier groups and the
current one.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from vouch.matching.yes_rate.beta_binomial import chance_better, likeliest_kappa, log_likelihood, matched, rate_of

TUMOURS = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 5, 2, 5, 3, 2, 7, 7,
    3, 3, 2, 9, 10, 4, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6, 6, 6, 6, 16, 15, 15, 9, 4,
]  # fmt: skip
ANIMALS = [
    20, 20, 20, 20, 20, 20, 20, 19, 19, 19, 19, 18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24, 23, 20, 20, 20, 20,
    20, 20, 10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50, 20, 20, 20, 20, 20, 20, 20, 48, 19, 19, 19, 22, 46, 49,
    20, 20, 23, 19, 22, 20, 20, 20, 52, 47, 46, 24, 14,
]  # fmt: skip


def test_the_data_are_those_of_the_book() -> None:
    assert (len(TUMOURS), len(ANIMALS), sum(TUMOURS), sum(ANIMALS)) == (71, 71, 267, 1739)
    assert (TUMOURS[-1], ANIMALS[-1]) == (4, 14)


def test_moments_of_the_earlier_groups() -> None:
    rates = np.array(TUMOURS[:70]) / np.array(ANIMALS[:70])
    a, b = matched(float(rates.mean()), float(rates.var(ddof=1)))
    assert (round(a, 3), round(b, 3)) == (1.356, 8.615)


def test_the_current_group_under_the_rounded_prior() -> None:
    rate = rate_of(1.4 + 4, 8.6 + 10)
    assert rate.beta == pytest.approx((5.4, 18.6))
    assert (round(rate.mean, 3), round(rate.sd, 4)) == (0.225, 0.0835)


def test_marginal_maximum_likelihood() -> None:
    def kappa_at(mean: float) -> float:
        return likeliest_kappa([mean] * 71, TUMOURS, ANIMALS, least=2, most=50)

    def unlikely(mean: float) -> float:
        kappa = kappa_at(mean)
        return -float(log_likelihood(kappa * mean, kappa * (1 - mean), TUMOURS, ANIMALS).sum())

    mean = float(minimize_scalar(unlikely, bounds=(0.05, 0.4), method="bounded", options={"xatol": 1e-9}).x)
    kappa = kappa_at(mean)
    assert (round(kappa * mean, 3), round(kappa * (1 - mean), 3)) == (2.342, 14.115)


def test_full_bayes_with_the_prior_of_the_book() -> None:
    # the book's grid: log(a/b) and log(a+b), where the prior (a+b)^-5/2 becomes a * b * (a+b)^-5/2
    odds, sizes = np.linspace(-2.6, -1.0, 641)[:, None], np.linspace(0.8, 6.0, 1041)[None, :]
    size, share = np.exp(sizes), 1 / (1 + np.exp(-odds))
    a, b = size * share, size * (1 - share)
    density = np.log(a) + np.log(b) - 2.5 * np.log(size)
    for yes, n in zip(TUMOURS, ANIMALS, strict=True):
        density = density + log_likelihood(a, b, yes, n)
    weight = np.exp(density - density.max())
    weight /= weight.sum()
    assert (round(float((weight * a).sum()), 3), round(float((weight * b).sum()), 3)) == (2.403, 14.320)


def test_the_chance_that_the_second_arm_is_the_better_one() -> None:
    assert round(chance_better((9, 13), (14, 8)), 6) == 0.939264
    assert chance_better((9, 13), (9, 13)) == pytest.approx(0.5)


@pytest.mark.parametrize(("first", "second"), list(product([(9.0, 13.0), (1.0, 1.0), (3.0, 30.0)], repeat=2)))
def test_the_exact_sum_and_the_integral_agree(first: tuple[float, float], second: tuple[float, float]) -> None:
    exact = chance_better(first, second)
    assert exact == pytest.approx(1 - chance_better(second, first), abs=1e-9)
    nearly = chance_better(first, (second[0] + 1e-9, second[1]))
    assert exact == pytest.approx(nearly, abs=1e-5)
