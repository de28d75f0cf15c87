"""What holds for any company: of days, of what says nothing, of order, of time that passes, of a feed that stops."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.insight.companies import cases, silences
from tests.insight.company import TODAY, Company, Placed, ago
from tests.insight.facts import Case, company, nps, person
from vouch.domain.stages import RUNGS

few = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
ANSWERS = ("accounts", "contacts", "gates", "acts", "reasons", "standing")
RUNG = {stage.value: n for n, stage in enumerate(RUNGS)} | {"not_known_yet": 0}


def told(placed: Placed, answer: str) -> list[tuple[Any, ...]]:
    """An answer as rows in one order, whatever order they came in."""
    return sorted(tuple(sorted((name, str(value)) for name, value in row.items())) for row in placed[answer])


def assert_same(one: Placed, other: Placed, answers: tuple[str, ...] = ANSWERS) -> None:
    for answer in answers:
        assert told(one, answer) == told(other, answer), answer


@few
@given(cases())
def test_several_days_in_one_pass_equal_each_day_alone(told_of: dict[str, Case]) -> None:
    some, days = company(told_of), (TODAY, ago(90))
    together = some.place(*days)
    for day in days:
        alone = some.place(day)
        for answer in ANSWERS:
            same_day = [row for row in told(together, answer) if ("as_of", str(day)) in row]
            assert same_day == told(alone, answer), answer


@few
@given(cases(), silences())
def test_what_says_nothing_changes_nothing(told_of: dict[str, Case], nothing: Case) -> None:
    more = {name: [*facts, nothing] for name, facts in told_of.items()}
    assert_same(company(told_of).place(), company(more).place(), ("accounts", "contacts", "gates", "acts", "standing"))


@few
@given(cases(), st.integers(0, 2**16))
def test_the_order_of_rows_and_the_files_they_come_in_change_nothing(told_of: dict[str, Case], seed: int) -> None:
    one, other, chance = company(told_of), company(told_of), random.Random(seed)
    for name, table in other.facts.items():
        rows = table.to_pylist()
        chance.shuffle(rows)
        whole = [
            row | {"file": f"{chance.randrange(3)}.csv", "batch": f"b{n % 2}", "row": n} for n, row in enumerate(rows)
        ]
        other.facts[name] = table.from_pylist(whole, schema=table.schema)
    assert_same(one.place(), other.place())


@few
@given(cases())
def test_a_usage_feed_cut_sixty_days_early_lowers_nobody_and_raises_no_flag(told_of: dict[str, Case]) -> None:
    whole = company(told_of)
    cut = Company(covered={"plain": ago(60)})
    cut.facts = dict(whole.facts)
    usage = whole.facts["usage"].to_pylist()
    kept = [row for row in usage if row["happened_at"].date() <= ago(60)]
    cut.facts["usage"] = whole.facts["usage"].from_pylist(kept, schema=whole.facts["usage"].schema)
    full, less = whole.place(), cut.place()
    assert_same(full, less, ("accounts", "contacts", "gates", "acts"))
    flags = [
        {(row["account"], row["reason"]) for row in placed["reasons"] if row["flagged"]} for placed in (full, less)
    ]
    assert flags[1] <= flags[0]


@few
@given(cases(least=31))
def test_time_alone_lowers_nobody_once_every_wait_is_over(told_of: dict[str, Case]) -> None:
    later = tuple(TODAY + timedelta(days=days) for days in (0, 1, 31, 400))
    placed = company(told_of).place(*later)
    for kind in ("accounts", "contacts"):
        for subject in {row["subject"] for row in placed[kind]}:
            by_day = {row["as_of"]: row for row in placed[kind] if row["subject"] == subject}
            rungs = [(RUNG[by_day[day]["at_least"]], RUNG[by_day[day]["at_most"]]) for day in later]
            assert rungs == sorted(rungs), told_of


@few
@given(cases(), st.integers(1, 6))
def test_a_better_answer_lowers_nobody(told_of: dict[str, Case], better: int) -> None:
    def raised(row: Mapping[str, Any]) -> dict[str, Any]:
        return {**row, "score": min(10.0, row["score"] + better)} if row["item"] == "nps" else dict(row)

    one, other = company(told_of), company(told_of)
    rows = [raised(row) for row in one.facts["survey_answers"].to_pylist()]
    other.facts["survey_answers"] = one.facts["survey_answers"].from_pylist(
        rows, schema=one.facts["survey_answers"].schema
    )
    before, after = one.place(), other.place()
    for kind in ("accounts", "contacts"):
        was = {row["subject"]: row for row in before[kind]}
        for row in after[kind]:
            for bound in ("at_least", "at_most"):
                assert RUNG[row[bound]] >= RUNG[was[row["subject"]][bound]]


@pytest.mark.parametrize("gap", [0, 1])
def test_two_versions_of_one_moment_are_one(gap: int) -> None:
    versions = [person(modified=50, title="Clerk"), person(modified=50 - gap, title="Head")]
    placed = company({"Acme": [*versions, nps(9, 9)]}).place()
    assert len(placed["contacts"]) == 1
    assert len(placed["described_contacts"]) == 1
