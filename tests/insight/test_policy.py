"""What a changed policy changes: each threshold, weight and word list is data."""

from __future__ import annotations

from typing import Any

import pytest

from tests.insight.company import TODAY, Placed, ago
from tests.insight.facts import (
    Case,
    account,
    act,
    answer,
    asked,
    company,
    competitor,
    deal,
    felt,
    grave,
    helped,
    milestone,
    nps,
    promise,
    renewal,
    role,
    satisfied,
    subscription,
    ticket,
    used_daily,
)
from vouch.domain.policy import read

CHANGED = read("""
[customers]
types_customer = ["Customer", "Tier 2"]
[deals]
renewal_types = ["prolonged"]
default_term_years = 3
[surveys.items]
"Would you tell a friend?" = "nps"
[surveys.scales]
csat = [1, 7]
[tickets]
severity_one_priorities = ["urgent", "boss calls"]
escalation_is_severity_one = false
closed_badly_after_days = 5
[community]
helping_kinds = ["sang"]
[gates]
fall_waits_days = 10
acts_stale_months = 6
[evidence.nps]
half_life_days = 30
values = { 8 = 0.1 }
[evidence.promise]
reliability_unsigned = 0.9
[evidence.csat]
gates = ["service"]
[evidence.milestone]
within_days = 10
[evidence.renewal]
half_life_days = 100
values = { expansion = 0.5 }
[evidence.tenure]
full_years = 1
[hard]
evidence = []
[colleagues]
prior_right = 1
prior_wrong = 1
[roles]
daily_user = 0.9
not_known = 0.1
[at_risk]
competitor_seen = "off"
promise_missed = "hard"
severity_one_open = "soft"
[at_risk.days]
severity_one_open_longer_than = 2
sentiment_within = 10
[at_risk.usage]
drop = 0.8
[willing]
declines_in_a_row = 1
""")
STRICT = read("""
[gates]
shrink = 1.0
met_from = 0.45
least_weight = 0.6
[at_risk]
soft_needed = 1
""")

CASES: dict[str, Case] = {
    "type": [account(type="Tier 2")],
    "renewal type": [deal(50, "Prolonged")],
    "usual term": [subscription(100)],
    "survey item": [answer("would you tell a FRIEND", 9, 9)],
    "scale": [answer("csat", 6, 9)],
    "priority": [ticket(9, priority="Boss  calls")],
    "escalation": [ticket(9, escalated=True)],
    "closed late": [grave(50, 40)],
    "help": [helped(9, kind="Sang")],
    "fall": [promise("missed", 15), promise("missed", 15)],
    "acts": [act(250)],
    "half-life": [nps(9, 40)],
    "value": [nps(8, 9)],
    "our word": [promise("met", 9)],
    "gates": [answer("csat", 5, 9)],
    "milestone": [milestone("first_value", 9, started=50)],
    "renewed": [renewal(9, "expansion", term_months=24)],
    "tenure": [account(customer_since=ago(1000)), renewal(9, automatic=True)],
    "hard": [satisfied(), promise("missed", 3, signed=3), promise("missed", 2, signed=2)],
    "colleague": [felt("green", 9)],
    "role": [nps(9, 9), role("daily_user")],
    "role not known": [nps(9, 9)],
    "off": [competitor(9)],
    "made hard": [promise("missed", 9)],
    "made soft": [grave(20)],
    "days": [grave(5)],
    "amber": [felt("amber", 20)],
    "drop": [used_daily(150, 30, 10), used_daily(29, 0, 5)],
    "declined": [satisfied(), nps(10, 9), act(50), asked(40, "declined")],
    "score": [nps(9, 9, None)],
    "weight": [promise("met", 0)],
}


def evidence(case: str, name: str) -> Any:
    return lambda placed: [round(row[name], 3) for row in placed.evidence(case)]


def state(case: str, gate: str) -> Any:
    return lambda placed: placed.account(case)["states"][gate]


def risk(case: str) -> Any:
    return lambda placed: {name: (row["hard"], row["flagged"]) for name, row in placed.risks(case).items()}


