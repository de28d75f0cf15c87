"""JSON, XLSX and Parquet: the same rows as from CSV, whatever they are packed in."""

# ruff: noqa: DTZ001 - cells of files have no zone
from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from tests.importers.conftest import Reader, read_file

RECORDS = [
    {"event_id": "e1", "account_id": "A1", "happened_at": "2025-01-01T10:00:00Z", "quantity": 2},
    {
        "event_id": "e2",
        "account_id": "A2",
        "happened_at": "2025-01-02T10:00:00Z",
        "quantity": 1.5,
        "plan": {"name": "Gold"},
    },
]


@pytest.mark.parametrize(
    ("text", "name", "rows"),
    [
        ("\n".join(map(json.dumps, RECORDS)), "a.jsonl", [1, 2]),
        ("\n".join(map(json.dumps, RECORDS)), "a.json", [1, 2]),
        (json.dumps(RECORDS), "a.json", [1, 2]),
        (json.dumps(RECORDS, indent=1), "a.json", [2, 8]),
        (json.dumps({"done": True, "next": None, "records": RECORDS}), "a.json", [1, 2]),
        (json.dumps({"meta": {"page": [1]}, "data": RECORDS, "after": 1}, indent=2), "a.json", [8, 14]),
        ("\ufeff" + json.dumps(RECORDS), "a.json", [1, 2]),
    ],
)
def test_json_in_every_form(reads: Reader, text: str, name: str, rows: list[int]) -> None:
    out = reads(text, name)
    assert out.column("usage", "quantity") == [2.0, 1.5]
    assert out.column("usage", "row") == rows
    assert out.column("usage", "attributes") == [None, '{"plan.name":"Gold"}']


def test_a_broken_line_of_json_costs_that_line(reads: Reader) -> None:
    lines = [json.dumps(RECORDS[0]), '{"event_id": ', "[1]", '"text"', "", json.dumps(RECORDS[1])]
    out = reads("\n".join(lines), "a.jsonl")
    assert out.column("usage", "event_id") == ["e1", "e2"]
    assert [reject.row for reject in out.rejects] == [2, 3, 4]


def test_a_list_that_breaks_off_keeps_what_came_before(reads: Reader) -> None:
    out = reads(json.dumps(RECORDS)[:-30], "a.json")
    assert out.column("usage", "event_id") == ["e1"]
    assert "breaks off" in out.rejects[0].reason


def test_a_list_longer_than_a_block_is_read_to_its_end(reads: Reader) -> None:
    many = [
        {"event_id": str(n), "account_id": "A1", "happened_at": "2025-01-01", "note": "x" * 1000} for n in range(3000)
    ]
    out = reads(json.dumps({"records": many}), "a.json")
    assert out.column("usage", "event_id") == [str(n) for n in range(3000)]


def test_deeply_nested_json_costs_its_line(reads: Reader) -> None:
    out = reads(json.dumps(RECORDS[0]) + "\n" + '{"event_id":' + "[" * 100_000 + "\n", "a.jsonl")
    assert (out.column("usage", "event_id"), len(out.rejects)) == (["e1"], 1)


def test_half_a_surrogate_pair_does_no_harm(reads: Reader) -> None:
    out = reads('{"account_id": "A1", "name": "A\\ud800", "modified_at": "2025-01-01"}', "a.jsonl")
    assert out.column("accounts", "name") == ["A?"]


def _book(sheets: dict[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_a_workbook_reads_like_a_csv(reads: Reader) -> None:
    rows: list[list[object]] = [
        ["deal_id", "account_id", "close_date", "is_won", "amount", "created_on"],
        [7, "A1", date(2025, 1, 31), True, 12.5, datetime(2025, 1, 5, 14, 30)],
        [],
        ["0008", "A2", 45688, "no", None, "2025-01-06"],
    ]
    out = reads(_book({"Deals": rows}), "book.xlsx")
    assert out.column("deals", "deal_id") == ["7", "0008"]
    assert out.column("deals", "close_date") == [date(2025, 1, 31), date(2025, 1, 31)]
    assert out.column("deals", "created_on") == [date(2025, 1, 5), date(2025, 1, 6)]
    assert out.column("deals", "row") == [2, 4]
    assert out.column("deals", "file") == ["book.xlsx#Deals"] * 2


def test_each_sheet_is_read_as_its_own_kind_and_the_others_are_named(reads: Reader) -> None:
    out = reads(
        _book(
            {
                "Accounts": [["account_id", "name"], ["A1", "Acme"]],
                "Usage": [["event_id", "account_id", "happened_at"], ["e1", "A1", datetime(2025, 1, 1, 10)]],
                "Notes": [["Dear all"]],
                "Empty": [],
            }
        ),
        "book.xlsx",
    )
    assert out.kind == "plain.accounts+plain.usage"
    assert out.sheets == ["Accounts", "Usage"]
    assert out.column("usage", "happened_at") == [datetime(2025, 1, 1, 10, tzinfo=UTC)]
    assert "the sheet 'Notes' was not read: its header is not known" in out.summary.notes


def test_a_formula_in_a_workbook_is_not_worked_out(reads: Reader) -> None:
    out = reads(
        _book({"Accounts": [["account_id", "name"], ["A1", '=HYPERLINK("http://x")'], ["A2", "Bolt"]]}), "b.xlsx"
    )
    assert out.column("accounts", "name") == ["Bolt"]  # a formula never saved by Excel has no value
    assert out.rejects[0].reason == "this is empty"


def test_a_sheet_that_claims_a_million_columns_is_read_by_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    path.write_bytes(_book({"Accounts": [["account_id", "name"], ["A1", "Acme"]]}))
    import zipfile

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert b"XFD" in sheet
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**parts, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, content)
    assert read_file(path).column("accounts", "name") == ["Acme"]


def test_parquet_types_are_kept_apart_from_their_text(tmp_path: Path) -> None:
    path = tmp_path / "usage.parquet"
    pl.DataFrame(
        {
            "event_id": [1, 2],
            "account_id": [10.0, None],
            "email": [None, "bo@example.com"],
            "happened_at": [datetime(2025, 1, 1, 10), datetime(2025, 1, 2, 10)],
            "quantity": [2.5, 1.0],
            "tags": [["a", "b"], []],
        }
    ).write_parquet(path)
    out = read_file(path, zone="Europe/Lisbon")
    assert out.column("usage", "event_id") == ["1", "2"]
    assert out.column("usage", "account_id") == ["10", None]
    assert out.column("usage", "happened_at")[0] == datetime(2025, 1, 1, 10, tzinfo=UTC)
    assert out.column("usage", "attributes") == ['{"tags":"a;b"}', None]
    assert out.column("usage", "row") == [1, 2]
