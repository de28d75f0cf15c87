"""Cells that are numbers: points and commas, currency signs, whole numbers, bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from vouch.importers.base.cells.reading import Cells, kept, unread, without
from vouch.tables.shape import Column, Type

ABSURD = 1e15
_SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "zł": "PLN", "₺": "TRY", "₪": "ILS"}
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")
_ISO = re.findall(
    r"\w+",
    "AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CRC CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR ISK JOD "
    "JPY KES KRW KWD KZT LKR MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB "
    "TND TRY TWD UAH USD UYU VND ZAR ",
)
_CODE = rf"(?i:{'|'.join(_ISO)})"
_BEFORE = rf"^[(\-+\s]*(\p{{Sc}}|zł|{_CODE}\b|[A-Z]{{1,2}}\$)"
_AFTER = rf"(\p{{Sc}}|zł|{_CODE})[)\s]*$"


@dataclass(frozen=True)
class Style:
    """How a column writes numbers. `units` are the currency signs and codes that occur in it."""

    decimal: str = "."
    scale: float = 1.0
    units: frozenset[str] = frozenset()

    @property
    def mixed(self) -> bool:
        """Several currencies in one column."""
        return len(self.units) > 1


def numbers(raw: pl.Series, column: Column, style: Style) -> Cells:
    """Numbers, whole ones for counts, within the bounds of the column.

    >>> from vouch.tables.facts import TABLES
    >>> amount = TABLES["deals"].column("amount")
    >>> numbers(pl.Series(["1,234.56", "€ 7", "(3)", "x"]), amount, Style()).values.to_list()
    [1234.56, 7.0, -3.0, None]
    >>> numbers(pl.Series(["1.234,56", "7,5"]), amount, Style(decimal=",")).values.to_list()
    [1234.56, 7.5]
    """
    values = raw.cast(pl.Float64, strict=False) if style.decimal == "." else _written(raw, ",")
    if style.decimal == "." and values.null_count() > raw.null_count():
        values = values.fill_null(_written(kept(raw, values.is_null()), "."))
    why = unread(raw, values, "this is no number")
    values, why = without(values, ~values.is_finite(), "this is no number", why)
    if style.scale != 1.0:
        values = values * style.scale
    values, why = without(values, values.abs() > ABSURD, "the number is absurdly large", why)
    if column.low is not None:
        reason = "this cannot be negative" if column.low == 0 else f"this cannot be below {column.low:g}"
        values, why = without(values, values < column.low, reason, why)
    if column.high is not None:
        values, why = without(values, values > column.high, f"this cannot be above {column.high:g}", why)
    if column.type is Type.COUNT:
        values, why = without(values, values != values.round(), "this is no whole number", why)
        values = values.cast(pl.Int64)
    return Cells(values, why)


# what is left when a cell is not simply a number: units, spaces and marks between thousands, brackets for less than 0
def _written(raw: pl.Series, decimal: str) -> pl.Series:
    bare = (
        raw.str.replace(r"^\((.*)\)$", "-$1")
        .str.replace(_AFTER, "")
        .str.replace(_BEFORE, "")
        .str.replace_all(r"[\s'’]", "")
    )
    below = raw.str.contains(r"^(\(.*\)|[^\d]*-.*|.*\d\s*-)$")
    bare = bare.str.strip_chars("+-()")
    thousands, mark = (r"\.", ",") if decimal == "," else (",", r"\.")
    shape = rf"^(\d{{1,3}}({thousands}\d{{3}})+|\d+)({mark}\d+)?$|^{mark}\d+$"
    point = kept(bare, bare.str.contains(shape)).str.replace_all(thousands, "").str.replace(mark, ".")
    values = point.cast(pl.Float64, strict=False)
    return values.zip_with(~below.fill_null(False), -values)


def decimal_mark(sample: pl.Series) -> str:
    """The decimal mark that a column's cells show: a comma where one is followed by one or two digits, or comes last.

    >>> decimal_mark(pl.Series(["1.234,50", "7"])), decimal_mark(pl.Series(["1,234", "7"]))
    (',', '.')
    """
    comma = sample.str.contains(r"\d,\d{1,2}\D*$|\d\.\d{3},\d|^\D*\d{4,},\d+\D*$|^\D*0,\d").sum()
    point = sample.str.contains(r"\d\.\d{1,2}\D*$|\d,\d{3}\.\d|^\D*\d{4,}\.\d+\D*$|^\D*0\.\d").sum()
    return "," if int(comma or 0) > int(point or 0) else "."


def units_in(raw: pl.Series) -> frozenset[str]:
    """The currency signs and codes that stand beside the numbers of a column.

    >>> sorted(units_in(pl.Series(["€ 5", "7 USD", "$3", "12", "n/a"])))
    ['$', 'EUR', 'USD']
    """
    if not raw.str.contains(r"[^\d\s.,'’()+\-]").any():
        return frozenset()
    return frozenset(units(raw).drop_nulls().unique().to_list())


def units(raw: pl.Series) -> pl.Series:
    """The currency of each cell, as its code where a sign has one; null where it names none."""
    found = raw.str.extract(_BEFORE).fill_null(raw.str.extract(_AFTER)).str.to_uppercase()
    return kept(found, raw.str.contains(r"\d")).replace(_CODES)


_CODES = {
    **{sign.upper(): code for sign, code in _SIGNS.items()},
    "US$": "USD",
    **{f"{code[0]}$": code for code in _DOLLARS[1:]},
    **{f"{code[:2]}$": code for code in _DOLLARS[1:]},
}


def code_of(unit: str, home: str) -> str | None:
    """The ISO code that a unit means in a company whose own currency is `home`; None where it means none."""
    if unit == "$":
        return home if home in _DOLLARS else "USD"
    unit = _CODES.get(unit, unit)
    return unit if unit in _ISO else None
