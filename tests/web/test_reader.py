"""Dates and money are written as the reader writes them; what is not known is said, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.web.served import text_of
from vouch.web.shared.reader import LOCALES, Reader, locale_from

MOMENT = dt.datetime(2026, 11, 23, 23, 5, tzinfo=dt.UTC)
NARROW = "\u202f"


@pytest.mark.parametrize(
    ("locale", "day", "moment", "number", "money"),
    [
        ("en_GB", "23 Nov 2026", "23 Nov 2026, 23:05", "1,013", "€184,000"),
        ("en_US", "Nov 23, 2026", "Nov 23, 2026, 11:05 PM", "1,013", "€184,000"),
        ("de_DE", "23 Nov 2026", "23 Nov 2026, 23:05", "1.013", "184.000 €"),
        ("fr_FR", "23 Nov 2026", "23 Nov 2026, 23:05", "1 013", "184 000 €"),
    ],
)
def test_each_region_reads_its_own_way(locale: str, day: str, moment: str, number: str, money: str) -> None:
    reader = Reader(locale)
    seen = (
        reader.day(MOMENT.date()),
        reader.moment(MOMENT),
        reader.number(1013),
        reader.money(184_000.4),
    )
    plain = tuple(text.replace(NARROW, " ").replace("\xa0", " ") for text in seen)
    assert plain == (day, moment, number, money)


def test_a_moment_stands_in_the_readers_zone_and_so_may_be_the_next_day() -> None:
    assert Reader("en_GB", "Europe/Berlin").moment(MOMENT) == "24 Nov 2026, 00:05"
    assert Reader("en_GB", "Mars/Base").moment(MOMENT) == "23 Nov 2026, 23:05"


def test_what_is_not_known_is_said() -> None:
    reader = Reader()
    assert {reader.day(None), reader.number(None), reader.money(None), reader.in_hundred(None)} == {"not known yet"}
    assert reader.moment(None) == "not yet"
    assert reader.in_hundred(0.684) == "68 in 100"


@given(st.sampled_from(sorted(LOCALES)), st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_every_region_writes_every_amount(locale: str, value: float) -> None:
    reader = Reader(locale)
    assert any(c.isdigit() for c in reader.money(value, "EUR"))
    assert any(c.isdigit() for c in reader.number(value))
    assert any(c.isdigit() for c in reader.short_money(value))


@pytest.mark.parametrize(
    ("asked", "locale"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", "de_DE"),
        ("de", "de_DE"),
        ("pt-br", "pt_BR"),
        ("pt-AO", "pt_PT"),
        ("zz, fr-FR", "fr_FR"),
        ("", "en_GB"),
        (";;,,*", "en_GB"),
        ("en", "en_GB"),
    ],
)
def test_a_browser_is_believed_as_far_as_we_can(asked: str, locale: str) -> None:
    assert locale_from(asked) == locale


@pytest.mark.django_db
def test_the_page_follows_the_person_before_the_browser(sign_in: Callable[..., Client]) -> None:
    client = sign_in()
    month = dt.datetime.now(dt.UTC).strftime("%b")
    assert month in text_of(client.get("/settings/people/", headers={"accept-language": "en-US"}))
    form = {"name": "Ines", "theme": "system", "locale": "en_US", "time_zone": ""}
    client.post("/settings/profile/", form)
    seen = text_of(client.get("/settings/people/", headers={"accept-language": "de-DE"}))
    today = dt.datetime.now(dt.UTC)
    assert f"{today:%b} {today.day}, {today.year}" in seen
