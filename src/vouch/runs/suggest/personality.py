"""Which personality do people have, as far as it is known and may be used? Nothing is guessed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vouch.program.people.personality.queries import every_known


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
    """The personalities on which something may rest: not those that are only maybe, nor of those who objected."""
    return Types(
        {
            contact: Type(leads=now.sure.value, second=now.second.value if now.second else None)
            for contact, now in every_known().items()
            if now.sure is not None
        }
    )
