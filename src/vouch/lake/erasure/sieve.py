"""Keeps people who were erased from coming back: their rows of a new file are left out, words about them are blanked.

It decides as erasure itself does, from hashes alone. Text is looked at in two steps, so that a file in which nobody is
named costs little: first whether any word of it is a word of a name on the list, then whether it names the person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

import polars as pl

from vouch.lake.erasure.cells import GONE, MARK, free_text, instead, spoken
from vouch.lake.erasure.person import words
from vouch.lake.erasure.suppression import Suppression
from vouch.tables.shape import Column

_ADDRESS = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_OWN_NAMES = frozenset({"name", "first_name", "last_name", "email"})
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Sieved:
    """What is left of some facts, those that were left out, and how many cells were blanked."""

    facts: pl.DataFrame
    dropped: pl.DataFrame
    cells: int
    touched: frozenset[str] = frozenset()
    """Keys of the facts that lost a cell."""


class Sieve:
    """Decides what may come in, by one suppression list."""

    def __init__(self, suppression: Suppression) -> None:
        self._list = suppression
        self._lengths = suppression.lengths
        self._word = lru_cache(maxsize=200_000)(lambda word: suppression.has("word", word))

    def __bool__(self) -> bool:
        return bool(self._list)

    def facts(self, table: str, facts: pl.DataFrame) -> Sieved:
        """Facts of one table without what is about, or names, an erased person."""
        if not self._list or facts.is_empty():
            return Sieved(facts, facts.clear(), 0)
        theirs = self._theirs(table, facts)
        kept = facts.filter(~theirs)
        touched = pl.repeat(False, len(kept), dtype=pl.Boolean, eager=True)
        blanked: list[pl.Expr] = []
        cells = 0
        keys: frozenset[str] = frozenset()
        for column, named in self._naming(table, kept):
            if column.name != "file":
                touched |= named
            cells += int(named.sum())
            blanked.append(
                pl.when(~named)
                .then(pl.col(column.name))
                .otherwise(pl.lit(instead(column), pl.String))
                .alias(column.name)
            )
        if blanked:
            marked = pl.when(touched).then(pl.col("row_hash").xor(MARK)).otherwise(pl.col("row_hash"))
            keys = frozenset(kept.filter(touched)["key"].to_list())
            kept = kept.with_columns(*blanked, marked.alias("row_hash"))
        return Sieved(kept, facts.filter(theirs), cells, keys)

    def apart(self, table: str, facts: pl.DataFrame) -> tuple[pl.DataFrame, list[tuple[str, pl.DataFrame]]]:
        """The facts about people on the list; and by column, the facts of others in which that column names them."""
        theirs = self._theirs(table, facts)
        others = facts.filter(~theirs)
        return facts.filter(theirs), [(c.name, others.filter(named)) for c, named in self._naming(table, others)]

    def text(self, text: str, *, instead_of: str = GONE) -> str:
        """A text as it is, or what is put in its place when it names an erased person."""
        return instead_of if self._list and self._names(text, None) else text

    def names(self, texts: pl.Series) -> pl.Series:
        """Which of some texts name an erased person wherever they stand."""
        return self._named(texts, None)

    def knows(self, system: str, id_: str) -> bool:
        """Whether somebody with that id in that source was erased."""
        return self._list.has("id", system, id_) or self._list.has("anywhere", id_)

    def _naming(self, table: str, facts: pl.DataFrame) -> Iterator[tuple[Column, pl.Series]]:
        home = facts["account_id"] if "account_id" in facts.columns else None
        loose = {column.name for column in free_text(table)}
        for column in spoken(table):
            if column.name not in facts.columns:
                continue
            named = self._named(facts[column.name], home if column.name in loose else None)
            if table == "contacts" and column.name in _OWN_NAMES and named.any():
                named &= ~self._namesakes(facts, named)
            if named.any():
                yield column, named

    # somebody with an address of their own, at a company where nobody of that name was erased, is somebody else
    def _namesakes(self, contacts: pl.DataFrame, named: pl.Series) -> pl.Series:
        columns = ("email", "account_id", *sorted(_OWN_NAMES - {"email"}))
        return pl.Series(
            [
                bool(doubt and email and account)
                and not self._list.has("email", email.lower())
                and not any(self._list.has("home", account, word) for name in names for word in words(name or ""))
                for doubt, (email, account, *names) in zip(named, contacts.select(columns).iter_rows(), strict=True)
            ],
            dtype=pl.Boolean,
        )

    def _theirs(self, table: str, facts: pl.DataFrame) -> pl.Series:
        nobody = pl.repeat(False, len(facts), dtype=pl.Boolean, eager=True)
        mine = nobody
        shared = nobody
        if "contact_id" in facts.columns:
            pairs = facts.select("system", "contact_id").drop_nulls().unique().rows()
            mine = _among(facts, [pair for pair in pairs if self.knows(*pair)])
            shared = _among(facts, [pair for pair in pairs if self._list.has("shared", *pair)])
        if "email" in facts.columns and table != "owners":
            given = facts["email"].drop_nulls().unique().to_list()
            hit = [email for email in given if self._list.has("email", email.lower())]
            mine |= facts["email"].is_in(hit).fill_null(False) & ~shared
        return mine

    def _named(self, texts: pl.Series, home: pl.Series | None) -> pl.Series:
        suspected = self._suspected(texts)
        if not suspected.any():
            return suspected
        homes = [None] * len(texts) if home is None else home.to_list()
        answers: dict[tuple[str, str | None], bool] = {}
        named = []
        for text, account, doubt in zip(texts.to_list(), homes, suspected.to_list(), strict=True):
            if doubt and (text, account) not in answers:
                answers[text, account] = self._names(text, account)
            named.append(doubt and answers[text, account])
        return pl.Series(named, dtype=pl.Boolean)

    # an address, an escape that may hide a letter, or a word on the list
    def _suspected(self, texts: pl.Series) -> pl.Series:
        distinct = texts.drop_nulls().unique()
        plain = distinct.str.normalize("NFC")
        tokens = plain.str.to_lowercase().str.extract_all(r"[\p{L}\p{N}]+").explode().drop_nulls().unique()
        listed = [word for word in tokens.filter(~tokens.str.contains(r"\p{N}")).to_list() if self._word(word)]
        pattern = "|".join([r"@|%40|\\u", *(f"(?i:{re.escape(word)})" for word in listed)])
        doubtful = distinct.filter(plain.str.contains(pattern))
        return texts.is_in(doubtful.to_list()).fill_null(False)

    def _names(self, text: str, account: str | None) -> bool:
        plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), unquote(text) if "%40" in text else text)
        plain = unicodedata.normalize("NFC", plain)
        if any(self._list.has("email", email) for email in _addresses(plain)):
            return True
        said = words(plain)
        lowered = [word.lower() for word in said]
        if not any(map(self._word, lowered)):
            return False
        for length in self._lengths:
            for start in range(len(lowered) - length + 1):
                if self._list.has("name", *lowered[start : start + length]):
                    return True
        if any(self._list.has("family", word) for word in said):
            return True
        return account is not None and any(self._list.has("home", account, word) for word in said)


def _among(facts: pl.DataFrame, pairs: list[tuple[str, str]]) -> pl.Series:
    if not pairs:
        return pl.repeat(False, len(facts), dtype=pl.Boolean, eager=True)
    listed = pl.DataFrame(pairs, schema=["system", "contact_id"], orient="row").with_columns(_listed=True)
    joined = facts.select("system", "contact_id").join(
        listed, on=["system", "contact_id"], how="left", maintain_order="left"
    )
    return joined["_listed"].fill_null(False)


def _addresses(text: str) -> Iterable[str]:
    for found in _ADDRESS.findall(text):
        yield found.lower().rstrip(".")
        # an address in angle brackets or quotes, or with a word before it
        yield found.lower().strip("'.%+-")
