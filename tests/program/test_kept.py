"""What is kept of a large company is what would be counted: until the next run, an erasure, or somebody's decision."""

from __future__ import annotations

import pytest

from tests.program.cast import NOON, TODAY, account, contact, know, placed
from vouch.domain.policy import load as policy
from vouch.program.asks.queries.load import load
from vouch.program.findings import actions as findings
from vouch.program.findings import kept
from vouch.program.findings.filters import Filter
from vouch.program.findings.models import Placement, Run
from vouch.program.findings.queries import standing
from vouch.program.findings.rows import ApproachRow, RunRow
from vouch.program.history.actions import record

pytestmark = pytest.mark.django_db

ACME, BOLT = account(1, "Acme", segment="Food"), account(2, "Bolt", segment="Steel")
ANA = contact(1, ACME, "Ana Lind")


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGE", 0)


def _publish(run: str, stage: str) -> Run:
    header = RunRow(
        id=run, as_of=TODAY, policy="p", started_at=NOON, finished_at=NOON, counts={"customers": 2, "people": 1}
    )
    asked = [ApproachRow(contact=ANA.id, activity="reference_call", words="", asked_on=TODAY)]
    findings.publish(run=header, placements=[placed(ACME, stage), placed(ANA, "advocate")], approaches=asked)
    return Run.objects.get(pk=run)


def test_counts_of_a_run_are_kept_and_those_of_the_next_are_its_own() -> None:
    know([ACME, BOLT], [ANA])
    first = _publish("kept-1", "loyal")
    assert kept.standing_now(first, Filter()) == standing() == kept.standing_now(first, Filter())
    Placement.objects.filter(pk=ACME.id).update(stage="advocate")
    assert kept.standing_now(first, Filter()).by_stage["loyal"] == 1
    assert kept.choices_now(first).segments == ["Food", "Steel"]
    second = _publish("kept-2", "satisfied")
    assert kept.standing_now(second, Filter()).by_stage["satisfied"] == 1


def test_somebody_who_was_erased_is_counted_no_more() -> None:
    know([ACME, BOLT], [ANA])
    _publish("kept-3", "loyal")
    people = Filter(kind="contact")
    assert kept.standing_now(Run.objects.get(pk="kept-3"), people).total == 1
    assert findings.forget([ANA.id]) == 1
    assert kept.standing_now(Run.objects.get(pk="kept-3"), people).total == 0


def test_of_a_small_company_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGE", 5000)
    know([ACME, BOLT], [ANA])
    run = _publish("kept-4", "loyal")
    assert kept.standing_now(run, Filter()).by_stage["loyal"] == 1
    Placement.objects.filter(pk=ACME.id).update(stage="advocate")
    assert kept.standing_now(run, Filter()).by_stage["advocate"] == 1
    assert kept.unchanged_since(run) is None


def test_the_load_is_kept_until_somebody_decides_something() -> None:
    know([ACME, BOLT], [ANA])
    _publish("kept-5", "loyal")
    before = load(policy=policy(), today=TODAY)
    assert before.asked == 1
    assert load(policy=policy(), today=TODAY) is before
    record(by=None, door="test", action="hold", kind="account", object_id=ACME.id)
    after = load(policy=policy(), today=TODAY)
    assert after is not before
    assert after.asked == 1
