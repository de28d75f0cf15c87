"""A year of asks over ten seeds: what is lost against knowing every rate, how well rates are foretold, who carries
it.
"""

from __future__ import annotations

from datetime import timedelta
from statistics import fmean

import pytest

from tests.matching.year import BEGIN, Lived, covered, live, misjudged, of_everybody, people
from vouch.domain.policy import read

SEEDS, PEOPLE, WEEKS, ASKS = range(1, 11), 80, 52, 8
UNEXPLORED = read("[next_ask.exploration]\nshare = 0.0")


@pytest.mark.trials
def test_over_a_year_learning_beats_chance_and_the_same_five() -> None:
    years: dict[str, list[Lived]] = {}
    everybody, lost = [], []
    for seed in SEEDS:
        crowd = people(seed, PEOPLE)
        for way in ("known", "learned", "random", "five"):
            years.setdefault(way, []).append(live(crowd, seed, way, weeks=WEEKS, asks=ASKS))
        unexplored = live(crowd, seed, "learned", weeks=WEEKS, asks=ASKS, policy=UNEXPLORED)
        years.setdefault("learned, never to learn", []).append(unexplored)
        everybody.append(of_everybody(crowd, years["learned"][-1], BEGIN + timedelta(weeks=WEEKS + 4)))
        each = {way: lived[-1].worth / lived[-1].asks for way, lived in years.items()}
        lost.append((each["known"] - each["learned"], each["known"] - each["random"]))
        assert each["known"] > each["learned"] > each["random"] > each["five"], seed
    _print(years)
    second = [lived.foretold[len(lived.foretold) // 2 :] for lived in years["learned"]]
    print(f"learned, asks of the second half: misjudged by {fmean(map(misjudged, second)):.3f}, "
          f"in the interval {fmean(map(covered, second)):.3f}")  # fmt: skip
    print(f"everybody for everything at the end: misjudged by {fmean(map(misjudged, everybody)):.3f}, "
          f"in the interval {fmean(map(covered, everybody)):.3f}")  # fmt: skip
    assert fmean(one for one, _ in lost) < 0.75 * fmean(other for _, other in lost)
    assert fmean(map(misjudged, second)) < 0.08
    assert fmean(lived.even for lived in years["learned"]) > 0.7


def _print(years: dict[str, list[Lived]]) -> None:
    known = fmean(one.worth / one.asks for one in years["known"])
    print("\n| way | asks | yes in 100 | regret per ask | Jain |\n| --- | ---: | ---: | ---: | ---: |")
    for way, lived in years.items():
        yes = 100 * fmean(one.yeses / one.asks for one in lived)
        worth = fmean(one.worth / one.asks for one in lived)
        asks, even = fmean(one.asks for one in lived), fmean(one.even for one in lived)
        print(f"| {way} | {asks:.0f} | {yes:.1f} | {known - worth:.3f} | {even:.3f} |")
