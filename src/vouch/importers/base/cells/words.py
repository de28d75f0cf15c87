"""Cells that are words: texts, ids, e-mail addresses, choices, yes or no."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from vouch.importers.base.cells.reading import Cells, kept, unread, without
from vouch.importers.base.source.grid import CELL_LIMIT
from vouch.importers.base.words import plain

_YES = ("true", "yes", "y", "1", "t", "x", "on", "ja", "oui", "si", "sí", "sim", "wahr", "vrai")
_NO = ("false", "no", "n", "0", "f", "off", "nein", "non", "não", "falsch", "faux")
_MAIL = r"^[^@\s<>,;\"]+@[^@\s<>,;\"]+$"


def text(raw: pl.Series) -> Cells:
    """Text as it stands: a cell is never run, opened or worked out, whatever it looks like."""
    values, why = without(
        raw, raw.str.len_chars() > CELL_LIMIT, f"the cell has more than {CELL_LIMIT:,} characters", {}
    )
    return Cells(*without(values, values.str.contains("[\\x00\\x{fffd}]"), "the cell has bytes that are no text", why))


def ids(raw: pl.Series, one: str = "") -> Cells:
    """Ids as they stand, leading zeros kept. A number that a spreadsheet has rounded is no id any more.

    With `one`, a sign between ids, a cell that holds several different ones is not read.

    >>> ids(pl.Series(["007", "7; 7;", "7;8"]), ";").values.to_list()
    ['007', '7', None]
    """
    read = _single(text(raw), one) if one else text(raw)
    rounded = read.values.str.contains(r"^\d[.,]\d+E\+\d{2,}$")
    long = read.values.str.len_chars() > 500
    values, why = without(read.values, rounded, "a spreadsheet has rounded this id; export it as text", read.why)
    return Cells(*without(values, long, "this is too long for an id", why))


def _single(read: Cells, by: str) -> Cells:
    parts = read.values.str.split(by).list.eval(pl.element().str.strip_chars())
    parts = parts.list.eval(pl.element().filter(pl.element() != "")).list.unique(maintain_order=True)
    several = "the cell names several, and nothing says which is meant"
    values = parts.list.get(0, null_on_oob=True)
    return Cells(*without(values, parts.list.len() > 1, several, read.why))


def emails(raw: pl.Series) -> Cells:
    """E-mail addresses in lower case, without a name around them.

    >>> emails(pl.Series(["Ana <Ana@Example.com>", "mailto:bo@example.com", "cy"])).values.to_list()
    ['ana@example.com', 'bo@example.com', None]
    """
    read = text(raw)
    bare = read.values.str.to_lowercase().str.replace(r"^mailto:\s*", "").str.replace(r"^.*<([^<>]+)>$", "$1")
    bare = bare.str.strip_chars()
    values = kept(bare, bare.str.contains(_MAIL) & (bare.str.len_chars() <= 320))
    return Cells(values, unread(raw, values, "this is no e-mail address", read.why))


def yes_no(raw: pl.Series) -> Cells:
    """Yes or no, in the words of common exports.

    >>> yes_no(pl.Series(["1", "FALSE", "Yes", "maybe"])).values.to_list()
    [True, False, True, None]
    """
    lowered = raw.str.to_lowercase()
    values = lowered.replace_strict(
        [*_YES, *_NO], [True] * len(_YES) + [False] * len(_NO), default=None, return_dtype=pl.Boolean
    )
    return Cells(values, unread(raw, values, "this is neither yes nor no"))


def choices(raw: pl.Series, known: tuple[str, ...]) -> Cells:
    """One of a closed set of words, whatever its case and punctuation."""
    words = raw.unique().drop_nulls().to_list()
    found = {word: _choice(word, known) for word in words}
    values = raw.replace_strict(list(found), list(found.values()), default=None, return_dtype=pl.String)
    return Cells(values, unread(raw, values, f"this is none of {', '.join(known)}"))


@lru_cache(maxsize=10_000)
def _choice(word: str, known: tuple[str, ...]) -> str | None:
    return {plain(each): each for each in known}.get(plain(word))


def mapped(raw: pl.Series, words: dict[str, str]) -> pl.Series:
    """Cells in the words of the contract: `words` is looked up whatever the case; `*` stands for any other word.

    >>> mapped(pl.Series(["Renewal ", "x", None]), {"renewal": "renewal", "*": ""}).to_list()
    ['renewal', None, None]
    """
    lookup = {plain(word): meaning for word, meaning in words.items() if word != "*"}
    other = words.get("*")
    found = {
        word: lookup.get(plain(word), word if other is None else other) or None
        for word in raw.unique().drop_nulls().to_list()
    }
    return raw.replace_strict(list(found), list(found.values()), default=None, return_dtype=pl.String)
