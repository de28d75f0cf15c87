"""The truth that is planted in sample companies is found, over fifty of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from vouch.runs.sample import build, held_against_truth

SEEDS = range(1, 51)


@pytest.mark.trials
def test_every_planted_truth_is_found_over_fifty_sample_companies(tmp_path: Path) -> None:
    planted, found, misses = Counter[str](), Counter[str](), []
    for seed in SEEDS:
        day = date(2026, 11, 22)
        sample = build(tmp_path / str(seed), accounts=80, seed=seed, today=day, say=lambda _sentence: None)
        verdict = held_against_truth(tmp_path / str(seed), sample.plan, day)
        for kind, there, seen in verdict.kinds:
            planted[kind] += there
            found[kind] += seen
        misses += [f"seed {seed}: {miss}" for miss in verdict.misses]
        print(f"seed {seed}: {verdict.customers} customers, {len(verdict.misses)} misses", flush=True)
    for kind in sorted(planted):
        print(f"{kind:24} {found[kind]:4} of {planted[kind]:4}")
    assert not misses, "\n".join(misses)
