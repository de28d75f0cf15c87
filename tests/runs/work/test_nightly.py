"""The nightly placing: once a night, in the company's time zone, caught up where the worker slept."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.program.cast import publish
from vouch.program.work import actions
from vouch.program.work.models import Job
from vouch.runs.work.nightly import due, moment

LISBON, TOKYO = ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Tokyo")
AT = dt.time(2, 30)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("now", "zone", "last"),
    [
        ("2026-11-23T12:00", LISBON, "2026-11-23T02:30"),
        ("2026-11-23T02:30", LISBON, "2026-11-23T02:30"),
        ("2026-11-23T02:29", LISBON, "2026-11-22T02:30"),
        ("2026-07-01T02:00", LISBON, "2026-07-01T01:30"),  # summer time
        ("2026-11-23T12:00", TOKYO, "2026-11-22T17:30"),
        ("2026-11-23T18:00", TOKYO, "2026-11-23T17:30"),
    ],
)
def test_the_last_nightly_moment_is_that_of_the_companys_clock(now: str, zone: ZoneInfo, last: str) -> None:
    assert moment(utc(now), AT, zone) == utc(last)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "at", "wanted"),
    [
        ("2026-11-23T23:00", AT, False),  # placed at noon of that day, after its night
        ("2026-11-24T02:29", AT, False),
        ("2026-11-24T02:30", AT, True),
        ("2026-11-27T09:00", AT, True),  # the worker was off for days
        ("2026-11-27T09:00", None, False),
    ],
)
def test_everybody_is_placed_once_a_night(now: str, at: dt.time | None, wanted: bool) -> None:
    publish([])
    assert due(utc(now), at, LISBON) is wanted


@pytest.mark.django_db
def test_nothing_is_placed_at_night_where_nothing_ever_was() -> None:
    assert not due(utc("2026-11-27T09:00"), AT, LISBON)


@pytest.mark.django_db
def test_a_placing_that_failed_tonight_is_not_tried_all_night() -> None:
    publish([])
    actions.refresh_soon()
    Job.objects.update(state="failed", asked_at=utc("2026-11-24T02:31"))
    assert not due(utc("2026-11-24T02:40"), AT, LISBON)
    assert due(utc("2026-11-25T02:40"), AT, LISBON)
