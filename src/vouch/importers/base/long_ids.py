"""Ids of Salesforce records as Vouch keeps them: other tools name them too, often shortened."""

from __future__ import annotations

import polars as pl

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def long_id(short: str) -> str:
    """The 18 characters of an id of 15: the last three tell which of the others are capitals.

    >>> long_id("0015000000Gv7qJ")
    '0015000000Gv7qJAAR'
    """
    ending = ""
    for begin in (0, 5, 10):
        capitals = sum(1 << place for place, sign in enumerate(short[begin : begin + 5]) if "A" <= sign <= "Z")
        ending += _ALPHABET[capitals]
    return short + ending


def long_ids(cells: pl.Series, begins: str = "[0578][0-9A-Za-z]{2}") -> pl.Series:
    """Cells with the ids of 15 characters among them made 18; other cells as they are.

    `begins`: a pattern for the first three characters, which tell what sort of record it is; 003 is a contact.
    """
    short = cells.filter(cells.str.contains(f"^{begins}[0-9A-Za-z]{{12}}$")).unique().to_list()
    return cells.replace({word: long_id(word) for word in short if word}) if short else cells
