"""Two processes of a server keep figures each for itself, and always say the same: what was decided or published in one
is seen by the other at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.program.beside import Other, beside
from tests.program.cast import NOON, TODAY, account, contact, ines, know, placed
from vouch.domain.openings import Criteria
from vouch.domain.policy import load as policy
from vouch.program.asks import actions as asks
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.load import load
from vouch.program.colleagues.models import User
from vouch.program.findings import actions as findings
from vouch.program.findings.filters import Filter
from vouch.program.findings.kept import choices_now, standing_now
from vouch.program.findings.queries import current_run
from vouch.program.findings.rows import RunRow
from vouch.program.history.actions import record
from vouch.program.openings.queries import how_many
from vouch.program.openings.queries.offered import offered
from vouch.program.people.models import Contact
from vouch.web.workspace.customers.asked import Asked
from vouch.web.workspace.standing.drawn import drawn

pytestmark = pytest.mark.django_db(transaction=True)

FIRMS = [
    account(1, "Acme", segment="Food", yearly_value=1000.0),
    account(2, "Bolt", segment="Steel", yearly_value=50.0),
]
ANA, BO = contact(1, FIRMS[0], "Ana Lind", language="pt"), contact(2, FIRMS[1], "Bo Berg")


def publish(run: str, stages: tuple[str, str]) -> None:
    """A run of a company that says of itself that it is large."""
    counts = {"customers": 50_000, "people": 500_000}
    header = RunRow(id=run, as_of=TODAY, policy="p", started_at=NOON, finished_at=timezone.now(), counts=counts)
    rows = [placed(one, stage, stage) for one, stage in zip(FIRMS, stages, strict=True)]
    findings.publish(run=header, placements=[*rows, *(placed(one, "advocate") for one in (ANA, BO))])


def decide() -> None:
    """Somebody writes down an ask that was made outside Vouch."""
    by = User.objects.get()
    asks.log_outside(
        by=by, contact=Contact.objects.get(pk=ANA.id), activity="reference_call", asked_on=TODAY, answer="accepted",
        policy=policy(), today=TODAY,
    )  # fmt: skip


def erase() -> None:
    """Bo is known no more."""
    findings.forget([BO.id])


def rename() -> None:
    """The next run knows Bolt by another segment, and publishes under the same name."""
    know([FIRMS[0], replace(FIRMS[1], segment="Paper")], [ANA, replace(BO, language="de")])
    publish("two", ("advocate", "advocate"))


STEPS: dict[str, Callable[[], None]] = {
    "decided": decide, "published": lambda: publish("two", ("advocate", "loyal")), "erased": erase, "renamed": rename,
}  # fmt: skip


def seen() -> dict[str, Any]:
    """Every figure that a process keeps."""
    run = current_run()
    assert run is not None
    picture = drawn(run, Asked())
    carried = load(policy=policy(), today=TODAY)
    return {
        "stages": standing_now(run, Filter()).by_stage,
        "people": standing_now(run, Filter(kind="contact")).total,
        "choices": choices_now(run),
        "map": (picture.ranks, [name.words for name in picture.picture.wide.names], picture.segments),
        "load": (carried.asked, carried.may, carried.never, [row.pk for row in carried.rows]),
        "qualify": how_many(Criteria(stage="loyal"), kind="dinner", today=TODAY),
        "words": offered(),
    }


@pytest.fixture
def other() -> Iterator[Other]:
    """Another process: told to take a step, or only to look, it says what it sees."""
    with beside(connection.settings_dict["NAME"]) as ask:
        yield ask


def test_what_one_process_does_the_other_sees_at_once(other: Other) -> None:
    ines()
    know(FIRMS, [ANA, BO])
    publish("one", ("loyal", "satisfied"))
    before = seen()
    assert other("look") == before
    assert seen() == before
    for step in STEPS:  # each in the other process, and then what it changed is seen in this one
        told = other(step)
        assert told == seen(), step
        assert told != before, f"{step} changes something"
        before = told
    assert before["words"].segments == ["Food", "Paper"]
    publish("three", ("satisfied", "satisfied"))  # and the other way round
    assert other("look") == seen() != before
    assert Ask.objects.count() == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="on SQLite one writes after the other")
def test_a_decision_that_was_begun_first_and_ends_last_is_seen_too() -> None:
    ines()
    know(FIRMS, [ANA, BO])
    publish("one", ("loyal", "satisfied"))
    begun, may_end = Event(), Event()

    def slowly() -> None:
        try:
            with transaction.atomic():
                decide()
                begun.set()
                assert may_end.wait(30)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as somebody:
        slow = somebody.submit(slowly)
        assert begun.wait(30)
        with transaction.atomic():
            record(by=None, door="test", action="hold", kind="account", object_id=FIRMS[0].id)
        assert load(policy=policy(), today=TODAY).asked == 0
        may_end.set()
        slow.result()
    assert load(policy=policy(), today=TODAY).asked == 1
