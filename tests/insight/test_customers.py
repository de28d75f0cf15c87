"""Who is a customer, since when and until when: by the account's type, else by what they bought or used."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.company import TODAY, Placed, ago
from tests.insight.facts import Case, account, company, deal, loyal, nps, person, renewal, subscription, used

C, F, N = "customer", "former", "not"
DAYS = (1000, 500, 100, 0)

# case, facts, and what the account was 1000, 500, 100 and 0 days ago
ROWS: list[tuple[str, Case, tuple[str, str, str, str]]] = [
    ("customer", [account()], (C, C, C, C)),
    ("customer, other words", [account(type="  Customer -  Direct")], (C, C, C, C)),
    ("customer since", [account(customer_since=ago(500))], (N, C, C, C)),
    ("customer since the day after", [account(customer_since=ago(499))], (N, N, C, C)),
    ("customer until", [account(customer_until=ago(500))], (C, F, F, F)),
    ("customer until the day after", [account(customer_until=ago(499))], (C, C, F, F)),
    ("customer for a while", [account(customer_since=ago(600), customer_until=ago(50))], (N, C, C, F)),
    ("prospect", [account(type="Prospect")], (N, N, N, N)),
    ("prospect who used it", [account(type="Prospect"), used(100)], (N, N, N, N)),
    ("partner who bought", [account(type="Partner"), deal(100)], (N, N, N, N)),
    ("former", [account(type="Former Customer"), deal(600)], (F, F, F, F)),
    ("no type", [account(type=None)], (N, N, N, N)),
    ("type unheard of", [account(type="Tier 2")], (N, N, N, N)),
    ("no type, bought", [account(type=None), deal(500)], (N, C, C, C)),
    ("no type, lost", [account(type=None), deal(500, stage="Closed Lost")], (N, N, N, N)),
    ("no type, open", [account(type=None), deal(500, stage="Negotiation")], (N, N, N, N)),
    ("unheard of, subscribed", [account(type="Tier 2"), subscription(500)], (N, C, C, C)),
    ("unheard of, used", [account(type="Tier 2"), used(500)], (N, C, C, C)),
    ("no type, renewed", [account(type=None), renewal(500)], (N, C, C, C)),
    ("no type, used by somebody", [account(type=None), used(500, "ana")], (N, C, C, C)),
    ("contract over", [account(type=None), subscription(800, ended=500)], (N, F, F, F)),
    ("contract over, by type a customer", [subscription(800, ended=500)], (C, F, F, F)),
    ("one of two over", [account(type=None), subscription(800, ended=500), subscription(700)], (N, C, C, C)),
    ("two over", [account(type=None), subscription(800, ended=600), subscription(700, ended=100)], (N, C, F, F)),
    ("back with a contract", [account(type=None), subscription(1200, ended=500), subscription(100)], (C, F, C, C)),
    ("back with a deal", [account(type=None), subscription(1200, ended=500), deal(100)], (C, F, C, C)),
    ("grown, then over", [account(type=None), subscription(1200, ended=500), deal(700)], (C, F, F, F)),
    ("shrunk after the end", [account(type=None), subscription(1200, ended=500), renewal(100, "downsell")],
     (C, F, F, F)),
    ("used after the end", [account(type=None), subscription(1200, ended=500), used(100)], (C, F, F, F)),
    ("back after the day on record", [account(customer_until=ago(500)), subscription(100)], (C, F, C, C)),
    ("became one", [account(1200, type="Prospect"), account(300)], (N, N, C, C)),
    ("was lost", [account(1200), account(300, type="Churned")], (C, C, F, F)),
    ("was won back", [account(1200), account(600, type="Churned"), account(300)], (C, F, C, C)),
    ("first version later", [account(300)], (C, C, C, C)),
    ("first version later, bought before", [account(300), deal(500)], (N, C, C, C)),
    ("by type before it bought", [account(600), deal(100)], (N, C, C, C)),
    ("by type, a contract to come", [account(), subscription(-30)], (C, C, C, C)),
    ("no type, a contract to come", [account(type=None), subscription(-30)], (N, N, N, N)),
    ("known later than it bought", [account(300, type=None), deal(500)], (N, C, C, C)),
    ("two say different things", [account(type="Customer", system="salesforce", domain="two.example"),
     account(type="Prospect", system="zendesk", account_id="Z2", domain="two.example")], (C, C, C, C)),
    ("only the second says", [account(type=None, system="salesforce", domain="three.example"),
     account(type="Prospect", system="zendesk", account_id="Z3", domain="three.example")], (N, N, N, N)),
]  # fmt: skip

LEAVES: Case = [account(customer_until=ago(60)), loyal(), person("bo")]


@pytest.fixture(scope="module")
def placed() -> Placed:
    return company({case: facts for case, facts, _is in ROWS} | {"leaves": LEAVES}).place(
        *(ago(days) for days in (*DAYS, 61, 60))
    )


@pytest.mark.parametrize(("case", "was"), [(row[0], row[2]) for row in ROWS], ids=[row[0] for row in ROWS])
def test_who_was_a_customer_when(placed: Placed, case: str, was: tuple[str, ...]) -> None:
    assert tuple(placed.standing(case, ago(days)) for days in DAYS) == was


@pytest.mark.parametrize("case", [row[0] for row in ROWS])
def test_only_customers_are_placed(placed: Placed, case: str) -> None:
    for days in DAYS:
        assert placed.is_placed(case, ago(days)) is (placed.standing(case, ago(days)) == C)


def test_a_former_customer_leaves_the_map_on_the_last_day_and_its_people_with_it(placed: Placed) -> None:
    assert placed.is_placed("leaves", ago(61))
    assert placed.is_placed("leaves/bo", ago(61))
    for day in (ago(60), TODAY):
        assert not placed.is_placed("leaves", day)
        assert not placed.is_placed("leaves/ana", day)
        assert placed.standing("leaves", day) == F


@pytest.mark.parametrize(
    ("case", "since"),
    [
        ("customer since", ago(500)),
        ("no type, bought", ago(500)),
        ("back with a contract", ago(1200)),
        ("customer", None),
    ],
)
def test_since_when_is_what_the_record_says_or_the_first_sign(placed: Placed, case: str, since: date | None) -> None:
    (row,) = [row for row in placed["since"] if row["account"] == placed.ids[case]]
    (day,) = [row["at"] for row in placed["standing"] if row["as_of"] == TODAY and row["account"] == placed.ids[case]]
    assert row["since"] == (None if since is None else day - (TODAY - since).days * 86_400)


def test_facts_of_who_is_no_customer_place_nobody() -> None:
    placed = company({"prospect": [account(type="Prospect"), loyal(), nps(10, 5, "bo")]}).place()
    assert placed["accounts"] == placed["contacts"] == placed["reasons"] == []
    assert placed.evidence("prospect") != []
