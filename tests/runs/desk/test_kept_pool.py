"""The pool on the disk: read by a process that begins, true of what changed since, and never of anybody erased."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.program.asks.town import POLICY, TODAY
from tests.program.cast import account, contact, know, placed, publish
from tests.program.references.desk import Desk, choose, request
from vouch.domain.policy import Policy
from vouch.matching.reference import Answer
from vouch.program.consent.actions import hold
from vouch.program.erasure import forget
from vouch.program.history.models import Change
from vouch.program.people.models import Account, Contact
from vouch.program.references.models import Request
from vouch.runs.at_work import at_work
from vouch.runs.desk import drop_pool, kept, lay_pool, matches_for, pool, pool_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[Desk]:
    pool._STANDING.clear()
    yield Desk()
    pool._STANDING.clear()


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where a pool was laid, each time."""
    found: list[Path] = []
    really = pool.lay

    def lay(data: Path, policy: Policy, today: dt.date) -> pool.Standing:
        found.append(data)
        return really(data, policy, today)

    monkeypatch.setattr(pool, "lay", lay)
    return found


def asked(data: Path, wanted: Request, *, fresh: bool = False, policy: Policy = POLICY) -> Answer:
    """The answer; `fresh`: of a process that has just begun."""
    if fresh:
        pool._STANDING.clear()
    return matches_for(data, wanted, policy=policy, today=TODAY, sees_all=True)


def file(data: Path) -> Path:
    return data / kept.FOLDER / "pool.npz"


def test_a_process_that_begins_reads_it_and_answers_as_the_one_that_laid_it(
    desk: Desk, tmp_path: Path, laid: list[Path]
) -> None:
    wanted = request(desk, like={"role": "finance"})
    first = asked(tmp_path, wanted)
    assert first.free == 4
    assert asked(tmp_path, wanted, fresh=True) == first
    assert laid == [tmp_path]


def test_what_was_decided_since_it_was_written_shows_in_the_first_answer(desk: Desk, tmp_path: Path) -> None:
    wanted = request(desk, how_many=2)
    asked(tmp_path, wanted)
    hold(by=desk.mara, contact=desk.dee, kind="by_hand", reason="A quiet month.", from_on=TODAY)
    choose(desk, request(desk), desk.ana)
    answer = asked(tmp_path, wanted, fresh=True)
    assert {one.person for one in answer.matches} == {desk.bo.pk, desk.cy.pk}
    assert {one.obstacle.code for one in answer.stopped} == {"hold_by_hand", "asked_already"}


@pytest.mark.parametrize("change", ["day", "policy", "run", "code", "history"])
def test_what_was_laid_for_anything_else_is_laid_anew(
    desk: Desk, tmp_path: Path, laid: list[Path], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    wanted, policy, today = request(desk), POLICY, TODAY
    asked(tmp_path, wanted)
    match change:
        case "day":
            today = TODAY + dt.timedelta(days=1)
        case "policy":
            policy = POLICY.model_copy(update={"version": "another"})
        case "run":
            publish([placed(account(1, "Acme"), "advocate")], run="r2")
        case "code":
            monkeypatch.setattr(kept, "_CODE", ("vouch.domain",))
        case "history":
            Change.objects.update(at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    pool._STANDING.clear()
    matches_for(tmp_path, wanted, policy=policy, today=today, sees_all=True)
    assert len(laid) == 2


def test_a_damaged_one_is_laid_anew(desk: Desk, tmp_path: Path, laid: list[Path]) -> None:
    wanted = request(desk)
    first = asked(tmp_path, wanted)
    whole = file(tmp_path).read_bytes()
    half = len(whole) // 2
    for part in (b"", whole[:half], whole[half:], whole[:half] + bytes(64) + whole[half + 64 :], b"PK\x03\x04" * 99):
        file(tmp_path).write_bytes(part)
        assert asked(tmp_path, wanted, fresh=True) == first
    assert len(laid) == 6


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"nothing")])
def test_a_process_that_has_it_goes_on_without_the_file(
    desk: Desk, tmp_path: Path, laid: list[Path], damage: Callable[[Path], None]
) -> None:
    wanted = request(desk)
    first = asked(tmp_path, wanted)
    damage(file(tmp_path))
    assert asked(tmp_path, wanted) == first
    assert len(laid) == 1


