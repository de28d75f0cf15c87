"""Who is to be erased: their ids, addresses and names, and where they work, as far as the lake knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from vouch.lake.batches import read_batches
from vouch.lake.log import live_files

_OWN_FORMAT = "plain"
_LONG = 8
_COLUMNS = ["system", "contact_id", "account_id", "name", "first_name", "last_name", "email"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person by every word that names them.

    `ids` are (system, contact id) pairs, `accounts` (system, account id) pairs of where they work or worked. `emails`
    are lower-cased. `names` are full names, each a tuple of words; `families` and `givens` single words.
    """

    ids: frozenset[tuple[str, str]] = frozenset()
    emails: frozenset[str] = frozenset()
    names: frozenset[tuple[str, ...]] = frozenset()
    families: frozenset[str] = frozenset()
    givens: frozenset[str] = frozenset()
    accounts: frozenset[tuple[str, str]] = frozenset()
    families_alone: frozenset[str] = frozenset()
    """Family names that nobody else in the lake has: they name this person wherever they stand."""
    elsewhere: frozenset[tuple[str, str]] = frozenset()
    """Their ids as sources name them that have no record with such an id: our own format names people by any id."""
    anywhere: frozenset[str] = frozenset()
    """Ids so long that whichever source names one means this person."""
    sharing: frozenset[tuple[str, str]] = frozenset()
    """Ids of other people who use one of `emails` too: their facts stay, without the address."""


def words(text: str) -> tuple[str, ...]:
    """The words of a name or a text; an accent written as a letter of its own is no other letter.

    >>> words("Ana-María Sá, PhD")
    ('Ana', 'María', 'Sá', 'PhD')
    """
    return tuple(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text)))


def known_person(lake: Path, *, ids: Collection[tuple[str, str]] = (), emails: Collection[str] = ()) -> Person:
    """All that the lake's contacts say about the person with one of `ids` or `emails`, in every version.

    Rows with the same address are the same person, unless they bear altogether different names: then the address is
    one that several share, and only what was asked for is theirs.
    """
    rows = [row for path in live_files(lake / "contacts") for row in pq.read_table(path, columns=_COLUMNS).to_pylist()]
    theirs = {id_ for id_ in ids if id_[1]}
    addresses = {email.strip().lower() for email in emails if email.strip()}
    mine = [row for row in rows if (row["system"], row["contact_id"]) in theirs]
    addresses |= {row["email"].lower() for row in mine if row["email"]}
    sharing: set[tuple[str, str]] = set()
    bearing = {word.lower() for row in mine for word in _name_words(row)}
    for row in rows:
        if (row["email"] or "").lower() not in addresses or (row["system"], row["contact_id"]) in theirs:
            continue
        named = {word.lower() for word in _name_words(row)}
        if not bearing or not named or bearing & named:
            mine.append(row)
            if row["contact_id"]:
                theirs.add((row["system"], row["contact_id"]))
        elif row["contact_id"]:
            sharing.add((row["system"], row["contact_id"]))
    # an id in its turn names every version of its row
    mine += [row for row in rows if (row["system"], row["contact_id"]) in theirs and row not in mine]
    families = {name for row in mine if (name := _family(row))}
    others = {_family(row).lower() for row in rows if row not in mine}
    alone = {id_ for _, id_ in theirs} - {row["contact_id"] for row in rows if row not in mine}
    return Person(
        ids=frozenset(theirs),
        emails=frozenset(addresses | {row["email"].lower() for row in mine if row["email"]}),
        names=frozenset(name for row in mine for name in _full_names(row)),
        families=frozenset(families),
        givens=frozenset(name for row in mine if (name := _given(row))),
        accounts=frozenset((row["system"], row["account_id"]) for row in mine if row["account_id"]),
        families_alone=frozenset(name for name in families if name.lower() not in others),
        elsewhere=frozenset((system, id_) for id_ in alone for system in _without_records(lake, rows)),
        anywhere=frozenset(id_ for id_ in alone if len(id_) >= _LONG),
        sharing=frozenset(sharing - theirs),
    )


# a short number may be somebody else's in a source that numbers its own people
def _without_records(lake: Path, rows: Collection[dict[str, Any]]) -> set[str]:
    named = {one.system for batch in read_batches(lake / "batches") for one in batch.covers}
    return {_OWN_FORMAT, *named} - {row["system"] for row in rows if row["system"] != _OWN_FORMAT}


def called(lake: Path, text: str) -> dict[tuple[str, str], str]:
    """Whom the lake's contacts know by a source's id or, where none has that id, by exactly that name: id to name."""
    by_id: dict[tuple[str, str], str] = {}
    by_name: dict[tuple[str, str], str] = {}
    wanted = words(text.lower())
    for path in live_files(lake / "contacts"):
        for row in pq.read_table(path, columns=_COLUMNS).to_pylist():
            told = row["name"] or " ".join(part for part in (row["first_name"], row["last_name"]) if part)
            if row["contact_id"] == text:
                by_id[row["system"], text] = told
            elif row["contact_id"] and wanted and words(told.lower()) == wanted:
                by_name[row["system"], row["contact_id"]] = told
    return by_id or by_name


def spellings(name: str) -> frozenset[str]:
    """A single name as it was written, in capitals, and with one: what tells it from a word.

    >>> sorted(spellings("May"))
    ['MAY', 'May']
    """
    return frozenset({name, name.upper(), name.capitalize()})


def _name_words(row: dict[str, Any]) -> tuple[str, ...]:
    return words(" ".join(row[column] or "" for column in ("name", "first_name", "last_name")))


def _full_names(row: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    whole = words(row["name"] or "")
    parts = words(row["first_name"] or "") + words(row["last_name"] or "")
    for name in (whole, parts):
        if len(name) > 1:
            yield name
            yield (name[0], name[-1])
            yield (name[-1], *name[:-1])


def _family(row: dict[str, Any]) -> str:
    family = words(row["last_name"] or "") or words(row["name"] or "")[1:]
    return family[-1] if family else ""


def _given(row: dict[str, Any]) -> str:
    given = words(row["first_name"] or "") or words(row["name"] or "")
    return given[0] if given else ""
