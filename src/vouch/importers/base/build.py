"""Rows of a file to facts of one table: every cell typed, and each row or cell that was not read with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import polars as pl

from vouch.importers.base.cells import dates, numbers, words
from vouch.importers.base.cells.reading import Cells, Why, kept, nothing, without
from vouch.importers.base.mapping import Only
from vouch.importers.base.plan import Field, Plan
from vouch.importers.base.styles import MONEY, Styles
from vouch.importers.base.words import excerpt, plain
from vouch.tables.shape import Column, Type

DTYPES: dict[Type, pl.DataType] = {
    Type.NUMBER: pl.Float64(),
    Type.COUNT: pl.Int64(),
    Type.YES_NO: pl.Boolean(),
    Type.DATE: pl.Date(),
    Type.TIME: pl.Datetime("us", "UTC"),
}
_ORDER = {
    "tickets": (("closed_at", "opened_at", "this is before the case was opened"),),
    "subscriptions": (("term_ends_on", "starts_on", "the term ends before it starts"),),
    "messages": (("answered_at", "sent_at", "this is before the message was sent"),),
    "accounts": (("customer_until", "customer_since", "this is before the first day as a customer"),),
}

Missed = tuple[int, str, str, str]
"""Place in the lot, column of the file, reason, beginning of the cell."""


@dataclass(frozen=True)
class Built:
    """Facts of one table: their own columns, typed; the places in the lot they came from; what was not read.

    `met` are the places the plan was for; those of `met` that are not in `places` were listed.
    """

    own: pl.DataFrame
    places: pl.Series
    met: pl.Series
    missed: list[Missed]


def select(frame: pl.DataFrame, where: tuple[tuple[str, Only], ...]) -> pl.Series:
    """Which rows a plan is for."""
    chosen = pl.Series([True], dtype=pl.Boolean).new_from_index(0, len(frame))
    for header, only in where:
        cells = frame[header] if header in frame.columns else nothing(len(frame), pl.String)
        if only.one_of:
            chosen &= _is_any(cells, only.one_of)
        if only.none_of:
            chosen &= ~_is_any(cells, only.none_of)
    return chosen


def _is_any(cells: pl.Series, wanted: tuple[str, ...]) -> pl.Series:
    every = [word for word in cells.unique().to_list() if _fits(word, wanted)]
    return cells.is_in([word for word in every if word is not None], nulls_equal=False).fill_null(False) | (
        cells.is_null() if None in every else False
    )


def _fits(word: str | None, wanted: tuple[str, ...]) -> bool:
    if word is None:
        return "" in wanted
    return "*" in wanted or plain(word) in {plain(each) for each in wanted if each not in ("", "*")}


def build(plan: Plan, place: int, frame: pl.DataFrame, styles: Styles, home_currency: str) -> Built:
    """The facts that `plan`, the one at `place` of its mapping, makes of rows of the file."""
    chosen = select(frame, plan.where)
    for field in plan.fields:
        if field.column.name in plan.block.needs:
            chosen &= field.cells(frame).is_not_null()
    places = chosen.arg_true().cast(pl.Int64)
    rows = frame if len(places) == len(frame) else frame.filter(chosen)
    met = places
    if plan.split is not None and plan.block.split is not None:
        parts = rows.with_columns(pl.col(plan.split).str.split(plan.block.split.by), places.alias("\x00place"))
        parts = parts.explode(plan.split).with_columns(pl.col(plan.split).str.strip_chars())
        parts = parts.filter(pl.col(plan.split).is_not_null() & (pl.col(plan.split) != ""))
        places, rows = parts["\x00place"], parts.drop("\x00place")
        met = places.unique(maintain_order=True)
    if plan.lacking is not None:
        _, header, sentence = plan.lacking
        empty = pl.DataFrame({column.name: nothing(0, _dtype(column)) for column in plan.table.columns})
        return Built(empty, places.head(0), met, [(at, header, sentence, "") for at in met.to_list()])
    own, why = _typed(plan, place, rows, styles, home_currency)
    return _kept(plan, rows, own, why, places, met)


def _dtype(column: Column) -> pl.DataType:
    return DTYPES.get(column.type, pl.String())


def _typed(
    plan: Plan, place: int, rows: pl.DataFrame, styles: Styles, home: str
) -> tuple[dict[str, pl.Series], dict[str, Why]]:
    own = {column.name: nothing(len(rows), _dtype(column)) for column in plan.table.columns}
    why: dict[str, Why] = {}
    for field in plan.fields:
        raw = field.cells(rows)
        read = _read(field, raw, styles.get((place, field.column.name)))
        if field.column.name in MONEY:
            read = _money(plan, field, raw, read, styles[place, field.column.name], own, home)
        elif field.column.name == "currency":
            read = Cells(_currency(read.values, home), read.why)
        own[field.column.name], why[field.column.name] = read.values.alias(field.column.name), read.why
    if plan.table.name == "contacts":
        own["contact_id"] = own["contact_id"].fill_null(own["email"])
    if plan.table.name == "accounts":
        same = own["parent_id"] == own["account_id"]
        own["parent_id"], why["parent_id"] = without(
            own["parent_id"], same, "an account cannot belong to itself", why.get("parent_id", {})
        )
    for later, earlier, reason in _ORDER.get(plan.table.name, ()):
        own[later], why[later] = without(own[later], own[later] < own[earlier], reason, why.get(later, {}))
    return own, why


def _read(field: Field, raw: pl.Series, style: dates.Style | numbers.Style | None) -> Cells:
    column = field.column
    if column.type in (Type.DATE, Type.TIME):
        return dates.dates(raw, column.type, cast(dates.Style, style))
    if column.type in (Type.NUMBER, Type.COUNT):
        return numbers.numbers(raw, column, cast(numbers.Style, style))
    if column.type is Type.YES_NO:
        return words.yes_no(raw)
    if column.type is Type.CHOICE:
        return words.choices(raw, column.choices)
    if column.type is Type.EMAIL:
        return words.emails(raw)
    return words.ids(raw, field.spec.one) if column.type is Type.ID else words.text(raw)


# a sign beside an amount names its currency where no column does; several in one column cannot be told apart safely
def _money(
    plan: Plan,
    field: Field,
    raw: pl.Series,
    read: Cells,
    style: dates.Style | numbers.Style,
    own: dict[str, pl.Series],
    home: str,
) -> Cells:
    written = cast(numbers.Style, style)
    if "currency" not in own or plan.fed("currency"):
        return read
    if written.mixed:
        several = f"the column holds several currencies ({', '.join(sorted(written.units))}) and no column says which"
        return Cells(*without(read.values, raw.is_not_null(), several, read.why))
    found = numbers.units(raw)
    if found.null_count() == len(found):
        return read
    strange = found.is_not_null() & ~found.is_in(list(written.units))
    values, why = without(read.values, strange, "this is in another currency than the rest of the column", read.why)
    own["currency"] = own["currency"].fill_null(kept(_currency(found, home), values.is_not_null()))
    return Cells(values, why)


def _currency(cells: pl.Series, home: str) -> pl.Series:
    upper = cells.str.to_uppercase()
    codes = {word: numbers.code_of(word, home) or word for word in upper.unique().drop_nulls().to_list()}
    return upper.replace(codes) if codes else upper


def _kept(
    plan: Plan, rows: pl.DataFrame, own: dict[str, pl.Series], why: dict[str, Why], places: pl.Series, met: pl.Series
) -> Built:
    missed: list[Missed] = []
    lost: dict[int, tuple[str, str]] = {}
    for column in plan.table.columns:
        if column.required and own[column.name].null_count():
            for at in own[column.name].is_null().arg_true().to_list():
                lost.setdefault(at, (column.name, why.get(column.name, {}).get(at, "")))
    frame = pl.DataFrame(own)
    for group in plan.table.one_of:
        filled = frame.select(pl.any_horizontal([pl.col(name).is_not_null() for name in group]).alias("f"))["f"]
        if not filled.all():
            for at in (~filled).arg_true().to_list():
                name = next((name for name in group if at in why.get(name, {})), "")
                lost.setdefault(at, (name or " or ".join(group), why.get(name, {}).get(at, "")))
    fields = {field.column.name: field for field in plan.fields}
    raw: dict[str, pl.Series] = {}

    def cell(name: str, at: int) -> str:
        if name not in raw:
            raw[name] = fields[name].cells(rows)
        return excerpt(raw[name][at] or "")

    for at, (name, reason) in lost.items():
        header = fields[name].header if name in fields else name
        missed.append((int(places[at]), header, reason or "this is empty", cell(name, at) if name in fields else ""))
    for name, reasons in why.items():
        for at, reason in reasons.items():
            if at not in lost:
                missed.append(
                    (int(places[at]), fields[name].header, f"{reason}; the row was kept without it", cell(name, at))
                )
    if lost:
        good = pl.Series([True], dtype=pl.Boolean).new_from_index(0, len(frame)).scatter(list(lost), False)
        frame, places = frame.filter(good), places.filter(good)
    return Built(frame, places, met, missed)
