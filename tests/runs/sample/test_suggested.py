"""On a sample company the suggestions do justice to the people who were planted in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vouch.domain.policy import load
from vouch.program.suggestions.models import NextStep
from vouch.runs.refresh import refresh
from vouch.runs.sample import build
from vouch.runs.sample.suggested import KINDS, done_justice

DAY = date(2026, 11, 22)


@pytest.mark.django_db(transaction=True)
def test_the_over_asked_rest_passion_goes_before_brand_and_the_unknown_are_given_to(tmp_path: Path) -> None:
    sample = build(tmp_path, accounts=80, seed=1, today=DAY, say=lambda _sentence: None)
    policy = load(tmp_path / "policy.toml")
    assert refresh(tmp_path, policy, as_of=DAY).broken == ()
    found = done_justice(sample.plan, policy)
    assert not found.misses
    assert all(found.done[kind] for kind in KINDS), found
    assert found.done["silent_loyalist"] == found.planted["silent_loyalist"]
    giants = {truth.name for truth in sample.plan.of("guarded_giant")}
    assert not NextStep.objects.filter(kind="ask", rank=1, account__name__in=giants).exists()
