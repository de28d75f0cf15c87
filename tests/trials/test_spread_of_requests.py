"""On the sample company: a quarter of requests spread by price against always the best match, and the loss in fit.

The requests are drawn with a seed from the sample's own deals: who speaks should be like the buyer, in a role that
somebody there has. Three ways of choosing are played over the same requests and the same people.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

import pytest

from tests.program.cast import fast_and_clean
from vouch.domain.policy import Policy, load
from vouch.matching.reference import Need, Person
from vouch.matching.together import Way, spread
from vouch.program.people.models import Account
from vouch.program.references.models import Deal
from vouch.program.suggestions.queries.supply import members
from vouch.runs.desk import renew_deals
from vouch.runs.desk.people import Deciding, firms, persons
from vouch.runs.refresh import refresh
from vouch.runs.sample import build

__all__ = ["fast_and_clean"]
DAY = dt.date(2026, 11, 25)
CALL = "reference_call"


def drawn(people: list[Person], seed: int, *, count: int = 80) -> list[Need]:
    lot = Random(seed)
    roles = sorted({person.role for person in people if person.role})
    buyers = list(Account.objects.filter(pk__in=Deal.objects.values("account_id")).order_by("pk"))
    found = []
    for _ in range(count):
        buyer = lot.choice(buyers)
        found.append(
            Need(
                activity=CALL, industry=buyer.industry or buyer.segment, region=buyer.region or buyer.country,
                employees=float(buyer.employees) if buyer.employees else None, role=lot.choice(roles),
            )
        )  # fmt: skip
    return found


@pytest.mark.trials
@pytest.mark.django_db(transaction=True)
def test_requests_to_the_sample_company_are_spread_at_a_small_loss(tmp_path: Path) -> None:
    build(tmp_path, accounts=300, seed=7, today=DAY, say=lambda _sentence: None)
    policy: Policy = load(tmp_path / "policy.toml")
    refresh(tmp_path, policy, as_of=DAY)
    renew_deals(tmp_path, policy, DAY)
    companies, people = firms(), list(persons(Deciding(policy, DAY, members())))
    print("\n| seed | way | could | Jain | five most used carry | mean fit | unfilled |\n| - | - | - | - | - | - | - |")
    for seed in (1, 2, 3):
        needs = drawn(people, seed)
        expected = [(need, 1.0) for need in needs]
        found = {way: spread(companies, people, needs, policy, DAY, way, expected=expected) for way in Way}
        for way, one in found.items():
            assert one.jain is not None
            assert one.top_share is not None
            print(f"| {seed} | {way} | {len(one.uses)} | {one.jain:.2f} | {one.top_share:.2f} | {one.fit:.3f} | "
                  f"{one.unfilled} |", flush=True)  # fmt: skip
        always, priced = found[Way.ALWAYS_BEST], found[Way.PRICED]
        assert (priced.jain or 0) > (always.jain or 0)
        assert (priced.top_share or 0) < (always.top_share or 0)
        assert priced.fit > always.fit - 0.1
