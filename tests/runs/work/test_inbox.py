"""The inbox folder: files are taken when they are complete, and moved to where their end is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.runs.work.conftest import ACCOUNTS
from vouch.domain.policy import load
from vouch.lake.locks import writing
from vouch.lake.store import Lake
from vouch.program.history.models import Change
from vouch.runs.ingest import import_paths
from vouch.runs.work.inbox import Inbox

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox(data: Path, clock: Clock) -> Inbox:
    inbox = Inbox(data, clock=clock)
    inbox.open()
    return inbox


def put(inbox: Inbox, name: str, content: str = ACCOUNTS) -> Path:
    path = inbox.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def taken(inbox: Inbox, clock: Clock) -> list[bool]:
    """Look twice, far enough apart, and take what is complete."""
    inbox.complete()
    clock.now += 10
    return [inbox.take(path, load()) for path in inbox.complete()]


def lying(inbox: Inbox) -> list[str]:
    return sorted(path.relative_to(inbox.folder).as_posix() for path in inbox.folder.rglob("*") if path.is_file())


def today() -> str:
    return dt.datetime.now(load().zone).date().isoformat()


def test_a_file_is_complete_once_it_has_not_changed_for_a_while(inbox: Inbox, clock: Clock) -> None:
    path = put(inbox, "accounts.csv")
    assert inbox.complete() == []
    clock.now += 2
    assert inbox.complete() == []
    path.write_text(ACCOUNTS + "C1,Cy Retail,Customer\n")
    clock.now += 4
    assert inbox.complete() == [], "it grew, so its time begins anew"
    assert inbox.settling()
    clock.now += 5
    assert inbox.complete() == [path]


@pytest.mark.parametrize("name", ["a.csv.part", ".a.csv", "~a.csv", "a.csv.crdownload", "a.tmp", "mapping.toml"])
def test_files_that_are_not_finished_or_no_data_are_passed_over(inbox: Inbox, clock: Clock, name: str) -> None:
    put(inbox, name)
    assert taken(inbox, clock) == []
    assert lying(inbox) == [name]


def test_what_was_imported_lies_under_its_day(inbox: Inbox, clock: Clock, data: Path) -> None:
    put(inbox, "accounts.csv")
    put(inbox, "crm/more.csv", "account_id,name,type\nC1,Cy Retail,Customer\n")
    assert taken(inbox, clock) == [True, True]
    assert lying(inbox) == [f"done/{today()}/accounts.csv", f"done/{today()}/crm/more.csv"]
    assert {batch.by for batch in Lake(data).batches()} == {"inbox"}
    assert Change.objects.filter(action="import_batch", door="inbox", by=None).count() == 2
    assert taken(inbox, clock) == [], "done is not looked at again"


def test_what_cannot_be_read_lies_beside_the_sentence_why(inbox: Inbox, clock: Clock, data: Path) -> None:
    put(inbox, "holiday.csv", "a,b\n1,2\n")
    put(inbox, "empty.csv", "")
    assert taken(inbox, clock) == [False, False]
    why = (inbox.folder / "refused" / today() / "holiday.csv.txt").read_text()
    assert why.startswith("holiday.csv is of no kind Vouch knows by its header")
    assert len(lying(inbox)) == 4
    assert Lake(data).batches() == []


def test_a_mapping_beside_a_file_is_used_and_goes_with_it(inbox: Inbox, clock: Clock, data: Path) -> None:
    put(inbox, "kiosk.csv", "Wann;Wer\n1.2.2026;A1\n")
    put(
        inbox,
        "kiosk.toml",
        'name = "kiosk"\n[[tables]]\nto = "usage"\n[tables.columns]\naccount_id = "Wer"\n'
        'happened_at = { from = "Wann", format = "%d.%m.%Y" }\n',
    )
    assert taken(inbox, clock) == [True]
    assert lying(inbox) == [f"done/{today()}/kiosk.csv", f"done/{today()}/kiosk.toml"]
    assert [batch.kind for batch in Lake(data).batches()] == ["kiosk"]


def test_the_same_file_again_is_done_with_and_changes_nothing(inbox: Inbox, clock: Clock, data: Path) -> None:
    for _ in range(2):
        put(inbox, "accounts.csv")
        taken(inbox, clock)
    assert lying(inbox) == [f"done/{today()}/accounts-2.csv", f"done/{today()}/accounts.csv"]
    assert len(Lake(data).batches()) == 1


def test_a_link_to_another_place_is_not_followed(inbox: Inbox, clock: Clock, data: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(ACCOUNTS)
    (inbox.folder / "accounts.csv").symlink_to(tmp_path / "secret.csv")
    assert taken(inbox, clock) == [False]
    assert Lake(data).batches() == []
    assert "link to another place" in (inbox.folder / "refused" / today() / "accounts.csv.txt").read_text()
    assert (tmp_path / "secret.csv").exists()


def test_a_file_that_cannot_be_moved_is_read_once_and_not_for_ever(
    inbox: Inbox, clock: Clock, data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = put(inbox, "accounts.csv")

    assert not import_paths(data, [path], policy=load()).refused  # before the folder closes: the lake renames, too

    def closed(*_args: object) -> None:
        raise PermissionError("closed")

    monkeypatch.setattr(Path, "rename", closed)
    assert taken(inbox, clock) == [False]
    assert "cannot be moved out of the inbox" in caplog.text
    assert taken(inbox, clock) == [], "it is left alone until it changes"
    monkeypatch.undo()
    path.write_text(ACCOUNTS + "C1,Cy Retail,Customer\n")
    assert taken(inbox, clock) == [True]


def test_a_busy_lake_leaves_the_file_where_it_is(inbox: Inbox, clock: Clock, data: Path) -> None:
    put(inbox, "accounts.csv")
    with writing(data, patience=0):
        assert taken(inbox, clock) == [False]
    assert lying(inbox) == ["accounts.csv"]
    assert taken(inbox, clock) == [True]


def test_what_was_done_long_ago_goes(inbox: Inbox) -> None:
    for name in ("done/2026-10-01/a.csv", "refused/2026-11-20/b.csv", "done/mine/c.csv"):
        put(inbox, name)
    assert inbox.tidy(keep_days=30, today=dt.date(2026, 11, 22)) == 1
    assert lying(inbox) == ["done/mine/c.csv", "refused/2026-11-20/b.csv"]
    assert inbox.tidy(keep_days=0, today=dt.date(2026, 11, 22)) == 1
    assert lying(inbox) == ["done/mine/c.csv"]
