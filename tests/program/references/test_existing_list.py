"""A list of references that was kept until now comes in: permissions, past acts, a report of every row not taken."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from tests.program.asks.town import POLICY, TODAY
from tests.program.references.desk import Desk
from vouch.cli import import_references
from vouch.domain.errors import BadInput, NotAllowed, NotFound
from vouch.program.asks.models import Ask
from vouch.program.asks.queries import thanks_due
from vouch.program.asks.states import AskState, Origin
from vouch.program.consent.models import Permission
from vouch.program.references.actions.bring import Brought, bring_references
from vouch.program.references.listed import read_list
from vouch.runs.desk.list_file import opened

pytestmark = pytest.mark.django_db
BEFORE = TODAY - dt.timedelta(days=90)
HEADER = "Contact E-mail;Account Name;Reference Type;Approved;Valid until;Uses;Last used;Times used;Notes;Colour"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def bring(desk: Desk, *lines: str, header: str = HEADER, **more: object) -> Brought:
    content = "\n".join([header, *lines]).encode()
    return bring_references(**{"by": desk.mara, "content": content, "policy": POLICY, "today": TODAY, **more})


def test_a_list_comes_in_as_permissions_and_past_acts_and_twice_changes_nothing(desk: Desk) -> None:
    rows = (
        f"{desk.ana.email};Acme;Reference call, Case study;yes;{TODAY.year + 1}-12-31;deal;{BEFORE};4;Likes docks;red",
        f"{desk.dee.email.upper()};;private quote;Ask first;;;;;;blue",
    )
    report = bring(desk, *rows)
    assert (report.permissions, report.acts, report.mistakes) == (3, 2, [])
    assert report.not_read == ["Colour"]
    held = Permission.objects.filter(account=desk.ana.account, ended_at=None)
    assert {(one.activity, one.allowed) for one in held} == {("reference_call", "yes"), ("case_study", "yes")}
    ask = Ask.objects.get(activity="reference_call", origin=Origin.OUTSIDE)
    assert (ask.state, ask.done_at is not None and ask.done_at.date()) == (AskState.THANKED, BEFORE)
    assert thanks_due() == [], "nobody owes thanks for what was before"
    again = bring(desk, *rows)
    assert (again.permissions, again.acts, again.unchanged) == (0, 0, 2)
    assert Permission.objects.count() == 3
    assert Ask.objects.count() == 2


def test_a_dry_run_says_the_same_and_keeps_nothing(desk: Desk) -> None:
    report = bring(desk, f"{desk.ana.email};Acme;Reference call;yes;;;{BEFORE};;;", dry_run=True)
    assert (report.permissions, report.acts) == (1, 1)
    assert "would be kept" in report.sentence
    assert not Permission.objects.exists()
    assert not Ask.objects.exists()


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ("nobody@acme.example;;Reference call;yes;;;;;;", "Contact E-mail", "Import your contacts first"),
        (";;Reference call;yes;;;;;;", "Contact E-mail", "fill in the e-mail address"),
        ("ANA;Bolt;Reference call;yes;;;;;;", "Account Name", "works for Acme"),
        ("ANA;;Juggling;yes;;;;;;", "Reference Type", "“Juggling” is no activity type"),
        ("ANA;;G2 review;yes;;;;;;", "Reference Type", "open invitation"),
        ("ANA;;Reference call;perhaps;;;;;;", "Approved", "says neither yes"),
        ("ANA;;Reference call;yes;31/31/2030;;;;;", "Valid until", "is no day"),
        ("ANA;;Reference call;yes;2001-01-01;;;;;", "Valid until", "lies in the past"),
        ("ANA;;Reference call;yes;;;2999-01-01;;;", "Last used", "lies in the future"),
        ("ANA;;Reference call;yes;;;;many;;", "Times used", "is no number of times"),
        (f"ANA;;;yes;;;{BEFORE};;;", "Reference Type", "Say what they did"),
    ],
)
def test_a_row_that_cannot_be_is_named_with_its_column_and_nothing_of_it_is_kept(
    desk: Desk, line: str, column: str, says: str
) -> None:
    report = bring(desk, line.replace("ANA", desk.ana.email), f"{desk.dee.email};;Reference call;yes;;;;;;")
    assert [(one.row, one.column) for one in report.mistakes] == [(2, column)]
    assert says in report.mistakes[0].sentence
    assert [one.account for one in Permission.objects.all()] == [desk.dee.account], "the other row is kept"
    assert not Ask.objects.exists()


def test_two_rows_that_say_different_things_of_one_company_are_pointed_out(desk: Desk) -> None:
    report = bring(
        desk, f"{desk.ana.email};;Reference call;yes;;;;;;", f"{desk.bo.email};;Reference call;never;;;{BEFORE};;;"
    )
    assert [one.row for one in report.mistakes] == [3]
    assert "Row 2 says “yes”" in report.mistakes[0].sentence
    assert not Ask.objects.exists(), "the row is not kept in half"


def test_somebody_is_known_by_name_and_company_too(desk: Desk) -> None:
    report = bring(desk, "ana silva,ACME,never", header="Name,Company,Allowed")
    assert (report.permissions, report.mistakes) == (1, [])
    assert Permission.objects.get().activity == "", "of everything"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04rest", "is a workbook"),
        (b"Colour,Shape\nred,round\n", "No column says who"),
        (b"\xff\xfeE\x00-\x00m\x00a\x00i\x00l\x00\n\x00", ""),
        ("E-mail;Notes\nana@x.example;Grüße\n".encode("cp1252"), ""),
    ],
)
def test_a_file_that_is_none_is_refused_and_odd_letters_are_read(content: bytes, says: str) -> None:
    if says:
        with pytest.raises(BadInput, match=says):
            read_list(content, policy=POLICY)
    else:
        read_list(content, policy=POLICY)


def test_only_who_imports_may(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        bring(desk, "a@b.example;;;yes;;;;;;", by=desk.sol)


def test_the_command_says_what_came_of_each_row(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(import_references, "at_work_in", lambda _data: None)
    monkeypatch.setattr(import_references, "policy_of", lambda _data: POLICY)
    file = tmp_path / "list.csv"
    file.write_text(f"E-mail,Activity,Allowed,Colour\n{desk.ana.email},reference call,yes,red\nx@y.example,logo,no,\n")
    told = {"path": file, "by": "mara@example.com", "data": tmp_path}
    import_references.import_references(**told, dry_run=True)
    assert "1 permissions and 0 past acts would be kept" in capsys.readouterr().out
    assert not Permission.objects.exists()
    import_references.import_references(**told, dry_run=False)
    out = capsys.readouterr().out
    assert "Not read, as no column goes by that name: Colour." in out
    assert "row 3, E-mail: Nobody with the address x@y.example is known." in out
    assert Permission.objects.count() == 1
    with pytest.raises(NotFound, match="Name a colleague"):
        import_references.import_references(**{**told, "by": "nobody@example.com"}, dry_run=False)
    with pytest.raises(BadInput, match="cannot be read"):
        import_references.import_references(**{**told, "path": tmp_path / "none.csv"}, dry_run=False)


def workbook(tmp_path: Path, *sheets: list[list[object]]) -> bytes:
    """A workbook with these sheets, as a spreadsheet writes it."""
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path.read_bytes()


def test_a_workbook_comes_in_as_the_same_list_would_as_csv(desk: Desk, tmp_path: Path) -> None:
    header: list[object] = ["Contact E-mail", "Reference Type", "Approved", "Last used", "Times used"]
    rows: list[list[object]] = [
        header,
        [desk.ana.email, "Reference call", "yes", dt.datetime.combine(BEFORE, dt.time()), 4],
        [],
        ["x@y.example", "logo", "no", "", ""],
    ]
    content = opened(workbook(tmp_path, [["What this is", "Kept since 2019"]], rows))
    report = bring_references(by=desk.mara, content=content, policy=POLICY, today=TODAY)
    assert (report.rows, report.permissions, report.acts) == (2, 1, 1)
    assert [(one.row, one.column) for one in report.mistakes] == [(4, "Contact E-mail")], "as the spreadsheet counts"
    ask = Ask.objects.get(activity="reference_call")
    assert ask.done_at is not None
    assert ask.done_at.date() == BEFORE
    as_csv = opened(b"Contact E-mail,Reference Type,Approved\n" + f"{desk.ana.email},Reference call,yes\n".encode())
    assert bring_references(by=desk.mara, content=as_csv, policy=POLICY, today=TODAY).unchanged == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"PK\x03\x04 and nothing else", "damaged"), (b"\xd0\xcf\x11\xe0 an old one", "Save it as XLSX")],
)
def test_a_workbook_that_is_none_is_said_so(desk: Desk, content: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_list(opened(content), policy=POLICY)


def test_a_workbook_without_a_column_that_says_who_is_said_so(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No column says who"):
        read_list(opened(workbook(tmp_path, [["Colour", "Weight"], ["red", 3]])), policy=POLICY)
