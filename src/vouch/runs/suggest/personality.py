"""Which personality do people have, as far as it is known and may be used? Nothing is guessed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Type:
    """What one person is; both None where it is not known, or where they do not want it used."""

    leads: str | None = None
    second: str | None = None


@dataclass(frozen=True)
class Types:
    """The personalities that are known, by person."""

    known: Mapping[str, Type] = field(default_factory=dict)

    def of(self, contact: str) -> Type:
        """That of one person."""
        return self.known.get(contact, Type())


def personalities() -> Types:
    """The personalities that may be used: none is known before people were asked."""
    return Types()
