"""Who reads this page, and how do they write dates, times, numbers and money?

Words are English everywhere. Dates take the order of the reader's region, figures their marks: somebody in Germany
reads “23 November 2026” and “184.000 €”. Days stand in the company's time zone, moments in the reader's.
"""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from decimal import localcontext
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.numbers import NumberPattern, format_compact_currency, format_compact_decimal, format_decimal

LOCALES: dict[str, str] = {
    "en_GB": "English, Great Britain",
    "en_US": "English, United States",
    "en_IE": "English, Ireland",
    "en_CA": "English, Canada",
    "en_AU": "English, Australia",
    "en_IN": "English, India",
    "de_DE": "German, Germany",
    "de_AT": "German, Austria",
    "de_CH": "German, Switzerland",
    "fr_FR": "French, France",
    "nl_NL": "Dutch, Netherlands",
    "da_DK": "Danish, Denmark",
    "sv_SE": "Swedish, Sweden",
    "nb_NO": "Norwegian, Norway",
    "fi_FI": "Finnish, Finland",
    "es_ES": "Spanish, Spain",
    "it_IT": "Italian, Italy",
    "pt_PT": "Portuguese, Portugal",
    "pt_BR": "Portuguese, Brazil",
    "pl_PL": "Polish, Poland",
    "ja_JP": "Japanese, Japan",
}
"""The conventions a colleague can choose from."""

_DEFAULT = "en_GB"
_DIGITS = 350  # enough for any float: a file may well say 1e300


@dataclass(frozen=True)
class Reader:
    """How one person reads: `locale` as in LOCALES, `zone` for moments."""

    locale: str = _DEFAULT
    zone: str = "UTC"

    def day(self, value: dt.date | dt.datetime | None, *, year: bool = True) -> str:
        """A day: “23 Nov 2026”, or “23 Nov” without its year. “not known yet” where there is none.

        >>> Reader().day(dt.date(2026, 11, 23))
        '23 Nov 2026'
        """
        if value is None:
            return "not known yet"
        date = value.astimezone(self._zone).date() if isinstance(value, dt.datetime) else value
        if year:
            return format_date(date, "medium", locale=_words(self.locale))
        return format_skeleton("MMMd", date, locale=_words(self.locale))

    def long_day(self, value: dt.date) -> str:
        """A day written out: “23 November 2026”."""
        return format_date(value, "long", locale=_words(self.locale))

    def month(self, value: dt.date) -> str:
        """A month: “Nov 2026”."""
        return format_skeleton("yMMM", value, locale=_words(self.locale))

    def month_name(self, value: dt.date) -> str:
        """A month without its year: “Nov”."""
        return format_skeleton("MMM", value, locale=_words(self.locale))

    def moment(self, value: dt.datetime | None) -> str:
        """A moment in the reader's time zone: “23 Nov 2026, 06:00”. “not yet” where there is none."""
        if value is None:
            return "not yet"
        return f"{self.day(value)}, {self.clock(value)}"

    def clock(self, value: dt.datetime) -> str:
        """The time of day: “06:00”."""
        return format_time(value, "short", tzinfo=self._zone, locale=_words(self.locale))

    def ago(self, value: dt.datetime, *, now: dt.datetime | None = None) -> str:
        """How long ago: “3 hours ago”."""
        delta = value - (now or dt.datetime.now(dt.UTC))
        return format_timedelta(delta, add_direction=True, locale=_words(self.locale))

    def number(self, value: float | None, digits: int | None = None) -> str:
        """A number with its marks: “1,013”. “not known yet” where there is none.

        >>> Reader("de_DE").number(1013)
        '1.013'
        """
        if value is None:
            return "not known yet"
        pattern = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
        with localcontext(prec=_DIGITS):
            return format_decimal(value, pattern, locale=_figures(self.locale))

    def money(self, value: float | None, currency: str = "EUR") -> str:
        """An amount without its cents: “€184,000”. “not known yet” where there is none."""
        if value is None:
            return "not known yet"
        return _money(self.locale, value, currency)

    def short_money(self, value: float, currency: str = "EUR") -> str:
        """An amount for an axis: “€184K”."""
        with localcontext(prec=_DIGITS):
            return format_compact_currency(value, currency, locale=_figures(self.locale))

    def short_number(self, value: float) -> str:
        """A large number for an axis: “50K”."""
        return format_compact_decimal(value, locale=_figures(self.locale))

    def in_hundred(self, share: float | None) -> str:
        """A share from 0 to 1 as whole parts of a hundred: “68 in 100”. “not known yet” where there is none."""
        return "not known yet" if share is None else f"{self.number(round(share * 100))} in 100"

    @property
    def _zone(self) -> ZoneInfo:
        return zone(self.zone)


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone of that name; UTC where nobody knows it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@lru_cache(maxsize=64)
def _words(code: str) -> Locale:
    """English, with the order of that region; Europe's where English has no rules for it."""
    language, _, territory = code.partition("_")
    if language == "en":
        return Locale.parse(code)
    try:
        return Locale.parse(f"en_{territory}")
    except UnknownLocaleError:
        return Locale.parse("en_150")


@lru_cache(maxsize=64)
def _figures(code: str) -> Locale:
    return Locale.parse(code)


@lru_cache(maxsize=64)
def _whole_money(code: str) -> NumberPattern:
    """How an amount is written there, without its cents."""
    pattern: NumberPattern = copy(_figures(code).currency_formats["standard"])
    pattern.frac_prec = (0, 0)
    return pattern


@lru_cache(maxsize=20_000)
def _money(locale: str, value: float, currency: str) -> str:
    with localcontext(prec=_DIGITS):
        return str(_whole_money(locale).apply(value, _figures(locale), currency=currency, currency_digits=False))


def locale_from(accept_language: str) -> str:
    """The first of LOCALES that a browser's Accept-Language asks for, else Great Britain's.

    >>> locale_from("da, en-GB;q=0.8")
    'da_DK'
    """
    for part in accept_language.split(","):
        language, _, region = part.split(";")[0].strip().partition("-")
        exact = f"{language.lower()}_{region.upper()}"
        if exact in LOCALES:
            return exact
        alike = next((code for code in LOCALES if code.partition("_")[0] == language.lower()), "")
        if alike:
            return alike
    return _DEFAULT


_current: ContextVar[Reader] = ContextVar("reader", default=Reader())  # noqa: B039  (frozen)


def current() -> Reader:
    """The reader of the page being made; Great Britain and UTC outside of any page."""
    return _current.get()


def read_as(reader: Reader) -> None:
    """Make this reader the current one for the rest of the request."""
    _current.set(reader)
