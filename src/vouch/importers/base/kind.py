"""What an importer offers: mappings it recognises by their headers, and the code that data cannot express."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field

import polars as pl

from vouch.importers.base.mapping import Mapping, Recognise
from vouch.importers.base.plan import Conversion
from vouch.importers.base.words import Headers, plain

Tally = tuple[str, Callable[[Map[str, pl.DataFrame]], int]]
"""A sentence with {n} in it, and how to count in the facts of a chunk."""

Adapt = Callable[[Mapping, Sequence[str], pl.DataFrame], Mapping]
"""Changes a mapping after a look at the headers and the first rows of the file."""


@dataclass(frozen=True)
class Hooks:
    """The code of an importer: conversions by name, unpacking of records, changes to the mapping, things counted."""

    conversions: Map[str, Conversion] = field(default_factory=dict)
    spread: Callable[[dict[str, object]], list[dict[str, object]]] | None = None
    fields: tuple[str, ...] = ()
    """Fields of unpacked records that the first of them may not have, where records are of several sorts."""
    adapt: Adapt | None = None
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A mapping with the hooks it needs."""

    mapping: Mapping
    hooks: Hooks = field(default_factory=Hooks)


def header_at(mapping: Mapping, head: Sequence[Sequence[str]]) -> int | None:
    """The place in `head` of the record that is the header this mapping knows, or None."""
    if mapping.recognise is None:
        return None
    places = range(len(head)) if mapping.rows.skip is None else range(mapping.rows.skip, mapping.rows.skip + 1)
    fits = _fits_exactly if mapping.recognise.exact else _fits
    return next(
        (place for place in places if place < len(head) and fits(mapping, mapping.recognise, head[place])), None
    )


def _fits(mapping: Mapping, rule: Recognise, names: Sequence[str]) -> bool:
    headers = Headers(names)
    if not all(map(headers.has, rule.all)) or any(map(headers.has, rule.none)):
        return False
    return not rule.any or any(map(headers.has, rule.any))


# a file in another dialect may mean the same by AccountId: only what is written as the mapping writes it is its own
def _fits_exactly(mapping: Mapping, rule: Recognise, names: Sequence[str]) -> bool:
    lowered = {name.strip().lower() for name in names if name.strip()}
    wanted = _wanted(mapping)
    if not all(lowered & {name.lower() for name in each} for each in rule.all):
        return False
    if rule.any and not any(lowered & {name.lower() for name in each} for each in rule.any):
        return False
    return not {plain(name) for name in wanted} & {plain(name) for name in lowered - wanted}


def _wanted(mapping: Mapping) -> set[str]:
    return {name.lower() for block in mapping.blocks for spec in block.columns.values() for name in spec.headers}


def known(mapping: Mapping, names: Sequence[str]) -> int:
    """How many of these headers the mapping has a use for."""
    headers = Headers(names)
    wanted = [name for block in mapping.blocks for spec in block.columns.values() for name in spec.headers]
    return len({found for name in (*wanted, *mapping.ignore) if (found := headers.find(name))})


def recognised(kinds: Sequence[Kind], head: Sequence[Sequence[str]]) -> tuple[Kind, int] | None:
    """The kind with the most use for the file's headers, and the place of the header; None when no kind knows it.

    Of two with use for as many, the first is taken: our own format goes before other tools'.
    """
    found = [
        (known(kind.mapping, head[place]), -order, kind, place)
        for order, kind in enumerate(kinds)
        if kind.mapping.recognise is not None and (place := header_at(kind.mapping, head)) is not None
    ]
    if not found:
        return None
    *_, kind, place = max(found, key=lambda each: each[:2])
    return kind, place


def nearly(kinds: Sequence[Kind], names: Sequence[str], *, more_than: int) -> Kind | None:
    """A kind of exact headers that these fit but for capitals and spaces, with use for most, and for `more_than`.

    Somebody may have typed `Account ID` into a template, or exported it from another tool: only they know.
    """
    fits = [
        (use, -order, kind)
        for order, kind in enumerate(kinds)
        if (rule := kind.mapping.recognise) is not None
        and rule.exact
        and _fits(kind.mapping, rule, names)
        and (use := known(kind.mapping, names)) > max(more_than, len(names) // 2)
    ]
    return max(fits, key=lambda each: each[:2])[2] if fits else None