def test_one_that_another_process_wrote_since_is_read(desk: Desk, tmp_path: Path) -> None:
    wanted = request(desk, like={"industry": "Fintech"})
    assert asked(tmp_path, wanted).matches[0].fit is None
    mine = list(pool._STANDING)
    Account.objects.update(industry="Fintech")  # as the step before it publishes
    lay_pool(tmp_path, POLICY, TODAY)
    pool._STANDING[:] = mine
    assert asked(tmp_path, wanted).matches[0].fit == 1.0


def test_a_folder_that_cannot_be_written_is_answered_from_memory(desk: Desk, tmp_path: Path, laid: list[Path]) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    wanted = request(desk)
    assert asked(tmp_path, wanted) == asked(tmp_path, wanted)
    assert len(laid) == 1


def erase(desk: Desk, whom: Contact) -> None:
    forget(by=None, contacts=[whom.pk], emails=[whom.email], names=lambda text: whom.name in text)


def test_who_was_erased_is_in_no_answer_of_any_process_and_in_no_file(desk: Desk, tmp_path: Path) -> None:
    wanted = request(desk)
    before = asked(tmp_path, wanted)
    assert desk.dee.name.encode() in file(tmp_path).read_bytes()
    erase(desk, desk.dee)
    assert drop_pool(tmp_path)
    assert list((tmp_path / kept.FOLDER).iterdir()) == [tmp_path / kept.FOLDER / "lock"]
    for fresh in (False, True):
        answer = asked(tmp_path, wanted, fresh=fresh)
        assert {one.person for one in answer.matches} == {one.person for one in before.matches} - {desk.dee.pk}
        assert answer.free == before.free - 1
    assert desk.dee.name.encode() not in file(tmp_path).read_bytes()


def test_whoever_read_somebody_before_they_were_erased_writes_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = pool.persons

    def persons(with_: object) -> list[object]:
        found = list(really(with_))  # type: ignore[arg-type]
        erase(desk, desk.dee)  # another process, in the middle of it
        return found

    monkeypatch.setattr(pool, "persons", persons)
    lay_pool(tmp_path, POLICY, TODAY)
    assert not file(tmp_path).exists()


def test_what_a_process_left_in_the_middle_of_writing_goes(desk: Desk, tmp_path: Path) -> None:
    wanted = request(desk)
    asked(tmp_path, wanted)
    left = file(tmp_path).with_name("pool.npz.4711")
    left.write_bytes(b"half of it")
    lay_pool(tmp_path, POLICY, TODAY)
    assert not left.exists()


def test_while_the_worker_lays_a_large_one_the_one_before_answers(
    desk: Desk, tmp_path: Path, laid: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "LARGE", 4)
    wanted = request(desk)
    asked(tmp_path, wanted)
    other = POLICY.model_copy(update={"version": "another"})
    assert pool_due(tmp_path, other, TODAY)
    with at_work(tmp_path):
        for fresh in (False, True):
            hold(by=desk.mara, contact=desk.dee, kind="by_hand", reason=f"Quiet {fresh}.", from_on=TODAY)
            answer = asked(tmp_path, wanted, fresh=fresh, policy=other)
            assert desk.dee.pk not in {one.person for one in answer.matches}
        assert len(laid) == 1
        lay_pool(tmp_path, other, TODAY)  # the worker is done
        assert not pool_due(tmp_path, other, TODAY)
        monkeypatch.setattr(pool, "PATIENCE", 0.0)
        asked(tmp_path, wanted)  # the rules of before, and nobody lays them any more
    assert len(laid) == 2
    asked(tmp_path, wanted, policy=other)
    assert len(laid) == 3


def test_a_small_one_is_no_work_for_the_worker(desk: Desk, tmp_path: Path) -> None:
    assert not pool_due(tmp_path, POLICY, TODAY)


def test_it_is_laid_in_as_many_statements_however_many_there_are(tmp_path: Path) -> None:
    counts = []
    for people in (2, 30):
        firm = account(people, f"Firm {people}")
        some = [contact(people * 100 + number, firm, f"Per {number}") for number in range(people)]
        know([firm], some)
        publish([placed(one, "advocate") for one in (firm, *some)])
        with CaptureQueriesContext(connection) as seen:
            assert len(lay_pool(tmp_path, POLICY, TODAY).pool) == people
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 40


def test_it_is_touched_when_prices_are_new(desk: Desk, tmp_path: Path) -> None:
    asked(tmp_path, request(desk))
    os.utime(file(tmp_path), ns=(0, 0))
    before = kept.stamp(tmp_path)
    pool.told_anew(tmp_path)
    assert kept.stamp(tmp_path) != before
