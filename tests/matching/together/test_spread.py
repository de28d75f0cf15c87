"""Three easy names are not burnt: a quarter of requests is spread over those who fit, and what that costs is stated."""

from __future__ import annotations

import numpy as np

from tests.domain.asking.lives import TODAY
from vouch.domain.policy import load
from vouch.matching.next_ask import Willingness
from vouch.matching.reference import Company, Decision, Need, Person
from vouch.matching.together import Spread, Way, spread

POLICY = load()
INDUSTRIES = ("fintech", "health", "retail", "energy")
PRODUCTS = ("pay", "ledger", "risk")
ROLES = ("finance", "it", "operations")


def company(seed: int) -> tuple[list[Company], list[Person], list[Need], list[tuple[Need, float]]]:
    """Sixty customers, three of them easy names who use everything and are glad to help, and the requests of a quarter.
    What was expected is drawn from the same world, and is not what comes."""
    chance = np.random.default_rng(seed)

    def one(words: tuple[str, ...]) -> str:
        return words[min(int(chance.geometric(0.45)) - 1, len(words) - 1)]

    firms, people = [], []
    for number in range(60):
        famous = number < 3
        firms.append(Company(
            id=f"c{number:02}", industry=one(INDUSTRIES), employees=float(np.exp(chance.normal(6, 1))), region="DACH",
            products=frozenset(PRODUCTS) if famous else frozenset({one(PRODUCTS)})))  # fmt: skip
        people.append(Person(
            id=f"p{number:02}", company=f"c{number:02}", role=one(ROLES), seniority="director",
            decision=Decision(standing="loyal", cap=2.0,
                              willing=Willingness.WILLING if famous else Willingness.OPEN)))  # fmt: skip

    def need() -> Need:
        return Need(activity="reference_call", industry=one(INDUSTRIES), role=one(ROLES), seniority="vp",
                    products=frozenset({one(PRODUCTS)}), employees=float(np.exp(chance.normal(6, 1))))  # fmt: skip

    requests = [need() for _ in range(80)]
    return firms, people, requests, [(need(), 2.0) for _ in range(40)]


def played(way: Way, seed: int) -> Spread:
    firms, people, requests, expected = company(seed)
    return spread(firms, people, requests, POLICY, TODAY, way, expected=expected)


def test_requests_are_spread_and_the_loss_in_fit_is_small() -> None:
    for seed in range(2):
        before, after = played(Way.ALWAYS_BEST, seed), played(Way.PRICED, seed)
        assert sum(after.uses) == sum(before.uses) == 80
        assert max(after.uses) <= 2
        assert max(before.uses) >= 20
        assert before.jain < 0.2
        assert after.jain > 0.7
        assert before.top_share > 0.6
        assert after.top_share < 0.2
        assert before.fit - after.fit < 0.03


def test_prices_spread_more_evenly_than_caps_alone_at_the_same_fit() -> None:
    left, ours = played(Way.BEST_WITHIN_CAPS, 1), played(Way.PRICED, 1)
    assert ours.unfilled == left.unfilled == 0
    assert ours.jain > left.jain
    assert ours.fit > left.fit - 0.01


def test_a_quarter_is_played_alike_every_time() -> None:
    assert played(Way.BEST_WITHIN_CAPS, 1) == played(Way.BEST_WITHIN_CAPS, 1)
