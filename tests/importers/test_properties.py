"""What holds for any file: nothing crashes, nothing is lost silently, and cutting a file in two changes no fact."""

# ruff: noqa: PT017 - a refusal is one of two right answers here
from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.conftest import NOW, read_file
from vouch.domain.errors import Refusal
from vouch.domain.policy import load
from vouch.importers import open_file, suggest
from vouch.importers.base import part
from vouch.importers.base.cells import dates, numbers, words
from vouch.tables.facts import TABLES
from vouch.tables.shape import Column, Type

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            " ",
            '"',
            "'",
            "2025-01-01",
            "31/01/2025",
            "01/02/2025",
            "ana@x.com",
            "A1",
            "yes",
            "-1",
            "1e999",
            "€5",
            "\0",
            "\ud7ff",
        ]
    ),
)


def _written(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _read(content: bytes, name: str = "a.csv", as_: str | None = None) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return read_file(path, as_)


@few
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.json", "a.jsonl", "a.xlsx", "a.parquet", "a"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    try:
        _read(content, name)
    except Refusal as refusal:
        assert refusal.sentence


@few
@given(st.text(max_size=300), st.sampled_from(["plain.usage", "plain.contacts", "salesforce.case", "surveys.scores"]))
def test_any_text_is_read_or_refused_as_any_kind(text: str, kind: str) -> None:
    try:
        _read(text.encode("utf-8", "replace"), as_=kind)
    except Refusal as refusal:
        assert refusal.sentence


@few
@given(st.sampled_from(sorted(TABLES)), st.data())
def test_every_row_is_kept_or_listed(table: str, data: st.DataObject) -> None:
    names = TABLES[table].names
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), min_size=1, max_size=6))
    try:
        out = _read(_written([list(names), *rows]).encode("utf-8", "replace"), as_=f"plain.{table}")
    except Refusal as refusal:
        assert refusal.code in {"ambiguous_dates", "mixed_dates", "wrong_scale", "mixed_scales"}
        return
    listed = {reject.row for reject in out.rejects}
    assert out.summary.rows_kept + out.summary.rows_not_read == out.summary.rows_read
    assert out.summary.rows_kept >= len(out.facts.get(table, []))
    assert out.summary.rows_not_read <= len(listed)
    assert all(reject.reason for reject in out.rejects)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), CELLS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)


@few
@given(
    st.lists(st.dictionaries(st.sampled_from(["account_id", "name", " name ", "employees", "x"]), JSON), min_size=1),
    st.booleans(),
)
def test_any_records_are_kept_or_listed(records: list[dict[str, Any]], as_lines: bool) -> None:
    text = "\n".join(map(json.dumps, records)) if as_lines else json.dumps({"records": records})
    try:
        out = _read(text.encode(), "a.json", "plain.accounts")
    except Refusal as refusal:
        assert refusal.code in {"missing_column", "no_records", "empty_file"}
        return
    assert out.summary.rows_read == len(records)
    assert out.summary.rows_kept >= len(out.facts.get("accounts", []))


DAYS = st.dates(min_value=NOW.date().replace(year=1971), max_value=NOW.date()).map(str)
USAGE_ROWS = st.lists(
    st.tuples(
        st.text("abc", max_size=2), st.sampled_from(["A1", "A2", ""]), DAYS, st.sampled_from(["1", "2.5", "x", "-1"])
    ),
    min_size=2,
    max_size=12,
)


@few
@given(USAGE_ROWS, st.data())
def test_a_file_cut_in_two_gives_the_same_facts(rows: list[tuple[str, ...]], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(rows) - 1))
    header = ["event_id", "account_id", "happened_at", "quantity"]

    def facts(some: list[tuple[str, ...]]) -> list[tuple[Any, ...]]:
        out = _read(_written([header, *map(list, some)]).encode())
        shown = ("key", "row_hash", "happened_at", "modified_at", "quantity")
        return [tuple(row[name] for name in shown) for row in out.facts.get("usage", [])]

    assert facts(rows) == facts(rows[:cut]) + facts(rows[cut:])


@pytest.mark.parametrize("size", [1, 3, 7])
def test_the_size_of_a_lot_changes_no_fact(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "contacts.csv"
    rows = [[f"c{n % 7}", f"p{n % 7}@x.com", f"A{n % 3 if n % 7 == 1 else n % 7}", f"name {n % 4}"] for n in range(40)]
    path.write_text(_written([["contact_id", "email", "account_id", "name"], *rows, ["", "", "", ""], ["short"]]))
    whole = read_file(path)
    monkeypatch.setattr(part, "LOT", size)
    small = read_file(path)
    assert (small.facts, small.rejects) == (whole.facts, whole.rejects)
    assert small.summary == whole.summary


@few
@given(st.lists(st.one_of(st.none(), st.text(max_size=20)), max_size=8), st.sampled_from(list(Type)))
def test_any_cells_become_values_or_reasons(cells: list[str | None], type_: Type) -> None:
    raw = pl.Series([cell.encode("utf-8", "replace").decode() if cell else None for cell in cells], dtype=pl.String)
    column = Column(name="x", type=type_, doc="", choices=("good", "bad") if type_ is Type.CHOICE else ())
    style = dates.Style("Europe/Lisbon", "Asia/Tokyo", NOW, "late", ("iso", "us", "named", "epoch"))
    read = {
        Type.ID: lambda: words.ids(raw),
        Type.TEXT: lambda: words.text(raw),
        Type.EMAIL: lambda: words.emails(raw),
        Type.YES_NO: lambda: words.yes_no(raw),
        Type.CHOICE: lambda: words.choices(raw, column.choices),
        Type.NUMBER: lambda: numbers.numbers(raw, column, numbers.Style()),
        Type.COUNT: lambda: numbers.numbers(raw, column, numbers.Style(decimal=",")),
        Type.DATE: lambda: dates.dates(raw, type_, style),
        Type.TIME: lambda: dates.dates(raw, type_, style),
    }[type_]()
    for place, cell in enumerate(raw.to_list()):
        assert (read.values[place] is None) == (cell is None or place in read.why), (cell, read)


@few
@given(st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=4), st.data())
def test_a_draft_can_always_be_loaded(headers: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(headers), max_size=len(headers)), min_size=1, max_size=4))
    with tempfile.TemporaryDirectory() as folder:
        path, mapping = Path(folder, "a.csv"), Path(folder, "m.toml")
        path.write_bytes(_written([headers, *rows]).encode("utf-8", "replace"))
        try:
            mapping.write_text(suggest(path), encoding="utf-8")
            open_file(path, as_=mapping, policy=load(), imported_at=NOW)
        except Refusal as refusal:
            assert refusal.code != "bad_mapping", refusal
