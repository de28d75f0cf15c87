"""Whom will a visitor meet by name? The first company of each kind is the same one in every sample."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import NamedTuple


class Lead(NamedTuple):
    """A company, and somebody there, that stands for a kind of story."""

    kind: str
    company: str
    country: str
    industry: str
    city: str
    employees: int
    person: str
    title: str


@cache
def leads() -> dict[str, Lead]:
    """The named companies by the kind of story they stand for."""
    text = files(__package__).joinpath("leads.csv").read_text(encoding="utf-8")
    rows = csv.reader(StringIO(text))
    next(rows)
    return {row[0]: Lead(row[0], row[1], row[2], row[3], row[4], int(row[5]), row[6], row[7]) for row in rows}
