"""What a run says is held against the plan, miss by miss."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vouch.runs.demo import Plan, Truth, compare, confusion, table

ANA: dict[str, Any] = {
    "kind": "silent_loyalist", "account": "001", "name": "Ana's Timber", "contact": "003", "contact_name": "Ana Lind",
    "says": "Loyal and never asked.", "stage": ("loyal",), "contact_stage": ("loyal",), "at_risk": False,
    "flags": (), "not_flags": ("captive",), "no_acts": True, "customer": "yes", "planted": True,
}  # fmt: skip


def plan(**changes: Any) -> Plan:
    """A plan with one truth: Ana's, but for the changes."""
    return Plan(seed=1, today=date(2026, 11, 23), folder=Path(), truth=(Truth(**{**ANA, **changes}),))


def placed(
    stage: str = "loyal", person: str = "loyal", risk: tuple[str, ...] = (), flags: tuple[str, ...] = (), acts: int = 0
) -> list[dict[str, Any]]:
    """What a run says of Ana's company and of her."""
    gates = [{"gate": "acts", "state": "unknown", "evidence": [{"for": True}] * acts}]
    at_risk = [{"reason": reason} for reason in risk]
    return [
        {"kind": "account", "id": "001", "stage": stage, "at_risk": at_risk, "flags": list(flags), "gates": gates},
        {"kind": "contact", "id": "003", "stage": person, "at_risk": at_risk, "flags": [], "gates": gates},
    ]


@pytest.mark.parametrize(
    ("truth", "said", "miss"),
    [
        ({}, {}, None),
        ({}, {"stage": "satisfied"}, "Ana's Timber was placed as satisfied, not loyal"),
        ({"stage": ("satisfied", "loyal")}, {"stage": "satisfied"}, None),
        ({}, {"person": "advocate"}, "Ana Lind was placed as advocate, not loyal"),
        ({"contact_stage": ()}, {"person": "advocate"}, None),
        ({}, {"risk": ("usage_down",)}, "Ana's Timber should not be at risk; found: usage_down"),
        ({"at_risk": True}, {}, "Ana's Timber should be at risk; found: nothing"),
        ({"at_risk": None}, {"risk": ("usage_down",)}, None),
        ({"flags": ("latent",)}, {}, "Ana's Timber is not said to be latent"),
        ({"flags": ("latent",)}, {"flags": ("latent",)}, None),
        ({}, {"flags": ("captive",)}, "Ana's Timber is said to be captive"),
        ({}, {"acts": 1}, "Ana's Timber has done nothing for others, and acts were seen"),
        ({"no_acts": False}, {}, "Ana's Timber has done something for others, and no act was seen"),
        ({"no_acts": False}, {"acts": 2}, None),
        ({"customer": "no", "stage": ()}, {}, "Ana's Timber is no customer and was placed as loyal"),
    ],
)
def test_each_miss_is_said_in_a_sentence(truth: dict[str, Any], said: dict[str, Any], miss: str | None) -> None:
    found = compare(plan(**truth), placed(**said))
    assert found[0].misses == ((miss,) if miss else ())


def test_a_customer_who_was_not_placed_is_a_miss() -> None:
    assert compare(plan(), [])[0].misses == ("Ana's Timber is a customer and was not placed",)


def test_a_prospect_who_was_not_placed_is_none() -> None:
    assert compare(plan(customer="no", stage=()), [])[0].misses == ()


def test_kinds_are_counted_whole() -> None:
    assert table(compare(plan(), placed())) == [("silent_loyalist", 1, 1)]
    assert table(compare(plan(), placed(stage="satisfied", person="satisfied"))) == [("silent_loyalist", 1, 0)]


def test_ordinary_customers_are_confused_with_nothing_planted() -> None:
    assert confusion(compare(plan(planted=False), placed(stage="satisfied"))) == {("loyal", "satisfied"): 1}
    assert confusion(compare(plan(), placed(stage="satisfied"))) == {}
