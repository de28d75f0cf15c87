"""The worker: one at a time, in order, begun again when it was killed, patient when the lake is busy."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.runs.work.conftest import ACCOUNTS, SENTIMENT, upload, work
from vouch.domain.policy import load
from vouch.lake.locks import writing
from vouch.lake.store import Lake
from vouch.program.colleagues.models import User
from vouch.program.findings import queries as findings
from vouch.program.history.models import Change
from vouch.program.people.models import Account
from vouch.program.work import actions, doing, queries
from vouch.program.work.models import Job
from vouch.program.work.states import FileState, JobState, Task
from vouch.runs.at_work import at_work, somebody_works
from vouch.runs.ingest import import_paths
from vouch.runs.work import Worker, delivering, tasks

pytestmark = pytest.mark.django_db


def awake() -> None:
    """Nobody has to be woken: the test works itself."""


def imported(data: Path, name: str = "accounts.csv", content: str = ACCOUNTS) -> str:
    """Import a file directly; the id of its batch."""
    path = data.parent / name
    path.write_text(content)
    batch = import_paths(data, [path], policy=load()).files[0].batch
    assert batch
    return batch


def last(task: Task) -> Job:
    return Job.objects.filter(task=task).latest("id")


def test_an_import_ends_with_everybody_placed(data: Path, worker: Worker, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)])
    work(worker)
    actions.import_delivery(by=manager, delivery=made.pk, wake=awake)
    work(worker)
    assert last(Task.REFRESH).state == JobState.DONE
    assert findings.current_run() is not None
    assert {row.name for row in Account.objects.all()} == {"Ana Dairy", "Bo Timber"}


def test_a_batch_taken_out_leaves_placements_as_if_it_had_never_come(data: Path, worker: Worker, manager: User) -> None:
    imported(data)
    actions.refresh_soon()
    work(worker)
    before = findings.current_run()
    batch = imported(data, "sentiment.csv", SENTIMENT)
    actions.refresh_soon()
    work(worker)
    assert before
    assert findings.current_run().pk != before.pk  # type: ignore[union-attr]
    actions.take_out(by=manager, batch=batch, wake=awake)
    work(worker)
    assert [one.file for one in Lake(data).batches()] == ["accounts.csv"]
    assert findings.current_run().pk == before.pk  # type: ignore[union-attr]
    assert Change.objects.filter(action="batch_taken_out", by=manager, object_id=batch).exists()


def test_asking_twice_to_take_a_batch_out_is_one_asking(data: Path, worker: Worker, manager: User) -> None:
    batch = imported(data)
    first, second = (actions.take_out(by=manager, batch=batch, wake=awake) for _ in range(2))
    assert first.pk == second.pk


def test_a_batch_that_is_not_there_is_refused_with_its_sentence(data: Path, worker: Worker, manager: User) -> None:
    job = actions.take_out(by=manager, batch="b000000000000", wake=awake)
    work(worker)
    job.refresh_from_db()
    assert (job.state, "There is no batch" in job.sentence) == (JobState.REFUSED, True)


def test_any_number_of_askings_to_place_are_one(data: Path, manager: User) -> None:
    for _ in range(3):
        actions.refresh_soon(by=manager)
    assert Job.objects.filter(task=Task.REFRESH).count() == 1


def test_placing_waits_until_nothing_else_does(data: Path, manager: User) -> None:
    actions.refresh_soon()
    delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)])
    job = queries.next_job()
    assert job is not None
    assert job.task == Task.LOOK


def test_work_that_a_killed_worker_left_is_begun_again(data: Path, worker: Worker, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)])
    work(worker)
    actions.import_delivery(by=manager, delivery=made.pk, wake=awake)
    job = last(Task.IMPORT)
    doing.begin(job)
    imported(data)  # the batch was committed; the note of it was not
    assert doing.recover() == 1
    work(worker, until=lambda: last(Task.IMPORT).state == JobState.DONE)
    assert [file.state for file in queries.files_of(made.pk)] == [FileState.IMPORTED]
    assert Job.objects.filter(task=Task.REFRESH).exists(), "what came has to be placed, whoever brought it"


def test_taking_out_is_completed_when_the_worker_was_killed_before_saying_so(
    data: Path, worker: Worker, manager: User
) -> None:
    batch = imported(data)
    job = actions.take_out(by=manager, batch=batch, wake=awake)
    doing.begin(job)
    Lake(data).undo(batch)
    doing.recover()
    work(worker, until=lambda: Job.objects.filter(task=Task.REFRESH).exists())
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_work_that_stops_three_times_in_the_middle_is_given_up_with_a_sentence(data: Path, manager: User) -> None:
    batch = imported(data)
    job = actions.take_out(by=manager, batch=batch, wake=awake)
    for _ in range(3):
        doing.begin(job)
        doing.recover()
        job.refresh_from_db()
    assert (job.state, "begun 3 times" in job.sentence) == (JobState.FAILED, True)


def test_a_placing_that_was_cut_off_gives_way_to_one_that_waits(data: Path) -> None:
    actions.refresh_soon()
    doing.begin(last(Task.REFRESH))
    actions.refresh_soon()
    doing.recover()
    assert sorted(Job.objects.values_list("state", flat=True)) == [JobState.DONE, JobState.WAITING]


def test_work_waits_while_another_process_changes_the_lake(
    data: Path, worker: Worker, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = imported(data)
    job = actions.take_out(by=manager, batch=batch, wake=awake)
    monkeypatch.setattr(tasks, "Lake", lambda data: Lake(data, patience=0.05))
    with writing(data, patience=0):
        assert worker.step()
        job.refresh_from_db()
        assert (job.state, job.attempts, "Another import" in job.words) == (JobState.WAITING, 0, True)
        assert queries.next_job() is None, "not before a moment has passed"
    Job.objects.update(not_before=timezone.now() - dt.timedelta(seconds=1))
    work(worker, until=lambda: Job.objects.get(pk=job.pk).state == JobState.DONE)
    assert Lake(data).batches() == []


def test_our_own_mistake_ends_the_work_with_a_sentence_and_not_the_worker(
    data: Path, worker: Worker, manager: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_args: Any) -> bool:
        raise ZeroDivisionError

    monkeypatch.setitem(tasks._DO, Task.REFRESH, breaks)
    actions.refresh_soon()
    assert worker.step()
    assert (last(Task.REFRESH).state, "on our side" in last(Task.REFRESH).sentence) == (JobState.FAILED, True)
    assert "broke" in caplog.text


def test_a_policy_with_a_mistake_is_said_and_work_goes_on_once_it_is_mended(
    data: Path, worker: Worker, manager: User
) -> None:
    imported(data)
    (data / "policy.toml").write_text("[gates]\nmet_form = 1\n")
    actions.refresh_soon()
    work(worker)
    assert "did you mean met_from" in last(Task.REFRESH).sentence
    (data / "policy.toml").unlink()
    actions.refresh_soon()
    work(worker)
    assert last(Task.REFRESH).state == JobState.DONE


def test_a_second_worker_leaves_the_first_alone(data: Path, worker: Worker) -> None:
    assert not somebody_works(data)
    with at_work(data) as mine:
        assert mine
        assert somebody_works(data)
        assert worker.run(once=True) is False
    assert not somebody_works(data)


def test_once_does_all_there_is_and_ends(
    data: Path, worker: Worker, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vouch.runs.work.inbox.SETTLED", 0.0)
    worker.inbox.open()
    (worker.inbox.folder / "accounts.csv").write_text(ACCOUNTS)
    actions.refresh_soon()
    said: list[str] = []
    worker.say = said.append
    assert worker.run(once=True) is True
    assert not queries.waits()
    assert [batch.by for batch in Lake(data).batches()] == ["inbox"]
    assert "accounts.csv appeared in the inbox." in said
    assert Account.objects.count() == 2


def test_the_lock_names_its_holder(data: Path) -> None:
    with at_work(data):
        assert (data / "worker.lock").read_text().strip() == str(os.getpid())
