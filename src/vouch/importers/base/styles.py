"""How the columns of a file write dates and money: what the mapping says, else what the column itself proves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import polars as pl

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.importers.base.cells import dates, numbers
from vouch.importers.base.plan import Field, Plan, Plans
from vouch.importers.base.source import Lot
from vouch.tables.shape import Type

LATER = frozenset(
    "due_on close_date term_ends_on ends_on ended_on customer_until until_on left_on starts_on".split()  # noqa: SIM905
)
"""Columns that may speak of the future: what is due, agreed or announced."""

MONEY = frozenset({"amount", "yearly_value", "annual_revenue"})
_SAMPLE = 20_000
_SAY_NO_ORDER = frozenset({"iso", "named", "epoch", "epoch_ms", "excel"})
"""Ways of writing dates beside which a column may still write 31/01/2025, and has to prove it."""

Styles = dict[tuple[int, str], dates.Style | numbers.Style]
"""By the place of the plan and the name of the column."""


class _Evidence:
    """What the cells of one column, seen so far, say about its way of writing."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.day_first = self.month_first = self.slashed = False
        self.example: tuple[int, str] | None = None
        self.units: frozenset[str] = frozenset()
        self.decimal: str | None = None

    def see(self, lot: Lot) -> None:
        cells = self.field.cells(lot.frame)
        if self.field.column.type is Type.NUMBER:
            self.units |= numbers.units_in(cells) if self.field.column.name in MONEY else frozenset()
            self.decimal = self.decimal or numbers.decimal_mark(cells)
            return
        parts = cells.str.extract_groups(dates.SLASHED).struct.unnest()
        first, second = parts[:, 0].cast(pl.Int64, strict=False), parts[:, 1].cast(pl.Int64, strict=False)
        if first.null_count() < len(first):
            self.slashed = True
            self.day_first |= bool(((first > 12) & (second <= 12)).any())
            self.month_first |= bool(((second > 12) & (first <= 12)).any())
            if self.example is None:
                place = int(first.is_not_null().arg_true()[0])
                self.example = (int(lot.rows[place]), str(cells[place]))

    @property
    def order(self) -> str:
        """Which of day and month comes first, where a day above 12 proves it: eu, us, or nothing."""
        if self.day_first == self.month_first:
            return ""
        return "eu" if self.day_first else "us"

    @property
    def open(self) -> bool:
        """Whether further rows could say more."""
        if self.field.column.type is Type.NUMBER:
            return bool(self.units)
        return self.slashed and not (self.day_first or self.month_first)


def find_styles(
    plans: Plans, lots: Iterable[Lot], *, policy: Policy, imported_at: datetime, serials: bool, file: str
) -> Styles:
    """How each date and number column of the file is written. Reads no further than needed.

    Raises BadInput when a date column could be read two ways, or is written both ways.
    """
    watched = {
        (place, field.column.name): _Evidence(field)
        for place, plan in enumerate(plans.plans)
        for field in plan.fields
        if field.headers and _is_open(field)
    }
    seen = 0
    if watched:
        for lot in lots:
            for evidence in watched.values():
                if seen < _SAMPLE or evidence.open:
                    evidence.see(lot)
            seen += len(lot.rows)
            if seen >= _SAMPLE and not any(evidence.open for evidence in watched.values()):
                break
    beside = {each.order for each in watched.values() if each.order}
    styles: Styles = {}
    for place, plan in enumerate(plans.plans):
        for field in plan.fields:
            seen_of = watched.get((place, field.column.name))
            if field.column.type in (Type.DATE, Type.TIME):
                styles[place, field.column.name] = _date_style(
                    plans,
                    plan,
                    field,
                    seen_of,
                    beside,
                    policy=policy,
                    imported_at=imported_at,
                    serials=serials,
                    file=file,
                )
            elif field.column.type in (Type.NUMBER, Type.COUNT):
                styles[place, field.column.name] = _number_style(plans, field, seen_of)
    return styles


def _is_open(field: Field) -> bool:
    if field.column.type in (Type.DATE, Type.TIME):
        return set(field.spec.format) <= _SAY_NO_ORDER
    return field.column.type is Type.NUMBER


def _number_style(plans: Plans, field: Field, evidence: _Evidence | None) -> numbers.Style:
    found = evidence.decimal if evidence else None
    return numbers.Style(
        decimal=field.spec.decimal or plans.mapping.decimal or found or ".",
        scale=field.spec.scale,
        units=evidence.units if evidence else frozenset(),
    )


def _date_style(
    plans: Plans,
    plan: Plan,
    field: Field,
    evidence: _Evidence | None,
    beside: set[str],
    *,
    policy: Policy,
    imported_at: datetime,
    serials: bool,
    file: str,
) -> dates.Style:
    later = field.column.name in LATER
    formats = field.spec.format or ("iso", "eu.", "named")
    if evidence and evidence.slashed:
        formats = (*formats[:1], _order(evidence, beside, plan, file), *formats[1:])
    home = policy.company.time_zone
    return dates.Style(
        home=home,
        zone=field.spec.zone or plans.mapping.zone or home,
        latest=imported_at + (timedelta(days=5 * 365.25) if later else timedelta(days=1)),
        too_late="this is more than five years ahead" if later else "this is in the future",
        formats=formats,
        serials=serials,
    )


# a tool writes all its dates one way: a column in which nothing tells follows the others of its file, if they agree
def _order(evidence: _Evidence, beside: set[str], plan: Plan, file: str) -> str:
    header, (row, cell) = evidence.field.header, evidence.example or (0, "")
    mend = (
        f'say which in a mapping: columns.{evidence.field.column.name} = {{ from = "{header}", format = "eu" }} or "us"'
    )
    if evidence.day_first and evidence.month_first:
        raise BadInput(
            "mixed_dates",
            f"{file}: the column '{header}' writes some days first and some months first, so none can be trusted; "
            f"export it again with dates like 2025-01-31.",
            file=file,
            column=header,
        )
    if not evidence.order and len(beside) == 1:
        return next(iter(beside))
    if not evidence.order:
        raise BadInput(
            "ambiguous_dates",
            f"{file}: in the column '{header}' nothing tells day and month apart ('{cell}' in row {row}); {mend}. "
            "`vouch mapping suggest FILE` drafts one.",
            file=file,
            column=header,
            row=row,
        )
    return evidence.order
