"""How dates and numbers are read: as the column proves, as the mapping says, and never by a guess."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.importers.conftest import Reader
from vouch.importers.base.cells.numbers import Style, decimal_mark, numbers
from vouch.tables.facts import TABLES

AMOUNT = TABLES["deals"].column("amount")


@pytest.mark.parametrize(
    ("cell", "instant"),
    [
        ("2025-07-01T10:00:00Z", "2025-07-01 10:00"),
        ("2025-07-01T10:00:00.000+0000", "2025-07-01 10:00"),
        ("2025-07-01T12:00:00+02:00", "2025-07-01 10:00"),
        ("2025-07-01 10:00:00 UTC", "2025-07-01 10:00"),
        ("2025-07-01 12:00", "2025-07-01 10:00"),
        ("2025-07-01T12:00:00,5", "2025-07-01 10:00"),
        ("01.07.2025 12:00", "2025-07-01 10:00"),
        ("1 Jul 2025", "2025-07-01 21:59"),
        ("Jul 1, 2025", "2025-07-01 21:59"),
        ("2025/07/01", "2025-07-01 21:59"),
        ("2025-03-30 02:30", "2025-03-30 01:30"),  # the hour that the clocks skip
        ("2025-10-26 02:30", "2025-10-26 00:30"),  # the first of the hour they repeat
    ],
)
def test_a_time_is_the_instant_it_was_at_home(reads: Reader, cell: str, instant: str) -> None:
    out = reads(f'event_id,account_id,happened_at\ne1,A1,"{cell}"\n', zone="Europe/Berlin")
    assert str(out.column("usage", "happened_at")[0])[:16] == instant


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["03/04/2025", "13/04/2025"], ["2025-04-03", "2025-04-13"]),
        (["03/04/2025", "04/13/2025"], ["2025-03-04", "2025-04-13"]),
        (["3-4-2025", "31-1-2025"], ["2025-04-03", "2025-01-31"]),
        (["03.04.2025", "05.06.2025"], ["2025-04-03", "2025-06-05"]),
    ],
)
def test_a_day_above_twelve_proves_the_order(reads: Reader, cells: list[str], days: list[str]) -> None:
    rows = "".join(f"d{n},A1,{cell}\n" for n, cell in enumerate(cells))
    assert [str(day) for day in reads(f"deal_id,account_id,close_date\n{rows}").column("deals", "close_date")] == days


def test_the_proof_may_stand_far_down_the_file(reads: Reader) -> None:
    rows = "".join(f"d{n},A1,01/02/2025\n" for n in range(45_000))
    out = reads(f"deal_id,account_id,close_date\n{rows}last,A1,31/01/2025\n")
    assert str(out.column("deals", "close_date")[0]) == "2025-02-01"


def test_a_mapping_settles_what_the_column_cannot(reads: Reader, tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    text = """name = "m"
[[table]]
to = "usage"
[table.columns]
account_id = "who"
happened_at = {{ from = "when", format = "{way}"{more} }}
"""
    for way, more, cell, instant in (
        ("us", "", "03/04/2025", "2025-03-04 23:59:59"),
        ("eu", "", "03/04/2025", "2025-04-03 23:59:59"),
        ("epoch", "", "1743588900", "2025-04-02 10:15:00"),
        ("epoch_ms", "", "1743588900000", "2025-04-02 10:15:00"),
        ("%d.%m.%y %H:%M", ', zone = "Asia/Tokyo"', "02.04.25 19:15", "2025-04-02 10:15:00"),
        ("%Y%m%d", "", "20250402", "2025-04-02 23:59:59"),
        ("excel", "", "45749.5", "2025-04-02 12:00:00"),
    ):
        mapping.write_text(text.format(way=way, more=more))
        out = reads(f"who,when\nA1,{cell}\n", as_=mapping)
        assert str(out.column("usage", "happened_at")[0])[:19] == instant, way


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1,234.56", ".", 1234.56),
        ("1.234,56", ",", 1234.56),
        ("1 234,56", ",", 1234.56),
        ("1'234.5", ".", 1234.5),
        ("€ 1,000", ".", 1000.0),
        ("1,000 USD", ".", 1000.0),
        ("US$5", ".", 5.0),
        ("(12.5)", ".", -12.5),
        ("-€4", ".", -4.0),
        ("12-", ".", -12.0),
        (".5", ".", 0.5),
        ("1e3", ".", 1000.0),
        ("1,23", ".", None),
        ("12,34,567", ".", None),
        ("inf", ".", None),
        ("12 apples", ".", None),
        ("0x10", ".", None),
        ("12%", ".", None),
    ],
)
def test_a_number_is_read_as_written_or_not_at_all(cell: str, decimal: str, value: float | None) -> None:
    assert numbers(pl.Series([cell]), AMOUNT, Style(decimal=decimal)).values.to_list() == [value]


@pytest.mark.parametrize(
    ("cells", "mark"),
    [(["1.234,50"], ","), (["12,5", "7"], ","), (["1,234.5"], "."), (["1,234"], "."), (["12.50"], "."), (["x"], ".")],
)
def test_the_decimal_mark_is_the_one_the_column_shows(cells: list[str], mark: str) -> None:
    assert decimal_mark(pl.Series(cells)) == mark


def test_a_dollar_is_the_companys_own_where_it_has_one(reads: Reader) -> None:
    text = "deal_id,account_id,amount\nd1,A1,$ 5\n"
    assert reads(text, currency="CAD").column("deals", "currency") == ["CAD"]
    assert reads(text, currency="EUR").column("deals", "currency") == ["USD"]
