"""What a run knows of the past: a year of months, and who moved since the last month end."""

from __future__ import annotations

from typing import Any

from vouch.runs.shown import Found
from vouch.runs.shown.heard import heard
from vouch.runs.shown.months import months
from vouch.runs.shown.moves import Between, Move, between
from vouch.web.workspace.standing import sentences
from vouch.web.workspace.standing.moved_words import lines

YEAR = 13
"""Columns of a year: its first month and its last."""

SHORTEST = 10
"""A month younger than so many days tells little: the one before is taken with it."""

_SHOWN = (("up", 3), ("down", 2), ("at_risk", 2), ("known", 1), ("personal_advocate", 1))
MOST = 6


def past(found: Found | None, *, people_named: bool = True) -> dict[str, Any]:
    """What the page of the map says of the past: months, the year's sentence, who was heard, who moved and why."""
    days = found.days() if found else ()
    if found is None or not days:
        return {"months": (), "moved": None}
    year = months(found)[-YEAR:]
    told: dict[str, Any] = {
        "months": year,
        "moved": None,
        "year": sentences.over_the_year(year),
        "heard": sentences.heard_words(heard(found, days[-1])),
    }
    if len(days) < 2:
        return told
    since = days[-2] if (days[-1] - days[-2]).days >= SHORTEST or len(days) == 2 else days[-3]
    what = between(found, since, days[-1])
    told["moved"] = what
    told["moved_sentence"] = sentences.who_moved(what, sentences.since_words(since, days[-1], days[-1]))
    told["moved_lines"] = lines(found, foremost(what), since, days[-1], people_named=people_named)
    return told


def foremost(what: Between) -> list[Move]:
    """A few of each kind of move, filled up with the first of all others."""
    chosen: list[Move] = []
    for change, most in _SHOWN:
        fitting = [move for move in what.only(change) if move not in chosen]
        chosen += fitting[:most]
    rest = [move for move in what.only() if move not in chosen]
    chosen = (chosen + rest)[:MOST]
    return sorted(chosen, key=what.only().index)
