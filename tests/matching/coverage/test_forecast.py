"""What will be asked for: the interval keeps its promise, nothing is known from little, and no request counts twice."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from tests.matching.coverage.companies import TODAY, Made, made
from vouch.matching.coverage import DealSeen, RequestSeen, forecast
from vouch.matching.coverage.history import counted
from vouch.matching.coverage.rates import Learned, drawn, followed, learn


def held(companies: list[Made]) -> tuple[int, int, int, int]:
    """Of how many intervals (of a quarter, of a month) how many held what came."""
    quarters = months = in_quarter = in_month = 0
    for one in companies:
        found = forecast(one.deals, one.requests, TODAY)
        for (segment, activity), foreseen in found.quarter.items():
            came = sum(one.truth[segment, activity, month] for month in range(3))
            quarters, in_quarter = quarters + 1, in_quarter + (foreseen.low <= came <= foreseen.high)
        for cell, foreseen in found.cells.items():
            months, in_month = months + 1, in_month + (foreseen.low <= one.truth[cell] <= foreseen.high)
    return quarters, in_quarter, months, in_month


def test_the_interval_holds_what_comes_in_twelve_companies() -> None:
    quarters, in_quarter, months, in_month = held([made(seed) for seed in range(12)])
    assert (quarters, months) == (72, 216)
    assert 65 <= in_quarter <= 72
    assert 199 <= in_month <= 216


@pytest.mark.trials
def test_over_two_hundred_companies_the_interval_holds_the_truth_in_92_to_98_of_100() -> None:
    quarters, in_quarter, months, in_month = held([made(seed) for seed in range(200)])
    print(f"quarters {in_quarter / quarters:.4f}, months {in_month / months:.4f}")
    assert 0.92 <= in_quarter / quarters <= 0.98
    assert 0.92 <= in_month / months <= 0.98


def test_the_order_of_what_was_seen_changes_nothing() -> None:
    one, chance = made(3), Random(1)
    deals, requests = list(one.deals), list(one.requests)
    chance.shuffle(deals)
    chance.shuffle(requests)
    assert forecast(deals, requests, TODAY) == forecast(one.deals, one.requests, TODAY)


def test_the_months_add_up_to_the_quarter() -> None:
    one = made(5)
    found = forecast(one.deals, one.requests, TODAY)
    for (segment, activity), quarter in found.quarter.items():
        months = [found.cells[segment, activity, month].expected for month in range(3)]
        assert sum(months) == pytest.approx(quarter.expected)


def test_a_larger_pipeline_asks_for_more() -> None:
    one = made(5)
    more = [DealSeen(id=f"more {number}", segment="health", stages=((TODAY - timedelta(days=10), "proposal"),))
            for number in range(60)]  # fmt: skip
    before, after = (forecast(deals, one.requests, TODAY) for deals in (one.deals, one.deals + more))
    assert after.quarter["health", "reference_call"].expected > before.quarter["health", "reference_call"].expected + 5
    assert after.quarter["retail", "reference_call"].expected == pytest.approx(
        before.quarter["retail", "reference_call"].expected, rel=0.2
    )


def test_too_little_evidence_is_words_and_no_number() -> None:
    deals = [DealSeen(id="d", segment="health", stages=((date(2025, 1, 1), "proposal"),))]
    requests = [RequestSeen(deal="d", on=date(2026, 5, 1), activity="reference_call")]
    found = forecast(deals, requests, TODAY).quarter["health", "reference_call"]
    assert not found.enough
    assert found.words == "not enough evidence: 1 request so far, 20 needed"


def test_every_request_is_counted_in_one_quarter_and_one_month() -> None:
    day = TODAY - timedelta(days=360)
    deals = [DealSeen(id="d", segment="health", stages=((day, "proposal"),), closed_on=TODAY)]
    requests = [RequestSeen(deal="d", on=TODAY - timedelta(days=days), activity="a") for days in range(1, 271)]
    found = counted(deals, requests, TODAY, quarters=8)
    assert found.quarters == 4
    assert found.requests == sum(map(sum, found.months.values())) == 270
    assert found.activities["health"]["a"] == 270


@pytest.mark.parametrize(
    ("day", "stage", "closes"),
    [
        (date(2026, 1, 1), None, "unknown"),
        (date(2026, 1, 5), "discovery", "unknown"),
        (date(2026, 2, 1), "proposal", "later"),
        (date(2026, 4, 1), "proposal", "soon"),
        (date(2026, 5, 1), None, "soon"),
    ],
)
def test_a_deal_stands_where_it_stood_that_day(day: date, stage: str | None, closes: str) -> None:
    deal = DealSeen(id="d", segment="s", closed_on=date(2026, 5, 1),
                    stages=((date(2026, 1, 5), "discovery"), (date(2026, 2, 1), "proposal")),
                    closing=((date(2026, 1, 20), date(2026, 4, 20)),))  # fmt: skip
    assert deal.stage_on(day) == stage
    assert deal.closes_within(day) == closes


def test_rates_lean_on_their_class_the_more_the_less_is_known() -> None:
    chance, learned = np.random.default_rng(1), Learned(kappa=20, spread=1000)
    none, few, many = ([2] * count for count in (0, 5, 400))
    means = [drawn(counts, [0, 1] * 200, learned, chance, 4000).mean() for counts in (none, few, many)]
    assert means[0] == pytest.approx(0.5, abs=0.03)
    assert means[0] < means[1] < means[2]
    assert means[2] == pytest.approx(2, abs=0.15)


def test_deals_that_differ_widen_the_interval_and_do_not_move_the_mean() -> None:
    chance, rates = np.random.default_rng(1), np.full(20_000, 0.8)
    alike, unlike = (followed(rates, 10, Learned(10, spread), chance) for spread in (1000, 0.3))
    assert alike.mean() == pytest.approx(unlike.mean(), rel=0.05)
    assert alike.var() == pytest.approx(8, rel=0.1)
    assert unlike.var() == pytest.approx(8 * (1 + 0.8 / 0.3), rel=0.1)


def test_how_much_deals_differ_is_learned() -> None:
    chance = np.random.default_rng(2)
    counts = chance.poisson(chance.gamma(0.5, 1 / 0.5, size=4000)).tolist()
    assert learn({"a": [counts[:2000], counts[2000:]]}).spread == pytest.approx(0.5, rel=0.2)
    assert learn({"a": [chance.poisson(1, size=2000).tolist()]}).spread > 5
