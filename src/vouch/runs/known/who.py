"""Who is meant, and by which ids, addresses and names do the facts and the program know them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vouch.domain.errors import Ambiguous, NotFound
from vouch.lake.erasure import Person, Sieve, Suppression, called
from vouch.lake.erasure.person import words
from vouch.lake.store import Lake
from vouch.program.erasure import alike, entered_as, listed
from vouch.program.people.meant import people_meant

if TYPE_CHECKING:
    from vouch.program.people.models import Contact

_SHOWN = 6


@dataclass(frozen=True)
class Someone:
    """One person: what the facts know them by, and their internal ids. `asked` is what was asked for."""

    asked: str
    person: Person
    contacts: frozenset[str]
    alike: tuple[tuple[str, str], ...] = ()
    """Others of the same name at the same company, as (address or source id, name): perhaps the same person."""

    @property
    def known(self) -> bool:
        """Whether anything but an address that was asked for is known of them."""
        return bool(self.contacts or self.person.ids)

    @property
    def label(self) -> str:
        """What to call them: the longest name known, else what was asked for."""
        return max((" ".join(name) for name in sorted(self.person.names)), key=len, default=self.asked)


def who(data: Path, text: str) -> Someone:
    """The person with that e-mail address, source id, internal id or exact name.

    An address that nobody has is somebody unknown. Raises NotFound for anything else nobody is known by, Ambiguous
    where several people are: one address under altogether different names is an address several people share.
    """
    text = text.strip()
    rows = people_meant(text)
    by_address = "@" in text
    if rows:
        _one(text, [(row.name or row.email, row.source_id) for row in rows], same=by_address and _alike(rows))
    ids = {pair for row in rows for pair in _ids(row)}
    if not ids:
        found = called(data / "lake", text)
        _one(text, [(name, id_) for (_, id_), name in found.items()], same=False)
        ids = set(found)
    emails = {row.email.lower() for row in rows if row.email} | ({text.lower()} if by_address else set())
    person = Lake(data).person(ids=ids, emails=emails)
    sieve = Sieve(Suppression.only(data, person))
    added = entered_as(lambda name: bool(person.names) and sieve.text(name, instead_of="") == "")
    if added:
        person = Lake(data).person(ids=person.ids | added, emails=person.emails)
    if not rows and not person.ids and not by_address:
        raise NotFound("not_found", f"Nobody is known by “{text}”. Name them by e-mail address or by id.", name=text)
    contacts, _ = listed(
        ids=lambda *pair: pair in person.ids,
        emails=lambda email: email in person.emails,
        shared=lambda *pair: pair in person.sharing,
    )
    contacts |= {row.pk for row in rows}
    return Someone(text, person, frozenset(contacts), tuple(alike(contacts)))


def _one(text: str, rows: Sequence[tuple[str, str]], *, same: bool) -> None:
    if len(rows) > 1 and not same:
        told = ", ".join(f"{name} ({id_})" for name, id_ in rows[:_SHOWN])
        raise Ambiguous("ambiguous", f"“{text}” can mean {told}. Name one by e-mail address or id.", name=text)


def _alike(rows: Sequence[Contact]) -> bool:
    """Whether the names of these rows can be one person's: each has a word in common with the first."""
    named = [frozenset(words(row.name.lower())) for row in rows]
    first = next(filter(None, named), frozenset())
    return all(not name or name & first for name in named)


def _ids(contact: Contact) -> Iterator[tuple[str, str]]:
    yield contact.system, contact.source_id
    yield from ((system, source_id) for system, source_id in contact.also)
