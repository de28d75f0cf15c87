"""Files become batches: good ones go in, the others are refused with a sentence, erased people stay out."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.lake.told import bytes_under, current, rows_of
from tests.runs.erasing.search import found
from vouch.domain.errors import BadInput
from vouch.domain.policy import load
from vouch.lake import Lake, open_facts
from vouch.lake.batches import Head
from vouch.lake.erasure import Person
from vouch.lake.locks import writing
from vouch.lake.writer import BatchWriter
from vouch.runs.ingest import Report, Status, import_paths

POLICY = load()
ACCOUNTS = (
    "account_id,name,type,modified_at,colour\nacme,Acme,Customer,2026-01-02,red\nbolt,Bolt,Prospect,2026-13-02,\n"
)
CONTACTS = (
    "contact_id,account_id,name,email,modified_at\n"
    "c1,acme,Ana Quixworth,Ana@acme.example,2026-01-02\nc2,acme,Bo Lund,bo@acme.example,2026-01-02\n"
)
TICKETS = (
    "ticket_id,account_id,contact_id,subject,opened_at\n"
    "t1,acme,c1,Cannot sign in,2026-02-01\nt2,acme,c2,Ana Quixworth cannot sign in,2026-02-02\n"
    ",acme,c2,No id,2026-02-03\n"
)


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    for name, text in (("accounts", ACCOUNTS), ("contacts", CONTACTS), ("tickets", TICKETS)):
        (folder / f"{name}.csv").write_text(text)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def took(data: Path, *paths: Path, dry_run: bool = False) -> Report:
    return import_paths(data, paths, policy=POLICY, dry_run=dry_run, by="Cy")


def statuses(report: Report) -> dict[str, str]:
    return {Path(file.file).name: file.status.value for file in report.files}


def test_a_folder_goes_in_file_by_file(exports: Path, data: Path) -> None:
    report = took(data, exports)
    assert statuses(report) == dict.fromkeys(("accounts.csv", "contacts.csv", "tickets.csv"), "imported")
    assert not report.refused
    assert [(batch.file, batch.kind, batch.by) for batch in Lake(data).batches()] == [
        ("accounts.csv", "plain.accounts", "Cy"),
        ("contacts.csv", "plain.contacts", "Cy"),
        ("tickets.csv", "plain.tickets", "Cy"),
    ]
    with open_facts(Lake(data)) as facts:
        assert rows_of(facts, "contacts", "name", "email", "file", "row") == [
            ("Ana Quixworth", "ana@acme.example", "contacts.csv", 2),
            ("Bo Lund", "bo@acme.example", "contacts.csv", 3),
        ]


def test_rows_and_cells_not_read_are_told_and_kept_with_the_batch(exports: Path, data: Path) -> None:
    accounts, _, tickets = took(data, exports).files
    assert [(lost.row, lost.column, lost.value_excerpt) for lost in accounts.not_read] == [
        (3, "modified_at", "2026-13-02")
    ]
    assert (accounts.rows_kept, accounts.cells_not_read, accounts.unmapped) == (2, 1, ["colour"])
    assert (tickets.rows_read, tickets.rows_kept, tickets.rows_not_read) == (3, 2, 1)
    (lost,) = tickets.not_read
    assert (lost.file, lost.row, lost.column) == ("tickets.csv", 4, "ticket_id")
    assert tickets.batch is not None
    assert [row["row"] for row in Lake(data).rejects(tickets.batch).to_pylist()] == [4]


def test_each_batch_says_what_time_it_covers(exports: Path, data: Path) -> None:
    took(data, exports)
    with open_facts(Lake(data)) as facts:
        covered = {row["table"]: row for row in facts.covered().to_pyarrow().to_pylist()}
    assert covered["tickets"]["until"] == datetime(2026, 2, 2, 23, 59, 59, tzinfo=UTC)


def test_the_same_file_again_changes_no_byte_under_any_name(exports: Path, data: Path) -> None:
    first = took(data, exports)
    before = bytes_under(data / "lake")
    (exports / "tickets.csv").rename(exports / "tickets (2).csv")
    again = took(data, exports)
    assert set(statuses(again).values()) == {"already_imported"}
    assert [file.batch for file in again.files] == [file.batch for file in first.files]
    today = datetime.now(POLICY.zone).date()
    assert again.files[2].sentence == (
        f"tickets (2).csv was already imported on {today} as batch {first.files[2].batch}; nothing changed."
    )
    assert bytes_under(data / "lake") == before
    assert not again.refused


def test_a_file_that_is_refused_does_not_stop_the_others(exports: Path, data: Path) -> None:
    (exports / "bills.csv").write_text("foo,bar\n1,2\n")
    report = took(data, exports)
    assert statuses(report) == {
        "accounts.csv": "imported",
        "bills.csv": "refused",
        "contacts.csv": "imported",
        "tickets.csv": "imported",
    }
    assert report.refused
    assert "bills.csv is of no kind Vouch knows" in report.files[1].sentence


def test_a_file_refused_at_its_end_leaves_nothing_behind(exports: Path, data: Path) -> None:
    took(data, exports)
    before = bytes_under(data / "lake")
    answers = "".join(
        f"r{n},acme,csat,{score},2026-02-01\n" for n, score in enumerate([1, 2, 3, 4, 5] * 8 + [10, 9, 8] * 8)
    )
    (exports / "answers.csv").write_text("response_id,account_id,item,score,answered_at\n" + answers)
    report = took(data, exports / "answers.csv")
    assert statuses(report) == {"answers.csv": "refused"}, report.files[0].sentence
    assert bytes_under(data / "lake") == before


def test_a_file_without_rows_makes_no_batch(tmp_path: Path, data: Path) -> None:
    (tmp_path / "usage.csv").write_text("event_id,account_id,happened_at\n")
    report = took(data, tmp_path / "usage.csv")
    assert statuses(report) == {"usage.csv": "empty"}
    assert (Lake(data).batches(), report.refused) == ([], False)


def test_a_dry_run_reads_everything_and_keeps_nothing(exports: Path, data: Path) -> None:
    tried = took(data, exports, dry_run=True)
    assert set(statuses(tried).values()) == {"would_import"}
    assert not data.exists()
    done = took(data, exports)
    for there, here in zip(tried.files, done.files, strict=True):
        assert (there.batch, there.counts, there.not_read) == (here.batch, here.counts, here.not_read)


def test_files_after_a_lake_that_is_busy_are_not_tried(exports: Path, data: Path) -> None:
    with writing(data, patience=0):
        report = import_paths(data, [exports], policy=POLICY, patience=0)
    assert statuses(report) == {"accounts.csv": "refused", "contacts.csv": "not_tried", "tickets.csv": "not_tried"}
    assert report.files[0].code == "lake_busy"
    assert report.refused


def test_a_folder_without_data_says_so(tmp_path: Path, data: Path) -> None:
    with pytest.raises(BadInput, match=r"no file in .* that looks like data"):
        took(data, tmp_path)


def test_an_undone_file_can_come_again(exports: Path, data: Path) -> None:
    took(data, exports)
    before = current(Lake(data))
    for batch in Lake(data).batches():
        Lake(data).undo(batch.id)
    assert set(statuses(took(data, exports)).values()) == {"imported"}
    # versions without a date of their own are dated by the import
    assert current(Lake(data))["contacts"] == before["contacts"]


def test_people_who_were_erased_are_skipped_and_counted(exports: Path, data: Path) -> None:
    took(data, exports)
    lake = Lake(data)
    lake.erase(lake.person(emails=["ana@acme.example"]))
    (exports / "contacts.csv").write_text(CONTACTS + "c3,acme,Cy Holm,cy@acme.example,2026-01-02\n")
    (exports / "tickets.csv").rename(exports / "of Ana Quixworth.csv")
    for file in ("of Ana Quixworth.csv", "accounts.csv"):
        with (exports / file).open("a") as export:
            export.write("\n")
    report = took(data, exports)
    contacts = next(file for file in report.files if file.kind == "plain.contacts")
    tickets = next(file for file in report.files if file.kind == "plain.tickets")
    assert (contacts.rows_read, contacts.rows_kept, contacts.rows_erased) == (3, 2, 1)
    assert (tickets.rows_read, tickets.rows_kept, tickets.rows_not_read, tickets.rows_erased) == (3, 1, 1, 1)
    with open_facts(lake) as facts:
        assert rows_of(facts, "contacts", "contact_id") == [("c2",), ("c3",)]
        assert rows_of(facts, "tickets", "ticket_id", "subject", "file") == [("t2", None, "(erased)")]


def test_who_is_erased_between_two_files_of_one_import_stays_out_of_the_rest(tmp_path: Path, exports: Path) -> None:
    lake, calls = Lake(tmp_path / "data"), 0

    def clock() -> datetime:
        nonlocal calls
        calls += 1
        if calls == 3:  # accounts and contacts are in, tickets are next
            lake.erase(lake.person(emails={"ana@acme.example"}))
        return datetime(2026, 3, 1, calls, tzinfo=UTC)

    report = import_paths(lake.data, [exports], policy=POLICY, clock=clock)
    assert calls == 3
    assert not report.refused
    assert found(lake.data, ("Quixworth", "ana@acme.example")) == {}


def test_who_is_erased_while_an_import_waits_for_its_turn_stays_out(
    tmp_path: Path, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake, begin, waited = Lake(tmp_path / "data"), Lake.begin, 0

    def after_an_erasure(self: Lake, head: Head) -> AbstractContextManager[BatchWriter]:
        nonlocal waited
        if not waited and head.file == "contacts.csv":
            waited = 1
            lake.erase(Person(emails=frozenset({"ana@acme.example"})))
        return begin(self, head)

    monkeypatch.setattr(Lake, "begin", after_an_erasure)
    report = import_paths(lake.data, [exports / "contacts.csv"], policy=POLICY)
    assert waited
    (told,) = report.files
    assert (told.rows_kept, told.rows_erased) == (1, 1)
    assert found(lake.data, ("ana@acme.example",)) == {}


def test_the_same_file_twice_at_once_is_in_once_and_known_the_second_time(
    tmp_path: Path, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, begin, nested = tmp_path / "data", Lake.begin, []

    def after_another(self: Lake, head: Head) -> AbstractContextManager[BatchWriter]:
        if not nested:
            nested.append(head)
            assert import_paths(data, [exports / "accounts.csv"], policy=POLICY).with_status(Status.IMPORTED)
        return begin(self, head)

    monkeypatch.setattr(Lake, "begin", after_another)
    (told,) = import_paths(data, [exports / "accounts.csv"], policy=POLICY).files
    assert told.status == Status.ALREADY_IMPORTED
    assert len(Lake(data).batches()) == 1
