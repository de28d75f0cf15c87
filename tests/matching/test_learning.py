"""Half a year of a small programme: what is learned is worth having, and is not bought by asking a few for
everything.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.matching.year import BEGIN, Lived, covered, live, misjudged, of_everybody, people

WEEKS, ASKS = 26, 5


@pytest.fixture(scope="module")
def ways() -> dict[str, Lived]:
    crowd = people(1, 40)
    return {way: live(crowd, 1, way, weeks=WEEKS, asks=ASKS) for way in ("known", "learned", "random", "five")}


def test_what_is_learned_makes_more_of_the_same_asks_than_chance_and_than_the_same_five(ways: dict[str, Lived]) -> None:
    worth = {way: lived.worth / lived.asks for way, lived in ways.items()}
    assert worth["known"] > worth["learned"] > worth["random"] > worth["five"]
    # a third at least of what knowing every rate would bring beyond chance
    assert worth["learned"] - worth["random"] > (worth["known"] - worth["random"]) / 3


def test_the_load_is_shared(ways: dict[str, Lived]) -> None:
    assert ways["learned"].even > 0.6 > 3 * ways["five"].even
    assert ways["learned"].asks == ways["random"].asks == WEEKS * ASKS


def test_a_tenth_at_most_was_asked_to_learn(ways: dict[str, Lived]) -> None:
    assert 0 < ways["learned"].explored <= ways["learned"].asks / 10


def test_what_is_foretold_is_about_what_is_true(ways: dict[str, Lived]) -> None:
    foretold = of_everybody(people(1, 40), ways["learned"], BEGIN + timedelta(weeks=WEEKS + 4))
    assert misjudged(foretold) < 0.15
    assert covered(foretold) > 0.6


def test_the_same_seed_lives_the_same_year(ways: dict[str, Lived]) -> None:
    again = live(people(1, 40), 1, "learned", weeks=WEEKS, asks=ASKS)
    assert (again.outcomes, again.worth) == (ways["learned"].outcomes, ways["learned"].worth)
