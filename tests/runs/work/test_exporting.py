"""Lists written in the background: whole or not at all, typed, harmless, as the one who asked may see them."""

from __future__ import annotations

import csv
import datetime as dt
import tracemalloc
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.utils import timezone

from tests.program.cast import account, contact, know, owner, placed, publish, somebody
from tests.runs.work.conftest import work
from vouch.domain.errors import Conflict, NotAllowed, NotFound
from vouch.program.colleagues import actions as colleagues
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.exports import actions, queries
from vouch.program.exports.models import Export
from vouch.program.history.models import Change
from vouch.program.work import doing
from vouch.program.work.models import Job
from vouch.runs import taken
from vouch.runs.taken import files
from vouch.runs.taken.rows import Head
from vouch.runs.work import Worker, exporting
from vouch.runs.work.tidy import tidy

pytestmark = pytest.mark.django_db
SINCE = dt.date(2024, 2, 1)


def customers(count: int = 3) -> None:
    some = [
        account(
            number, "=2+5 Ltd" if number == 1 else f"Company {number:05}", yearly_value=1000.5 * number, currency="EUR",
            customer_since=SINCE, owner=owner(number % 2).id,
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    people = [contact(number, one, f"Person {number}") for number, one in enumerate(some, 1)]
    know(some, people, [owner(0), owner(1)])
    publish(
        [placed(one, "loyal", at_risk=one.id == some[0].id) for one in [*some]]
        + [placed(p, "satisfied") for p in people]
    )


def asked(by: User, what: str = "customers", kind: str = "csv", **asks: Any) -> Export:
    told = taken.Asks(**asks)
    return actions.ask_for(
        by=by, what=what, kind=kind, asks=told.kept(), words=what, rows=taken.count(what, told), wake=lambda: None
    )


def file_of(data: Path, export: Export) -> Path:
    path = files.written(data, export.pk)
    assert path is not None
    return path


def test_every_kind_of_file_has_the_same_rows_typed_and_no_formula(data: Path, worker: Worker, manager: User) -> None:
    customers()
    made = {kind: asked(manager, kind=kind) for kind in taken.KINDS}
    work(worker)
    with file_of(data, made["csv"]).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["name"], row["yearly_value"], row["customer_since"], row["at_risk"]) for row in rows] == [
        ("'=2+5 Ltd", "1000.5", "2024-02-01", "yes"),
        ("Company 00002", "2001.0", "2024-02-01", "no"),
        ("Company 00003", "3001.5", "2024-02-01", "no"),
    ]
    heads, first, *_ = openpyxl.load_workbook(file_of(data, made["xlsx"])).active.iter_rows(values_only=True)
    told = dict(zip(heads, first, strict=True))
    assert (told["name"], told["yearly_value"], told["customer_since"].date(), told["at_risk"]) == (
        "'=2+5 Ltd", 1000.5, SINCE, True,
    )  # fmt: skip
    table = pq.read_table(file_of(data, made["parquet"]))
    assert (
        table.to_pylist()[0] | {"name": "=2+5 Ltd", "yearly_value": 1000.5, "customer_since": SINCE}
        == (table.to_pylist()[0])
    )
    assert [str(table.schema.field(name).type) for name in ("name", "coverage", "at_risk")] == [
        "string", "double", "bool",
    ]  # fmt: skip
    export = queries.one(manager, made["csv"].pk)
    assert (export.rows, export.job.state, export.run) == (3, "done", "r1")
    assert [line.action for line in Change.objects.filter(object_id=export.pk).order_by("id")] == [
        "ask_export", "write_export",
    ]  # fmt: skip


def test_a_file_has_what_the_page_has_narrowed_sorted_and_with_its_columns(
    data: Path, worker: Worker, manager: User
) -> None:
    customers(9)
    export = asked(
        manager, filters={"owner": owner(1).id, "search": "company"}, order="value", columns=["yearly_value", "owner"]
    )
    work(worker)
    with file_of(data, export).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["Company 00009", "Company 00007", "Company 00005", "Company 00003"]
    assert "segment" not in rows[0]
    assert rows[0]["owner"] == "Owner 1"


def test_an_account_owner_takes_addresses_of_their_own_customers_only(data: Path, worker: Worker) -> None:
    customers(4)
    export = asked(somebody(Position.ACCOUNT_OWNER, owner=owner(1).id), what="people")
    work(worker)
    with file_of(data, export).open(encoding="utf-8-sig", newline="") as file:
        told = {row["name"]: bool(row["email"]) for row in csv.DictReader(file)}
    assert told == {"Person 1": True, "Person 2": False, "Person 3": True, "Person 4": False}


