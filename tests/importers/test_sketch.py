"""A mapping made by choices says what was chosen, keeps what choices have no place for, and reads the file."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from vouch.domain.errors import BadInput
from vouch.domain.policy import load
from vouch.importers import open_file
from vouch.importers.base.mapping import read
from vouch.importers.files.sketch import (
    BESIDE,
    LEFT_OUT,
    Sketch,
    begun,
    drafted,
    mapping_text,
    sheet,
    sheets,
    sketch,
    tables_of,
    without,
)
from vouch.runs.ingest.preview import preview
from vouch.tables.facts import TABLES

CALLS = (
    "Firma;Wann;Note;Wie gut;Wer\n"
    "A1;03/04/2026;froh;gut;Noor\n"
    "A1;13/04/2026;;schlecht;Noor\n"
    "B1;31/02/2026;kühl;naja;Omar\n"
)
MAPPED = Sketch(
    name="calls", system="crm", to="sentiment",
    feeds={"Firma": "account_id", "Wann": "rated_on", "Note": "note", "Wie gut": "rating", "Wer": "by"},
    formats={"rated_on": "eu"}, words={"rating": {"gut": "green", "schlecht": "red", "naja": ""}},
)  # fmt: skip


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(CALLS, encoding="utf-8")
    return path


def test_the_beginning_of_a_file_shows_headers_cells_and_few_words(calls: Path) -> None:
    found = sheet(calls)
    assert [header.name for header in found.headers] == ["Firma", "Wann", "Note", "Wie gut", "Wer"]
    assert (found.rows, found.more, found.skip) == (3, False, 0)
    rating = found.headers[3]
    assert (rating.words, rating.cells[0]) == (("gut", "naja", "schlecht"), "gut")


def test_what_would_be_read_is_what_an_import_reads(calls: Path, tmp_path: Path) -> None:
    text = mapping_text(MAPPED)
    shown = preview(calls, text, load(), name="calls.csv")
    assert [(one.table, one.count) for one in shown.facts] == [("sentiment", 2)]
    columns = shown.facts[0].columns
    assert [dict(zip(columns, row, strict=True))["rating"] for row in shown.facts[0].rows] == ["green", "red"]
    assert [(one.row, one.column) for one in shown.rejects] == [(4, "Wann")]
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(text, encoding="utf-8")
    reading = open_file(calls, as_=mapping, policy=load(), imported_at=datetime.now(UTC))
    chunks = list(reading.chunks())
    assert sum(len(chunk.facts.get("sentiment", ())) for chunk in chunks) == 2
    assert [reject for chunk in chunks for reject in chunk.rejects] == list(shown.rejects)


def test_a_long_file_is_shown_by_its_beginning_with_the_rows_under_their_own_numbers(
    calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vouch.runs.ingest import preview as module

    text = mapping_text(MAPPED)
    whole = preview(calls, text, load(), name="calls.csv")
    monkeypatch.setattr(module, "SMALL", 10)
    part = preview(calls, text, load(), name="calls.csv")
    assert (whole.whole, part.whole) == (True, False)
    assert (part.facts, [(one.row, one.reason) for one in part.rejects]) == (
        whole.facts, [(one.row, one.reason) for one in whole.rejects],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"feeds": {"Firma": "account_id"}}, "sentiment needs"),
        ({"system": "Not A Name"}, "system"),
        ({"zone": "Mars/North"}, "there is no time zone 'Mars/North'"),
        ({"formats": {"rated_on": "upwards"}}, "no dates are written 'upwards'"),
    ],
)
def test_what_cannot_be_read_is_said(calls: Path, change: dict[str, object], sentence: str) -> None:
    shown = preview(calls, mapping_text(replace(MAPPED, **change)), load(), name="calls.csv")  # type: ignore[arg-type]
    assert any(sentence in one for one in shown.refused), shown.refused
    assert shown.facts == ()


def test_a_file_without_rows_is_said(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(BadInput, match="a header but no rows"):
        sheet(path)


def test_what_choices_have_no_place_for_is_kept() -> None:
    base = (
        'name = "x"\nsystem = "crm"\n[rows]\ndrop = { Deleted = "yes" }\n'
        '[[table]]\nto = "contacts"\nneeds = ["email"]\n[table.columns]\ncontact_id = "Id"\n'
        'name = { join = ["First", "Last"] }\nemail = "Mail"\n[[table]]\nto = "accounts"\n'
        '[table.columns]\naccount_id = "Firm"\nname = "Firm"\n'
    )
    headers = ["Id", "First", "Last", "Mail", "Firm", "Deleted"]
    made = sketch(base, headers)
    again = tomllib.loads(mapping_text(replace(made, feeds={**made.feeds, "Firm": "account_id"}), base=base))
    assert again["rows"] == {"drop": {"Deleted": "yes"}}
    first, second = again["table"]
    assert first["needs"] == ["email"]
    assert first["columns"]["account_id"] == "Firm"
    assert first["columns"]["name"] == {"join": ["First", "Last"]}
    assert second["columns"] == {"account_id": "Firm", "name": "Firm"}


def test_the_draft_can_be_taken_as_choices_and_written_again(calls: Path) -> None:
    draft = drafted(calls)
    made = sketch(draft, [header.name for header in sheet(calls).headers])
    assert read(mapping_text(made, base=draft), name="x").tables[0].to == made.to


def workbook(path: Path, rows: int = 2) -> Path:
    """Two sheets with rows, one of notes alone in between."""
    book = xlsxwriter.Workbook(path)
    for name, header, cells in (
        ("Firms", ("Kundennr", "Firma"), lambda n: (f"A{n}", f"Firm {n}")),
        ("Notes", ("Read me",), None),
        ("People", ("Nr", "Kunde", "Mail"), lambda n: (f"C{n}", f"A{n}", f"p{n}@firm.example")),
    ):
        page = book.add_worksheet(name)
        page.write_row(0, 0, header)
        for number in range(1, rows + 1) if cells else ():
            page.write_row(number, 0, cells(number))
    book.close()
    return path


def both_sheets(path: Path) -> str:
    """A mapping of its two sheets, each chosen by itself."""
    firms, people = sheets(path)
    first = Sketch(
        name="book", system="crm", to="accounts", sheet=firms.name, feeds={"Kundennr": "account_id", "Firma": "name"}
    )
    second = begun(path, [one.name for one in people.headers], first, sheet=people.name)
    chosen = replace(second, to="contacts", feeds={"Nr": "contact_id", "Kunde": "account_id", "Mail": "email"})
    return mapping_text(chosen, base=mapping_text(first), table=1)


@pytest.mark.parametrize("small", [3_000_000, 10])
def test_each_sheet_of_a_workbook_becomes_its_own_table(
    tmp_path: Path, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vouch.runs.ingest import preview as module

    monkeypatch.setattr(module, "SMALL", small)
    path = workbook(tmp_path / "book.xlsx")
    assert [one.name for one in sheets(path)] == ["Firms", "People"]
    text = both_sheets(path)
    assert tables_of(text) == [("accounts", "Firms"), ("contacts", "People")]
    shown = {
        name: [(one.table, one.count) for one in preview(path, text, load(), name="book.xlsx", sheet=name).facts]
        for name in ("Firms", "People")
    }
    whole = [("accounts", 2), ("contacts", 2)]
    assert shown == ({"Firms": whole, "People": whole} if small > 10 else {"Firms": whole[:1], "People": whole[1:]})
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(text, encoding="utf-8")
    reading = open_file(path, as_=mapping, policy=load(), imported_at=datetime.now(UTC))
    kept = {table: len(rows) for chunk in reading.chunks() for table, rows in chunk.facts.items()}
    assert kept == {"accounts": 2, "contacts": 2}
    assert any("'Notes' was not read" in note for note in reading.summary().notes)
    assert tables_of(without(text, 0)) == [("contacts", "People")]


def test_a_mapping_of_a_sheet_that_is_not_there_says_so(tmp_path: Path, calls: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(mapping_text(replace(MAPPED, sheet="Calls")), encoding="utf-8")
    for path, has in ((calls, "it is no workbook"), (workbook(tmp_path / "book.xlsx"), "it has 'Firms'")):
        with pytest.raises(BadInput, match=f"has no sheet that calls speaks of .'Calls'.; {has}"):
            open_file(path, as_=mapping, policy=load(), imported_at=datetime.now(UTC))


def test_a_mapping_that_names_no_sheet_reads_as_it_did_before_there_were_any() -> None:
    said = read(mapping_text(MAPPED), name="x")
    assert '"sheet"' not in said.model_dump_json(by_alias=True)
    assert read(mapping_text(replace(MAPPED, sheet="Calls")), name="x").identity != said.identity


def test_what_one_table_leaves_out_stays_left_out_when_another_is_chosen() -> None:
    first = replace(MAPPED, sheet="One", feeds=MAPPED.feeds | {"Secret": LEFT_OUT})
    second = replace(MAPPED, sheet="Two", feeds={"Id": "account_id", "Body": LEFT_OUT})
    text = mapping_text(second, base=mapping_text(first), table=1)
    assert set(tomllib.loads(text)["ignore"]) == {"Secret", "Body"}
    again = mapping_text(sketch(text, list(first.feeds), table=0, checked=False), base=text, table=0)
    assert sorted(tomllib.loads(again).pop("ignore")) == ["Body", "Secret"]
    assert tomllib.loads(again)["table"] == tomllib.loads(text)["table"]


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip)


@given(
    headers=st.lists(names.filter(bool), min_size=1, max_size=6, unique_by=lambda one: one.casefold()), data=st.data()
)
def test_what_is_written_is_read_back_as_it_was_chosen(headers: list[str], data: st.DataObject) -> None:
    table = TABLES["sentiment"]
    columns = data.draw(
        st.lists(st.sampled_from([BESIDE, LEFT_OUT, *table.names]), min_size=len(headers), max_size=len(headers))
    )
    told = tomllib.loads(
        mapping_text(replace(MAPPED, feeds=dict(zip(headers, columns, strict=True)), formats={}, words={}))
    )
    block = told["table"][0]
    for column in table.names:
        chosen = [header for header, to in zip(headers, columns, strict=True) if to == column]
        written = block["columns"].get(column, [])
        got = [written] if isinstance(written, str) else written
        plain = [header for header in chosen if not header.startswith("~")]
        assert [one for one in got if not one.startswith("~")] == plain
    assert told.get("ignore", []) == [header for header, to in zip(headers, columns, strict=True) if to == LEFT_OUT]
