"""Erases a person from every file of the data folder and from the database.

The order keeps a crash harmless: the list that keeps them out comes first, then the facts, then the program's rows,
then raw copies and backups. Erasing again completes what a crash left. What PostgreSQL keeps in its own logs and
backups is its operator's to treat; the run book says how.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vouch.domain.errors import Ambiguous, NotFound
from vouch.lake.erasure import Person, Sieve, Suppression
from vouch.lake.store import Lake
from vouch.program.erasure import forget, wipe
from vouch.program.people.meant import people_meant
from vouch.runs.work.copies import every_copy

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact

BACKUPS = "backups"
TEXT = {".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".toml"}


@dataclass(frozen=True)
class Report:
    """What went: facts and cells of the lake, rows and texts of the program, raw copies and backups by name."""

    facts: int
    cells: int
    rows: int
    texts: int
    copies: list[str]


def erase(data: Path, who: str, *, by: User | None = None, patience: float = 5.0) -> Report:
    """Erases the person with that e-mail address, source id, internal id or exact name.

    Raises NotFound when nobody is known by it, Ambiguous when several people are. An address nobody has is erased all
    the same, and kept out.
    """
    known = _meant(who)
    lake = Lake(data, patience=patience)
    ids = {pair for contact in known for pair in _ids(contact)}
    emails = {contact.email for contact in known if contact.email} | ({who.strip().lower()} if "@" in who else set())
    person = lake.person(ids=ids, emails=emails)
    if not known and not person.ids and "@" not in who:
        raise NotFound("not_found", f"Nobody is known by “{who}”. Name them by e-mail address or by id.", name=who)
    erased = lake.erase(person)
    needles = _needles(person, known)
    sieve = Sieve(Suppression.of(data))
    theirs = [contact.pk for contact in known]
    forgotten = forget(
        by=by,
        contacts=theirs,
        emails=person.emails,
        names=lambda text: bool(text) and sieve.text(text, instead_of="") == "",
    )
    copies = [path.relative_to(data).as_posix() for path in _named_copies(data, needles)]
    for name in copies:
        (data / name).unlink(missing_ok=True)
    wipe()
    cells = sum(erased.cells.values()) + erased.findings
    return Report(sum(erased.rows.values()), cells, forgotten.rows, forgotten.texts, copies)


def _meant(who: str) -> Sequence[Contact]:
    rows = people_meant(who)
    if len(rows) > 1 and "@" not in who:
        told = ", ".join(f"{row.name} ({row.email or row.source_id})" for row in rows[:6])
        raise Ambiguous("ambiguous", f"“{who}” can mean {told}. Name one by e-mail address or id.")
    return rows


def _ids(contact: Contact) -> Iterator[tuple[str, str]]:
    yield contact.system, contact.source_id
    yield from ((system, source_id) for system, source_id in contact.also)


def _needles(person: Person, known: Collection[Contact]) -> set[str]:
    """Addresses, family names and full names: a text without any of them cannot name the person."""
    words = {*person.emails, *person.families, *(" ".join(name) for name in person.names)}
    words |= {word for contact in known for word in (contact.email, contact.name) if word}
    return {word for word in words if len(word) > 1}


def _named_copies(data: Path, needles: Collection[str]) -> Iterator[Path]:
    """Raw copies and backups that hold the person, or that cannot be searched and so may."""
    folder = data / BACKUPS
    backups = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    yield from backups
    for path in every_copy(data):
        if path.suffix.lower() not in TEXT or _holds(path, needles):
            yield path


def _holds(path: Path, needles: Collection[str]) -> bool:
    low = [needle.lower() for needle in needles]
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
    longest = max((len(needle) for needle in low), default=1) * 4
    with path.open("rb") as file:
        tail = b""
        while block := file.read(1 << 20):
            whole = tail + block
            for encoding in encodings:
                text = whole.decode(encoding, errors="ignore").lower()
                if any(needle in text for needle in low):
                    return True
            tail = whole[-longest:]
            tail = tail if len(tail) % 2 == 0 else tail[1:]
    return False
