"""Cells that are dates and times: ISO as it stands, other ways where the column or the mapping says which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import polars as pl

from vouch.importers.base.cells.reading import Cells, kept, nothing, unread, without
from vouch.tables.shape import Type

_UTC = "UTC"
_NUMERIC = (
    r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})"
    r"(?:,?[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([AaPp])?\.?[Mm]?\.?)?$"
)
SLASHED = r"^(\d{1,2})[/\-](\d{1,2})[/\-]\d{4}(\D|$)"
_WHOLE = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$"
_NAMED = ("%d %b %Y", "%b %d, %Y", "%d-%b-%Y", "%d %B %Y", "%B %d, %Y", "%b %d %Y", "%a, %d %b %Y")
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_FOUR_DIGITS = datetime(1000, 1, 1, tzinfo=UTC)
_SHORT = "its year has two digits; export dates like 2025-01-31"
_TWO = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d\d(?!\d)")
_INSTANT = pl.Datetime("us", "UTC")
_DAY = 86_400_000_000


@dataclass(frozen=True)
class Style:
    """How a column writes dates, and what is possible in it.

    `formats`: us, eu, iso, epoch, epoch_ms, excel or patterns. `zone` is of times without one, `home` the zone in
    which days begin and end. `latest` is the last moment that is believed, with the reason for later ones.
    """

    home: str
    zone: str
    latest: datetime
    too_late: str
    formats: tuple[str, ...] = ("iso", "eu.", "named")
    serials: bool = False


def dates(raw: pl.Series, type_: Type, style: Style) -> Cells:
    """Days, or instants (UTC); a day without a time is as an instant its last second at home.

    >>> style = Style("Europe/Lisbon", "Europe/Lisbon", datetime(2030, 1, 1, tzinfo=UTC), "too late")
    >>> dates(pl.Series(["2024-07-01", "2024-07-01 12:00"]), Type.TIME, style).values.dt.to_string().to_list()
    ['2024-07-01 22:59:59.000000+00:00', '2024-07-01 11:00:00.000000+00:00']
    """
    instants = nothing(len(raw), _INSTANT)
    days = nothing(len(raw), pl.Date)
    rest = raw
    formats = (*style.formats, "excel") if style.serials else style.formats
    for way in formats:
        if rest.null_count() == len(rest):
            break
        more_instants, more_days = _read(rest, way, style)
        instants, days = instants.fill_null(more_instants), days.fill_null(more_days)
        done = instants.is_not_null() | days.is_not_null()
        rest = kept(rest, ~done)
    moments = instants.fill_null(ends(days, style.home))
    why = unread(raw, moments, _reason)
    moments, why = without(
        moments, moments < _FOUR_DIGITS, "its year has two digits; export dates like 2025-01-31", why
    )
    early = moments < _FIRST
    late = moments > style.latest
    if type_ is Type.TIME:
        moments, why = without(moments, early, "this is before 1970", why)
        return Cells(*without(moments, late, style.too_late, why))
    # a midnight in UTC is how many tools write a day
    midnight = (instants.to_physical() % _DAY == 0).fill_null(False)
    local = instants.dt.convert_time_zone(style.home).dt.date()
    local = instants.dt.date().zip_with(midnight, local)
    values, why = without(days.fill_null(local), early, "this is before 1970", why)
    return Cells(*without(values, late, style.too_late, why))


def _reason(cell: str) -> str:
    if _TWO.match(cell):
        return _SHORT
    return "this is no date that can be read" if any(sign.isdigit() for sign in cell) else "this is no date"


def ends(days: pl.Series, home: str) -> pl.Series:
    """The last second of days in the zone `home`, as instants."""
    return localised(days.cast(pl.Datetime("us")) + timedelta(hours=23, minutes=59, seconds=59), home)


def localised(naive: pl.Series, zone: str) -> pl.Series:
    """Clock times of a zone as instants. A time the clocks skip is an hour later; of one they repeat, the first."""
    aware = naive.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    if aware.null_count() > naive.null_count():
        later = (naive + timedelta(hours=1)).dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        aware = aware.fill_null(later)
    return aware.dt.convert_time_zone(_UTC)


def _read(raw: pl.Series, way: str, style: Style) -> tuple[pl.Series, pl.Series]:
    if way == "iso":
        return _iso(raw, style.zone)
    if way in ("us", "eu", "eu."):
        return _iso(_numeric(raw, way), style.zone)
    if way == "named":
        return _patterns(raw, _NAMED, style.zone)
    if way in ("epoch", "epoch_ms"):
        number = raw.cast(pl.Float64, strict=False)
        micro = number * (1e3 if way == "epoch_ms" else 1e6)
        sane = kept(micro, micro.abs() < 4e15)
        return sane.round().cast(pl.Int64).cast(pl.Datetime("us")).dt.replace_time_zone(_UTC), nothing(
            len(raw), pl.Date
        )
    if way == "excel":
        return _excel(raw, style.zone)
    return _patterns(raw, (way,), style.zone)


def _iso(raw: pl.Series, zone: str) -> tuple[pl.Series, pl.Series]:
    days = raw.str.to_date("%Y-%m-%d", strict=False)
    if days.null_count() == raw.null_count():
        return nothing(len(raw), _INSTANT), days
    text = raw.str.replace(r"^(\d{4})[-/](\d{2})[-/](\d{2})[ T]+(\d{2}:\d{2})", "$1-$2-${3}T$4")
    if not text.str.contains(_WHOLE).all():
        text = _mended(text)
    aware = text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%#z", strict=False, time_unit="us", time_zone=_UTC)
    if aware.null_count() > raw.null_count():
        naive = text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", strict=False, time_unit="us")
        aware = aware.fill_null(localised(naive, zone))
    if aware.null_count() > raw.null_count():
        days = days.fill_null(text.str.to_date("%Y-%m-%d", strict=False))
    return aware, days


# what is not written by the book; nothing here changes a text that is like _WHOLE
def _mended(text: pl.Series) -> pl.Series:
    text = text.str.replace(r"^(\d{4})/(\d{2})/(\d{2})$", "$1-$2-$3")
    text = text.str.replace(r"(T\d{2}:\d{2})($|Z|\+|-|\s)", "${1}:00$2").str.replace(r"\s*(UTC|GMT|z)$", "Z")
    text = text.str.replace(r"(:\d{2}),(\d+)", "$1.$2").str.replace(r"\s+([+-]\d{2}:?\d{2})$", "$1")
    return text.str.replace(r"(\.\d{9})\d+", "$1")


def _numeric(raw: pl.Series, way: str) -> pl.Series:
    parts = raw.str.extract_groups(_NUMERIC).struct.unnest()
    first, second, year, hour, minute, sec, half = (parts[:, place] for place in range(7))
    if way == "eu.":  # points are never month first
        first = kept(first, raw.str.contains(r"^\d{1,2}\.\d{1,2}\."))
    day, month = (second, first) if way == "us" else (first, second)
    frame = pl.DataFrame({"y": year, "m": month.str.zfill(2), "d": day.str.zfill(2), "i": minute, "s": sec, "a": half})
    clock = hour.cast(pl.Int64, strict=False)
    half = half.str.to_uppercase()
    twelve = half.is_not_null() & (clock == 12)
    clock = clock.zip_with(~twelve.fill_null(False), clock * 0)
    clock = clock.zip_with(~(half == "P").fill_null(False), clock + 12)
    frame = frame.with_columns(clock.cast(pl.String).str.zfill(2).alias("h"))
    day_text = pl.format("{}-{}-{}", "y", "m", "d")
    full = pl.format("{}-{}-{}T{}:{}:{}", "y", "m", "d", "h", "i", pl.col("s").fill_null("00"))
    return frame.select(pl.when(pl.col("h").is_null()).then(day_text).otherwise(full).alias("t"))["t"]


def _excel(raw: pl.Series, zone: str) -> tuple[pl.Series, pl.Series]:
    number = raw.cast(pl.Float64, strict=False)
    sane = kept(number, (number >= 1) & (number < 110_000))
    seconds = (sane * 86_400).round().cast(pl.Int64) - 25_569 * 86_400
    naive = (seconds * 1_000_000).cast(pl.Datetime("us"))
    whole = (seconds % 86_400 == 0).fill_null(False)
    return kept(localised(naive, zone), ~whole), kept(naive.dt.date(), whole)


def _patterns(raw: pl.Series, patterns: tuple[str, ...], zone: str) -> tuple[pl.Series, pl.Series]:
    instants = nothing(len(raw), _INSTANT)
    days = nothing(len(raw), pl.Date)
    for pattern in patterns:
        timed = any(sign in pattern for sign in ("%H", "%I", "%T", "%s"))
        try:
            if not timed:
                days = days.fill_null(raw.str.to_date(pattern, strict=False))
            elif "%z" in pattern or "%#z" in pattern:
                instants = instants.fill_null(
                    raw.str.to_datetime(pattern, strict=False, time_unit="us", time_zone=_UTC)
                )
            else:
                instants = instants.fill_null(
                    localised(raw.str.to_datetime(pattern, strict=False, time_unit="us"), zone)
                )
        except pl.exceptions.PolarsError:
            continue
    return instants, days
