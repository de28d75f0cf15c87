"""The suggestions do justice to the people who are planted in sample companies, over fifty of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from vouch.domain.policy import load
from vouch.runs.refresh import refresh
from vouch.runs.sample import build
from vouch.runs.sample.suggested import KINDS, done_justice

SEEDS = range(1, 51)
DAY = date(2026, 11, 22)


@pytest.mark.trials
@pytest.mark.django_db(transaction=True)
def test_the_planted_people_are_suggested_what_is_just_over_fifty_sample_companies(tmp_path: Path) -> None:
    planted, done, gates = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    misses = []
    for seed in SEEDS:
        folder = tmp_path / str(seed)
        sample = build(folder, accounts=80, seed=seed, today=DAY, say=lambda _sentence: None)
        policy = load(folder / "policy.toml")
        assert refresh(folder, policy, as_of=DAY).broken == ()
        found = done_justice(sample.plan, policy)
        planted, done, gates = planted + found.planted, done + found.done, gates + found.gates
        misses += [f"seed {seed}: {miss}" for miss in found.misses]
        print(f"seed {seed}: {len(found.misses)} misses", flush=True)
    for kind in KINDS:
        print(f"{kind:24} {done[kind]:4} of {planted[kind]:4}")
    for (kind, gate), count in sorted(gates.items()):
        print(f"{kind:24} {count:4} where a gate stands: {gate}")
    assert not misses, "\n".join(misses)
    assert done["silent_loyalist"] == planted["silent_loyalist"]
    assert not gates[("silent_loyalist", "hold_renewal")]