def test_who_may_no_more_gets_no_file_and_may_not_fetch_one(data: Path, worker: Worker, manager: User) -> None:
    customers()
    boss = somebody(Position.ADMINISTRATOR)
    ready, waiting = asked(manager), asked(manager)
    Job.objects.filter(pk=waiting.job_id).update(not_before=timezone.now() + dt.timedelta(hours=1))
    work(worker)
    assert actions.fetch(by=manager, export=ready.pk).taken == 1
    with pytest.raises(NotFound):
        queries.one(boss, ready.pk)
    colleagues.change_role(by=boss, user=manager, role=Position.VIEWER)
    manager.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.fetch(by=manager, export=ready.pk)
    Job.objects.filter(pk=waiting.job_id).update(not_before=None)
    work(worker)
    waiting.job.refresh_from_db()
    assert waiting.job.state == "refused"
    assert "may not take lists of customers away" in waiting.job.sentence
    assert files.written(data, waiting.pk) is None


def test_a_file_expires_and_is_tidied_away(data: Path, worker: Worker, manager: User) -> None:
    customers()
    export = asked(manager)
    work(worker)
    policy = worker._policy()
    assert policy
    tidy(data, worker.inbox, policy)
    assert files.written(data, export.pk) is not None
    tidy(data, worker.inbox, policy, now=timezone.now() + dt.timedelta(hours=25))
    assert files.written(data, export.pk) is None
    Export.objects.update(expires_at=timezone.now() - dt.timedelta(minutes=1))
    with pytest.raises(Conflict, match="not there any more"):
        actions.fetch(by=manager, export=export.pk)


def test_a_worker_that_was_killed_half_way_leaves_no_half_file_and_the_next_writes_it_whole(
    data: Path, worker: Worker, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    customers(30)
    export = asked(manager)
    job = doing.begin(export.job)

    class Killed(BaseException):
        """The process is gone."""

    def killed(*_args: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(exporting.files, "remove", lambda *_args: None)  # who is killed tidies nothing
        patch.setattr(exporting.actions, "ready", killed)
        patch.setattr(Path, "replace", killed)
        with pytest.raises(Killed):
            exporting.write(data, job)
    assert (files.written(data, export.pk), len(files.unfinished(data))) == (None, 1)
    assert doing.recover() == 1
    work(worker)
    assert len(file_of(data, export).read_text(encoding="utf-8-sig").splitlines()) == 31
    assert files.unfinished(data) == []
    export.job.refresh_from_db()
    assert (export.job.state, export.job.attempts) == ("done", 2)


def test_what_waits_is_stopped_at_once_and_what_is_under_way_when_it_next_says_how_far_it_is(
    data: Path, worker: Worker, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    customers(600)
    first, second = asked(manager), asked(manager)
    actions.stop_export(by=manager, export=first.pk)
    seen: list[int] = []
    tell = exporting.Telling.count

    def stopped(telling: Any, done: int, of: int, words: str) -> None:
        seen.append(done)
        telling._last = float("-inf")
        if done:
            actions.stop_export(by=manager, export=second.pk)
        tell(telling, done, of, words)

    monkeypatch.setattr(exporting.Telling, "count", stopped)
    work(worker)
    assert seen == [0, 500]
    for export in (first, second):
        export.job.refresh_from_db()
        assert (export.job.state, files.written(data, export.pk)) == ("stopped", None)
        with pytest.raises(Conflict, match="over already"):
            actions.stop_export(by=manager, export=export.pk)
    assert files.unfinished(data) == []
    monkeypatch.undo()
    actions.ask_again(by=manager, export=first.pk, wake=lambda: None)
    work(worker)
    assert file_of(data, first).exists()


def test_rows_of_two_runs_never_stand_in_one_file(
    data: Path, worker: Worker, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    customers(5)
    export, before = asked(manager), taken.rows
    times: list[int] = []

    def meanwhile(*args: Any) -> Any:
        times.append(1)
        if len(times) == 1:
            publish([placed(account(1, "=2+5 Ltd"), "advocate")], run="r2")
        return before(*args)

    monkeypatch.setattr(taken, "rows", meanwhile)
    worker.step()
    export.job.refresh_from_db()
    assert (export.job.state, files.written(data, export.pk)) == ("waiting", None)
    Job.objects.update(not_before=None)
    work(worker)
    assert queries.one(manager, export.pk).run == "r2"


def test_a_file_that_is_being_written_while_somebody_is_erased_is_begun_again(
    data: Path, worker: Worker, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    customers(5)
    export, before = asked(manager, what="people"), exporting.current_run
    gone: list[int] = []

    def erased() -> Any:
        for path in files.unfinished(data):
            path.unlink()
            gone.append(1)
        return before()

    monkeypatch.setattr(exporting, "current_run", erased)
    worker.step()
    monkeypatch.undo()
    export.job.refresh_from_db()
    assert (gone, export.job.state, export.job.words) == ([1], "waiting", exporting._ERASED)


@pytest.mark.parametrize("kind", list(taken.KINDS))
def test_many_rows_take_no_more_memory_than_some(tmp_path: Path, kind: str) -> None:
    heads = [Head("a"), Head("b", "number")]

    def peak(count: int) -> int:
        rows = ((f"row {number} " + "x" * 200, float(number)) for number in range(count))
        tracemalloc.start()
        assert taken.write(tmp_path / f"{count}.{kind}", kind, heads, rows) == count
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    assert peak(24_000) < 2 * peak(6_000)
