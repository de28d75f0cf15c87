"""Who was erased, as keyed hashes: enough to recognise them in the next file, too little to say who they were.

The key lies in the data folder, readable by its owner alone. Without it the hashes say nothing.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from vouch.domain.errors import Conflict
from vouch.lake.erasure.person import Person, spellings

_KEY = "key"
_LIST = "suppression"
FILES = frozenset({_KEY, _LIST})
"""What keeps erased people out: the only files that may lie in a folder a backup is restored to."""


class Suppression:
    """The list of one data folder. It is true when anybody is on it."""

    def __init__(self, data: Path, key: bytes, hashes: Iterable[str]) -> None:
        self._data, self._key, self._hashes = data, key, set(hashes)

    @property
    def lengths(self) -> list[int]:
        """How many words the names on the list have."""
        return [length for length in range(2, 9) if self.has("length", str(length))]

    @property
    def digest(self) -> str:
        """Changes when anybody is put on the list."""
        return hashlib.sha256("\n".join(sorted(self._hashes)).encode()).hexdigest()

    @classmethod
    def of(cls, data: Path) -> Suppression:
        """The list as it is now; an empty one, and no key, where nobody was erased yet."""
        listed = data / _LIST
        if not listed.exists():
            return cls(data, b"", ())
        return cls(data, _key(data), listed.read_text(encoding="ascii").split())

    @classmethod
    def only(cls, data: Path, person: Person) -> Suppression:
        """A list of one person that is never written down: by it, all that erasing them would take can be found."""
        one = cls(data, secrets.token_bytes(32), ())
        return cls(data, one._key, one._hashes_of(person))

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def has(self, kind: str, *values: str) -> bool:
        """Whether `values` are on the list as an id, email, shared id, name, word of a name, family, or home."""
        return self._hash(kind, *values) in self._hashes

    def has_all(self, person: Person) -> bool:
        """Whether everything that is known of a person stands on the list already."""
        return bool(self._key) and self._hashes_of(person) <= self._hashes

    def add(self, person: Person) -> None:
        """Puts a person on the list; from here on the next import skips them."""
        if not self._key:
            self._key = _key(self._data)
        self._hashes |= self._hashes_of(person)
        self._write()

    def unite(self, data: Path) -> None:
        """Puts everybody on this list who is on the list of another data folder.

        Raises Conflict where both have anybody on them under different keys: one says nothing to the other.
        """
        other = Suppression.of(data)
        if not other:
            return
        if not self:
            # the key first: a list without its key would name nobody
            _keep(self._data, _KEY, (data / _KEY).read_text(encoding="ascii"))
            self._key = _key(self._data)
        elif self._key != other._key:
            raise Conflict(
                "other_suppression_list",
                f"The list of erased people in {data} and the one in {self._data} were made under different keys and "
                "cannot be united. Without one of them, people who were erased would come back.",
            )
        self._hashes |= other._hashes
        self._write()

    def _hashes_of(self, person: Person) -> set[str]:
        hashes = {self._hash("id", *id_) for id_ in person.ids | person.elsewhere}
        hashes |= {self._hash("anywhere", id_) for id_ in person.anywhere}
        hashes |= {self._hash("shared", *id_) for id_ in person.sharing}
        hashes |= {self._hash("email", email) for email in person.emails}
        for name in person.names:
            lowered = [word.lower() for word in name]
            hashes |= {self._hash("name", *lowered), self._hash("length", str(len(lowered)))}
            hashes |= {self._hash("word", word) for word in lowered}
        singles = person.families | person.givens
        hashes |= {self._hash("word", name.lower()) for name in singles}
        hashes |= {self._hash("family", spelled) for name in person.families_alone for spelled in spellings(name)}
        for _, account in person.accounts:
            hashes |= {self._hash("home", account, spelled) for name in singles for spelled in spellings(name)}
        return hashes

    def _hash(self, kind: str, *values: str) -> str:
        said = "\0".join((kind, *values)).encode()
        return hashlib.blake2b(said, key=self._key, digest_size=16).hexdigest()

    def _write(self) -> None:
        _keep(self._data, _LIST, "\n".join(sorted(self._hashes)) + "\n")


def _keep(data: Path, name: str, text: str) -> None:
    new = data / f".{name}"
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(data / name)


def _key(data: Path) -> bytes:
    path = data / _KEY
    if not path.exists():
        # whole or not there: hashes under half a key would say who was erased to whoever guesses the half
        draft = data / f".{_KEY}-{secrets.token_hex(8)}"
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_hex(32).encode())
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    return hashlib.blake2b(path.read_bytes()).digest()
