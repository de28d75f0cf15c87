"""Whether the truth that was planted is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vouch.domain.policy import load
from vouch.runs.demo import Plan, compare, table
from vouch.runs.place import open_run
from vouch.runs.place.answers import placements


@dataclass(frozen=True)
class Verdict:
    """For each kind that was planted, how many and how many were found; and a sentence for each that was not."""

    kinds: list[tuple[str, int, int]]
    misses: list[str]
    customers: int


def held_against_truth(data: Path, plan: Plan, day: date) -> Verdict:
    """The placements of a day beside the plan of the sample."""
    with open_run(data, [day], load(data / "policy.toml")) as run:
        placed = list(placements(run))
    found = compare(plan, placed)
    misses = [f"{one.truth.kind}: {miss}" for one in found if one.truth.planted for miss in one.misses]
    return Verdict(table(found), misses, sum(row["kind"] == "account" for row in placed))
