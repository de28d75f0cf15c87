"""Which table a file with unknown headers is nearest to, and which of its columns feeds which of the table's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz

from vouch.importers.base.words import plain
from vouch.importers.files.synonyms import names_of
from vouch.tables.facts import TABLES
from vouch.tables.shape import Column, Table, Type

_NEAR = 84.0
_ID_WORDS = ("id", "key", "number", "no", "nr", "code", "hash", "uuid")
_TIMES = (Type.DATE, Type.TIME)


@dataclass(frozen=True)
class Look:
    """What the cells of a column look like: the share of its filled cells that are of each sort."""

    filled: int
    mail: float
    date: float
    number: float
    distinct: float


@dataclass(frozen=True)
class Draft:
    """A table and, by its columns, the header that feeds each with how near (0 to 100) the names are."""

    table: Table
    feeds: dict[str, tuple[str, float]]
    undecided: tuple[str, ...]
    """Needed columns for which the file has nothing that looks right."""

    @property
    def worth(self) -> float:
        """How well the file fits: near names count, needed columns twice, undecided ones against it."""
        needed = {column.name for column in self.table.columns if column.required} | {
            name for group in self.table.one_of for name in group
        }
        near = sum((nearness - 60) / 40 * (2 if name in needed else 1) for name, (_, nearness) in self.feeds.items())
        return near - 3 * len(self.undecided)


def look(cells: pl.Series) -> Look:
    """What the cells of a column look like."""
    filled = cells.drop_nulls()
    number = len(filled)
    if not number:
        return Look(0, 0.0, 0.0, 0.0, 0.0)
    mail = int(filled.str.contains(r"^[^@\s]+@[^@\s]+\.[^@\s]+$").sum())
    date = int(filled.str.contains(r"^(\d{4}-\d{2}-\d{2}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|1[0-9]{9}([0-9]{3})?$)").sum())
    figures = filled.cast(pl.Float64, strict=False).is_not_null().sum()
    return Look(number, mail / number, date / number, int(figures) / number, filled.n_unique() / number)


def drafts(headers: Sequence[str], sample: pl.DataFrame) -> list[Draft]:
    """A draft for each table, the nearest first."""
    looks = {header: look(sample[header]) for header in headers}
    found = [_draft(table, headers, looks) for table in TABLES.values()]
    return sorted(found, key=lambda draft: -draft.worth)


def _draft(table: Table, headers: Sequence[str], looks: dict[str, Look]) -> Draft:
    pairs = sorted(
        (
            (-_nearness(column, header), place, header, column)
            for place, column in enumerate(table.columns)
            for header in headers
            if _may(column, looks[header])
        ),
        key=lambda pair: pair[:3],
    )
    feeds: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for negative, _, header, column in pairs:
        if -negative >= _NEAR and column.name not in feeds and header not in taken:
            feeds[column.name] = (header, -negative)
            taken.add(header)
    mail = next((each for each in headers if each not in taken and looks[each].mail > 0.8), None)
    if mail and "email" in table.names and "email" not in feeds:
        feeds["email"] = (mail, 86.0)
        taken.add(mail)
    needed = [column for column in table.columns if column.required and column.name not in feeds]
    if not any(set(group) & set(feeds) for group in table.one_of):
        needed += [table.column(group[0]) for group in table.one_of]
    undecided: list[str] = []
    for column in needed:
        free = [each for each in headers if each not in taken]
        chosen = _identifying(column, table, free, looks, feeds) or next(
            (each for each in free if column.name != table.key[0] and _fits(column, looks[each])), None
        )
        if chosen is None:
            undecided.append(column.name)
        else:
            feeds[column.name] = (chosen, 60.0)
            taken.add(chosen)
    return Draft(table, feeds, tuple(undecided))


# what tells one row from another: a column of that sort, else the name, else any column without repeats
def _identifying(
    column: Column, table: Table, free: Sequence[str], looks: dict[str, Look], feeds: dict[str, tuple[str, float]]
) -> str | None:
    if column.type is not Type.ID or column.name != table.key[0]:
        return None
    unique = [each for each in free if looks[each].filled and looks[each].distinct > 0.99]
    called = [each for each in unique if plain(each).endswith(_ID_WORDS)]
    named = [feeds["name"][0]] if "name" in feeds and table.name == "accounts" else []
    return next(iter((*called, *named, *(each for each in unique if looks[each].date < 0.5))), None)


def _nearness(column: Column, header: str) -> float:
    best = 0.0
    for order, name in enumerate(names_of(column)):
        same = 100.0 if plain(name) == plain(header) else fuzz.ratio(plain(name), plain(header)) - 2.0
        best = max(best, same - (0.0 if order == 0 else 4.0))
    return best - (0.0 if column.type is not Type.ID or plain(header).endswith(_ID_WORDS) else 1.5)


# a column of e-mails feeds no date, whatever it is called
def _may(column: Column, seen: Look) -> bool:
    if not seen.filled:
        return True
    if column.type in _TIMES:
        return seen.date > 0.5 or seen.mail + seen.number < 0.5
    if column.type is Type.EMAIL:
        return seen.mail > 0.5
    if column.type in (Type.NUMBER, Type.COUNT):
        return seen.date < 0.5 and seen.mail < 0.5
    return True


def _fits(column: Column, seen: Look) -> bool:
    if column.type in _TIMES:
        return seen.date > 0.8
    if column.type is Type.EMAIL:
        return seen.mail > 0.8
    if column.type in (Type.ID, Type.TEXT):
        return seen.filled > 0 and seen.date < 0.5 and (column.type is Type.TEXT or seen.distinct > 0.02)
    return column.type is Type.NUMBER and seen.number > 0.8
