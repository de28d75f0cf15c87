"""What an importer offers: mappings it recognises by their headers, and the code that data cannot express."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field

import polars as pl

from vouch.importers.base.mapping import Mapping
from vouch.importers.base.plan import Conversion
from vouch.importers.base.words import Headers

Tally = tuple[str, Callable[[Map[str, pl.DataFrame]], int]]
"""A sentence with {n} in it, and how to count in the facts of a chunk."""

Adapt = Callable[[Mapping, Sequence[str], pl.DataFrame], Mapping]
"""Changes a mapping after a look at the headers and the first rows of the file."""


@dataclass(frozen=True)
class Hooks:
    """The code of an importer: conversions by name, unpacking of records, changes to the mapping, things counted."""

    conversions: Map[str, Conversion] = field(default_factory=dict)
    spread: Callable[[dict[str, object]], list[dict[str, object]]] | None = None
    adapt: Adapt | None = None
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A mapping with the hooks it needs."""

    mapping: Mapping
    hooks: Hooks = field(default_factory=Hooks)


def header_at(mapping: Mapping, head: Sequence[Sequence[str]]) -> int | None:
    """The place in `head` of the record that is the header this mapping knows, or None."""
    rule = mapping.recognise
    if rule is None:
        return None
    places = range(len(head)) if mapping.rows.skip is None else range(mapping.rows.skip, mapping.rows.skip + 1)
    for place in places:
        if place < len(head) and _fits(mapping, head[place]):
            return place
    return None


def _fits(mapping: Mapping, names: Sequence[str]) -> bool:
    rule = mapping.recognise
    assert rule is not None
    headers = Headers(names)
    if rule.exact:
        lowered = {name.strip().lower() for name in names}
        has: Callable[[Sequence[str]], bool] = lambda wanted: any(name.lower() in lowered for name in wanted)  # noqa: E731
    else:
        has = headers.has
    if not all(has(each) for each in rule.all) or any(has(each) for each in rule.none):
        return False
    if rule.any and not any(has(each) for each in rule.any):
        return False
    return not rule.exact or known(mapping, names) * 2 >= len([name for name in names if name.strip()])


def known(mapping: Mapping, names: Sequence[str]) -> int:
    """How many of these headers the mapping has a use for."""
    headers = Headers(names)
    wanted = [name for block in mapping.blocks for spec in block.columns.values() for name in spec.headers]
    return len({found for name in (*wanted, *mapping.ignore) if (found := headers.find(name))})


def recognised(kinds: Sequence[Kind], head: Sequence[Sequence[str]]) -> tuple[Kind, int] | None:
    """The kind with the most use for the file's headers, and the place of the header; None when no kind knows it."""
    found = [
        (known(kind.mapping, head[place]), -order, kind, place)
        for order, kind in enumerate(kinds)
        if (place := header_at(kind.mapping, head)) is not None
    ]
    if not found:
        return None
    _, _, kind, place = max(found, key=lambda each: each[:2])
    return kind, place
