"""The kinds of entry by their words, for doors that name them in addresses and forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vouch.domain.errors import NotFound
from vouch.program.people.actions.entries import PERMISSION
from vouch.program.people.models import Act, Entry, Nomination, Person, Promise, Result, Role, Sentiment


@dataclass(frozen=True)
class Kind:
    """One kind of entry: its word in addresses, its rows, the permission it takes to write one."""

    word: str
    model: type[Any]

    @property
    def permission(self) -> str:
        """The permission that writing one takes."""
        return PERMISSION[self.model]

    @property
    def fact(self) -> str:
        """The fact table it becomes a row of."""
        fact: str = self.model.fact
        return fact


KINDS: dict[str, Kind] = {
    word: Kind(word, model)
    for word, model in (
        ("promise", Promise),
        ("result", Result),
        ("sentiment", Sentiment),
        ("nomination", Nomination),
        ("act", Act),
        ("role", Role),
        ("person", Person),
    )
}
"""Every kind, by its word."""

_BY_FACT = {kind.fact: kind for kind in KINDS.values()}


def kind(word: str) -> Kind:
    """The kind of that word, or of that fact table. Raises NotFound."""
    found = KINDS.get(word) or _BY_FACT.get(word)
    if found is None:
        raise NotFound("no_such_kind", "There is nothing of that kind to write down.", kind=word)
    return found


def kind_of(entry: Entry) -> Kind:
    """The kind of an entry."""
    return _BY_FACT[type(entry).fact]
