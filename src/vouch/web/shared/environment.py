"""What can every template say? One Jinja environment: addresses, static files, dates and money, the words of stages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from vouch.domain.stages import RUNGS, Gate, Stage
from vouch.program.colleagues.permissions import Position
from vouch.web.shared import reader
from vouch.web.shared.styles import STYLES


def environment(**options: Any) -> Environment:
    """The environment of every page: strict (a misspelt name is an error, not a gap), trimmed, escaping."""
    made = Environment(
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
    )
    made.globals.update(
        url=url,
        address=address,
        static=static,
        htmx_script=htmx_script,
        styles=STYLES,
        rungs=[stage.value for stage in RUNGS],
        kept=kept,
        open_gates=open_gates,
        plural=plural,
        word=word,
        said=said,
        spelled=spelled,
    )
    made.filters.update(
        day=lambda value: reader.current().day(value),
        day_month=lambda value: reader.current().day(value, year=False),
        iso_day=lambda value: reader.current().day(dt.date.fromisoformat(value[:10])),
        long_day=lambda value: reader.current().long_day(value),
        month=lambda value: reader.current().month(value),
        month_name=lambda value: reader.current().month_name(value),
        moment=lambda value: reader.current().moment(value),
        ago=lambda value: reader.current().ago(value),
        number=lambda value, digits=None: reader.current().number(value, digits),
        money=lambda value, currency="EUR": reader.current().money(value, currency),
        in_hundred=lambda value: reader.current().in_hundred(value),
        stage_words=stage_words,
        gate_words=gate_words,
        role_words=lambda value: Position(value).words,
        capital=capital,
        listed=listed,
        time=time,
    )
    return made


def url(name: str, *args: Any, **query: Any) -> str:
    """The address of a page by its name; positional arguments go into the path, named ones into the query.

    Named ones that are empty or None are left out.
    """
    address = _path(name, args)
    kept = [(key, value) for key, value in query.items() if value not in (None, "")]
    if not kept:
        return address
    from django.utils.http import urlencode

    return f"{address}?{urlencode(kept, doseq=True)}"


def _path(name: str, args: tuple[Any, ...]) -> str:
    """The path: a list asks for one and the same fifty times, so its shape is kept where only plain ids differ."""
    if len(args) == 1 and isinstance(args[0], str) and _PLAIN_ID.fullmatch(args[0]):
        before, after = _shape(name, args[0][0])
        if before:
            return f"{before}{args[0]}{after}"
    return reverse(name, args=args)


_PLAIN_ID = re.compile(r"[ac][0-9a-f]{15}")
_ANY = "0123456789abcde"


@cache
def _shape(name: str, kind: str) -> tuple[str, str]:
    """What stands before and after an internal id of that kind in the path of that name; empty where it is changed."""
    try:
        before, found, after = reverse(name, args=(kind + _ANY,)).partition(kind + _ANY)
    except NoReverseMatch:
        return "", ""
    return (before, after) if found else ("", "")


def kept(macro: Any, *args: Any) -> Any:
    """What a macro says of these arguments, kept: for marks and choices, which are the same for every reader."""
    key = (macro._func.__code__, *(tuple(one) if isinstance(one, list) else one for one in args))
    said = _kept.get(key)
    if said is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        said = _kept[key] = macro(*args)
    return said


_kept: dict[tuple[Any, ...], Any] = {}
_MOST_KEPT = 1000


def open_gates(missing: Sequence[str], stale: Sequence[str]) -> str:
    """Which gates are missing, and which have grown old.

    >>> open_gates(["acts", "attitude"], ["service"])
    'acts, attitude; old: service'
    """
    return _open_gates(tuple(missing), tuple(stale))


@lru_cache(maxsize=1000)
def _open_gates(missing: tuple[str, ...], stale: tuple[str, ...]) -> str:
    parts = [", ".join(map(gate_words, missing)), f"old: {', '.join(map(gate_words, stale))}" if stale else ""]
    return "; ".join(filter(None, parts))


def address(name: str, *args: Any, **query: Any) -> str:
    """The same for a page that may not be there: empty where it is not."""
    try:
        return url(name, *args, **query)
    except NoReverseMatch:
        return ""


def stage_words(value: str) -> str:
    """A stage as people read it: “not yet satisfied”."""
    return Stage(value).words


def gate_words(value: str) -> str:
    """A gate as people read it: “exceeds expectations”."""
    return Gate(value).words


def word(value: str) -> str:
    """A word of the contract as people read it: underscores are blanks."""
    return value.replace("_", " ")


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: “1 customer”, “1,013 customers”. `many` where adding an s is not enough.

    >>> plural(2, "answer")
    '2 answers'
    """
    return f"{reader.current().number(count)} {one if count == 1 else many or one + 's'}"


def said(value: object) -> str:
    """A value of the history as people read it: words without underscores, yes and no, lists in a row."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "none"
    if isinstance(value, list):
        return listed([said(part) for part in value])
    if isinstance(value, int | float):
        return reader.current().number(value)
    return word(str(value))


def spelled(count: int, one: str, many: str = "") -> str:
    """A count with its noun for the beginning of a sentence: “Four colleagues”, from thirteen on “13 colleagues”.

    >>> spelled(1, "colleague")
    'One colleague'
    """
    if count >= len(_SMALL):
        return plural(count, one, many)
    return f"{_SMALL[count]} {one if count == 1 else many or one + 's'}"


def few(count: int, one: str, many: str = "") -> str:
    """A count with its noun inside a sentence: “three invitations”, from thirteen on “13 invitations”.

    >>> few(3, "invitation")
    'three invitations'
    """
    words = spelled(count, one, many)
    return words[:1].lower() + words[1:]


_SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def capital(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(parts: list[str]) -> str:
    """Several things in a sentence: “a, b and c”.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def time(value: dt.datetime | dt.date) -> Markup:
    """A `time` element: the day or moment in words, the exact one for machines."""
    words = reader.current().moment(value) if isinstance(value, dt.datetime) else reader.current().day(value)
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), escape(words))
