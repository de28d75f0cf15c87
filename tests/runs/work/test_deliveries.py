"""Files handed in through the browser: looked at first, imported after a yes, gone from the disk afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.program.cast import somebody
from tests.runs.work.conftest import ACCOUNTS, SENTIMENT, upload, work
from vouch.domain.errors import BadInput, Conflict, NotAllowed
from vouch.lake.store import Lake
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.work import actions, queries
from vouch.program.work.models import Delivery, Job
from vouch.program.work.states import FileState, JobState, Task
from vouch.runs.work import Worker, delivering

pytestmark = pytest.mark.django_db
MAPPING = """
name = "kiosk"
[[tables]]
to = "usage"
[tables.columns]
account_id = "Wer"
happened_at = { from = "Wann", format = "%d.%m.%Y" }
"""
KIOSK = "Wann;Wer\n1.2.2026;A1\n2.2.2026;B1\n"


def awake() -> None:
    """Nobody has to be woken: the test works itself."""


def states(made: Delivery) -> list[str]:
    return [file.state for file in queries.files_of(made.pk)]


def copies_left(data: Path) -> list[str]:
    return [path.name for path in sorted(data.glob("uploads/**/*")) if path.is_file()]


def test_a_look_says_what_would_be_read_and_keeps_nothing(data: Path, worker: Worker, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("sentiment.csv", SENTIMENT), upload("x.csv", "a,b\n1,2\n")])
    assert states(made) == [FileState.WAITING] * 2
    work(worker)
    can, cannot = queries.files_of(made.pk)
    assert (can.state, can.found["rows_kept"], can.found["rows_not_read"]) == (FileState.LOOKED, 1, 2)
    assert (cannot.state, cannot.code) == (FileState.REFUSED, "unknown_kind")
    assert "x.csv is of no kind Vouch knows by its header" in cannot.sentence
    assert "`vouch" not in cannot.sentence
    assert str(data) not in cannot.sentence
    assert Lake(data).batches() == []
    assert not Job.objects.filter(task=Task.REFRESH).exists()


def test_the_words_of_rows_stay_out_of_the_database(data: Path, worker: Worker, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("sentiment.csv", SENTIMENT)])
    work(worker)
    file = queries.files_of(made.pk)[0]
    assert "yellowish" not in f"{file.found} {file.sentence}"
    assert "yellowish" in (data / "uploads" / made.pk / "0" / "not-read.json").read_text()


def test_a_yes_imports_what_can_be_read_and_the_copies_go(data: Path, worker: Worker, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS), upload("sentiment.csv", SENTIMENT)])
    work(worker)
    actions.import_delivery(by=manager, delivery=made.pk, wake=awake)
    work(worker, until=lambda: Job.objects.filter(task=Task.REFRESH).exists())
    assert states(made) == [FileState.IMPORTED] * 2
    assert [(batch.file, batch.by) for batch in Lake(data).batches()] == [
        ("accounts.csv", "Programme Manager"),
        ("sentiment.csv", "Programme Manager"),
    ]
    assert copies_left(data) == []
    made.refresh_from_db()
    assert made.closed_at is not None
    assert Change.objects.filter(action="import_batch", by=manager, door="worker").count() == 2


def test_a_file_that_cannot_be_read_waits_for_another_try(data: Path, worker: Worker, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS), upload("kiosk.csv", KIOSK)])
    work(worker)
    actions.import_delivery(by=manager, delivery=made.pk, wake=awake)
    work(worker, until=lambda: Job.objects.filter(task=Task.REFRESH).exists())
    assert states(made) == [FileState.IMPORTED, FileState.REFUSED]
    assert "kiosk.csv" in copies_left(data)
    delivering.read_as(by=manager, delivery=made.pk, number=1, mapping=upload("kiosk.toml", MAPPING))
    work(worker, until=lambda: states(made)[1] != FileState.WAITING)
    file = queries.files_of(made.pk)[1]
    assert (file.state, file.found["counts"]) == (FileState.LOOKED, {"usage": 2}), file.sentence


def test_a_mapping_is_drafted_for_a_file_nobody_knows(data: Path, worker: Worker, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("kiosk.csv", KIOSK)])
    work(worker)
    draft = (data / "uploads" / made.pk / "0" / "draft.toml").read_text()
    assert "Wann" in draft
    delivering.read_as(by=manager, delivery=made.pk, number=0, mapping=upload("mapping.toml", draft))
    work(worker)
    assert queries.files_of(made.pk)[0].code != "bad_mapping"


def test_what_was_read_before_is_recognised_and_changes_nothing(data: Path, worker: Worker, manager: User) -> None:
    for _ in range(2):
        made = delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)])
        work(worker, until=lambda: Job.objects.filter(task=Task.REFRESH, state=JobState.WAITING).exists())
        if states(made) == [FileState.LOOKED]:
            actions.import_delivery(by=manager, delivery=made.pk, wake=awake)
        Job.objects.filter(task=Task.REFRESH).delete()
        work(worker, until=lambda: Job.objects.filter(task=Task.REFRESH).exists())
        Job.objects.filter(task=Task.REFRESH).delete()
    assert states(made) == [FileState.KNOWN]
    assert len(Lake(data).batches()) == 1
    with pytest.raises(Conflict, match="None of these files can be imported"):
        actions.import_delivery(by=manager, delivery=made.pk, wake=awake)


def test_files_left_aside_leave_nothing_behind(data: Path, worker: Worker, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)])
    work(worker)
    delivering.leave(by=manager, delivery=made.pk)
    assert copies_left(data) == []
    assert states(made) == [FileState.LEFT]
    with pytest.raises(Conflict, match="This is over"):
        actions.import_delivery(by=manager, delivery=made.pk, wake=awake)


def test_nothing_is_asked_of_a_delivery_while_it_is_worked_on(data: Path, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)])
    for ask in (
        lambda: actions.import_delivery(by=manager, delivery=made.pk, wake=awake),
        lambda: delivering.leave(by=manager, delivery=made.pk),
        lambda: delivering.read_as(by=manager, delivery=made.pk, number=0, kind="plain.accounts"),
    ):
        with pytest.raises(Conflict, match="are being read right now"):
            ask()


@pytest.mark.parametrize("role", [Position.ACCOUNT_OWNER, Position.SELLER, Position.VIEWER])
def test_only_those_who_may_import_hand_in(data: Path, role: Position, db: None) -> None:
    with pytest.raises(NotAllowed, match="may not import files"):
        delivering.hand_in(by=somebody(role), files=[upload("accounts.csv", ACCOUNTS)])
    assert copies_left(data) == []


def test_more_than_the_limit_is_refused_before_a_byte_is_written(data: Path, manager: User, settings: Any) -> None:
    settings.VOUCH_UPLOAD_LIMIT = 20
    with pytest.raises(BadInput, match="VOUCH_UPLOAD_LIMIT") as refused:
        delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)])
    assert refused.value.data["field"] == "files"
    assert copies_left(data) == []


@pytest.mark.parametrize("kind", ["/etc/passwd.toml", "../policy.toml", "plain.nothing"])
def test_a_kind_is_a_name_and_never_a_path(data: Path, manager: User, kind: str) -> None:
    with pytest.raises(BadInput, match="no such kind of file"):
        delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)], kind=kind)


def test_a_mapping_is_a_small_toml_file(data: Path, manager: User) -> None:
    with pytest.raises(BadInput, match=r"orders.csv is no mapping") as refused:
        delivering.hand_in(by=manager, files=[upload("a.csv", ACCOUNTS)], mapping=upload("orders.csv", "a,b"))
    assert refused.value.data["field"] == "mapping"


def test_a_copy_that_went_with_an_erased_person_is_asked_for_again(data: Path, worker: Worker, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)])
    work(worker)
    (data / "uploads" / made.pk / "0" / "file" / "accounts.csv").unlink()
    actions.import_delivery(by=manager, delivery=made.pk, wake=awake)
    work(worker)
    assert "Hand it in again" in queries.files_of(made.pk)[0].sentence
