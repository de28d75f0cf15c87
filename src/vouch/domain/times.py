"""Which moment do a day and an hour mean where somebody lives, and how is a moment said to them?

Twice a year an hour is missing or comes twice. Both are refused in words: nobody should wait for a call that their
clock shows at another hour than ours.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from vouch.domain.errors import BadInput

_AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def moment(day: str, hour: str, zone: ZoneInfo, *, field: str = "") -> dt.datetime:
    """The moment of a day (2027-01-31) and an hour (14:30) in a zone, in UTC.

    Raises BadInput where one of them is none, or where that hour is missing or comes twice there.

    >>> moment("2027-01-31", "14:30", ZoneInfo("Europe/Berlin")).isoformat()
    '2027-01-31T13:30:00+00:00'
    >>> moment("2027-03-28", "02:30", ZoneInfo("Europe/Berlin"))
    Traceback (most recent call last):
    vouch.domain.errors.BadInput: On 28 Mar 2027 there is no 02:30 in Europe/Berlin: the clocks go forward.
    """
    try:
        local = dt.datetime.combine(dt.date.fromisoformat(day.strip()), dt.time.fromisoformat(hour.strip()))
    except ValueError:
        raise BadInput("bad_time", "Name a day and an hour, like 2027-01-31 and 14:30.", field=field) from None
    local = local.replace(second=0, microsecond=0, tzinfo=None)
    if local.year < 1970 or local.year > 9000:
        raise BadInput("bad_time", "That year cannot be meant.", field=field)
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC) for fold in (0, 1))
    where = f"On {local:%-d %b %Y}"
    if first.astimezone(zone).replace(tzinfo=None) != local:
        sentence = f"{where} there is no {local:%H:%M} in {zone.key}: the clocks go forward."
        raise BadInput("no_such_hour", sentence, field=field)
    if first != second:
        sentence = f"{where} {local:%H:%M} comes twice in {zone.key}: the clocks go back."
        raise BadInput("hour_twice", sentence, field=field)
    return first


def spoken(at: dt.datetime, zone: ZoneInfo) -> str:
    """A moment as our sentences say it, with the zone it is said in.

    >>> spoken(dt.datetime(2027, 1, 31, 13, 30, tzinfo=dt.UTC), ZoneInfo("Europe/Berlin"))
    'Sunday, 31 Jan 2027, 14:30 (Europe/Berlin)'
    """
    local = at.astimezone(zone)
    return f"{local:%A}, {local:%-d %b %Y}, {local:%H:%M} ({zone.key})"


def zone_of(name: str, *, field: str = "zone") -> ZoneInfo:
    """The time zone of that name. Raises BadInput.

    >>> zone_of("Mars/Base")
    Traceback (most recent call last):
    vouch.domain.errors.BadInput: “Mars/Base” is no time zone. Choose one of the list, like Europe/Berlin.
    """
    if name not in zones() and name != "UTC":
        raise BadInput(
            "bad_zone", f"“{name[:60]}” is no time zone. Choose one of the list, like Europe/Berlin.", field=field
        )
    return ZoneInfo(name)


@cache
def zones() -> tuple[str, ...]:
    """The time zones somebody can choose from, by area and place."""
    return tuple(sorted(name for name in available_timezones() if name.split("/")[0] in _AREAS and "/" in name))


@cache
def zone_in(country: str) -> str:
    """The one time zone of a country (by its code of two letters, or its English name); empty where it has several.

    >>> zone_in("pt"), zone_in("Germany"), zone_in("us")
    ('', 'Europe/Berlin', '')
    """
    code = _codes().get(" ".join(country.casefold().split()), country.upper())
    found = [name for one, name in _rows("zone.tab", 0, 2) if one == code]
    found = [name for name in found if name not in ("Europe/Busingen",)]  # a village with the clock of its neighbour
    return found[0] if len(found) == 1 else ""


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in _rows("iso3166.tab", 0, 1)}


@cache
def _rows(name: str, *columns: int) -> tuple[tuple[str, ...], ...]:
    text = resources.files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(parts[column] for column in columns) for parts in lines)