# what is asked, the answer of the shipped policy, and of the changed one
ROWS: list[tuple[str, Any, Any, Any]] = [
    ("types_customer", lambda placed: placed.standing("type"), "not", "customer"),
    ("renewal_types", lambda placed: len(placed.evidence("renewal type", "first_renewal")), 0, 1),
    ("default_term_years", lambda placed: placed.account("usual term")["due_on"].year, 2027, 2029),
    ("items", lambda placed: len(placed.evidence("survey item/ana")), 0, 1),
    ("scales", evidence("scale/ana", "v"), [], [0.667]),
    ("severity_one_priorities", lambda placed: len(placed.evidence("priority")), 0, 1),
    ("escalation_is_severity_one", lambda placed: len(placed.evidence("escalation")), 1, 0),
    ("closed_badly_after_days", lambda placed: placed.evidence("closed late")[-1]["v"], 0.3, -0.7),
    ("helping_kinds", lambda placed: len(placed.evidence("help/ana")), 0, 1),
    ("fall_waits_days", state("fall", "promises_kept"), "unknown", "contradicted"),
    ("acts_stale_months", lambda placed: placed.account("acts")["stale"], [], ["acts"]),
    ("nps.half_life_days", lambda placed: placed.contact("half-life/ana")["stale"], [], ["attitude"]),
    ("nps.values", evidence("value/ana", "v"), [0.4], [0.1]),
    ("promise.reliability_unsigned", evidence("our word", "rho"), [0.5], [0.9]),
    ("csat.gates", lambda placed: len(placed.evidence("gates/ana")), 2, 1),
    ("milestone.within_days", lambda placed: len(placed.evidence("milestone")), 1, 0),
    ("renewal.half_life_days", evidence("renewed", "half_life"), [730.0], [100.0]),
    ("renewal.values", evidence("renewed", "v"), [1.0], [0.5]),
    ("tenure.full_years", evidence("tenure", "tenure"), [0.905], [1.0]),
    ("hard.evidence", state("hard", "promises_kept"), "contradicted", "met"),
    ("colleagues", evidence("colleague", "rho"), [0.6], [0.5]),
    ("roles.daily_user", evidence("role", "rho"), [0.333], [0.9]),
    ("roles.not_known", evidence("role not known", "rho"), [0.667], [0.1]),
    ("at_risk off", risk("off"), {"competitor_seen": (False, False)}, {}),
    ("at_risk hard", risk("made hard"), {"promise_missed": (False, False)}, {"promise_missed": (True, True)}),
    ("at_risk soft", risk("made soft"), {"severity_one_open": (True, True)}, {"severity_one_open": (False, False)}),
    ("at_risk.days", risk("days"), {}, {"severity_one_open": (False, False)}),
    ("sentiment_within", risk("amber"), {"sentiment_amber": (False, False)}, {}),
    ("usage.drop", risk("drop"), {"usage_down": (False, False)}, {}),
    ("declines_in_a_row", lambda placed: placed.contact("declined/ana")["stage"], "advocate", "satisfied"),
]
# the same of the stricter one
STRICTER: list[tuple[str, Any, Any, Any]] = [
    ("shrink", lambda placed: placed.account("score")["gates"]["attitude"]["score"], 0.8 / 1.5, 0.4),
    ("met_from", state("score", "attitude"), "met", "unknown"),
    ("least_weight", state("weight", "promises_kept"), "met", "unknown"),
    ("soft_needed", risk("off"), {"competitor_seen": (False, False)}, {"competitor_seen": (False, True)}),
]


@pytest.fixture(scope="module")
def shipped() -> Placed:
    return company(CASES).place()


@pytest.fixture(scope="module")
def changed() -> Placed:
    return company(CASES, CHANGED).place()


@pytest.fixture(scope="module")
def strict() -> Placed:
    return company(CASES, STRICT).place(TODAY)


@pytest.mark.parametrize(("asked_for", "before", "after"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_changed_policy_changes_what_it_says(
    shipped: Placed, changed: Placed, asked_for: Any, before: Any, after: Any
) -> None:
    assert asked_for(shipped) == before
    assert asked_for(changed) == after


@pytest.mark.parametrize(
    ("asked_for", "before", "after"), [row[1:] for row in STRICTER], ids=[row[0] for row in STRICTER]
)
def test_stricter_gates_decide_less(shipped: Placed, strict: Placed, asked_for: Any, before: Any, after: Any) -> None:
    assert asked_for(shipped) == pytest.approx(before) if isinstance(before, float) else asked_for(shipped) == before
    assert asked_for(strict) == pytest.approx(after) if isinstance(after, float) else asked_for(strict) == after
