"""Who was erased, as keyed hashes: enough to recognise them in the next file, too little to say who they were.

The key lies in the data folder, readable by its owner alone. Without it the hashes say nothing.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from vouch.lake.erasure.person import Person, spellings

_KEY = "key"
_LIST = "suppression"


class Suppression:
    """The list of one data folder. It is true when anybody is on it."""

    def __init__(self, data: Path, key: bytes, hashes: Iterable[str]) -> None:
        self._data, self._key, self._hashes = data, key, set(hashes)
        # lengths of the names on the list, in words
        self.lengths = sorted(length for length in range(2, 9) if self._hash("length", str(length)) in self._hashes)

    @classmethod
    def of(cls, data: Path) -> Suppression:
        """The list as it is now; an empty one, and no key, where nobody was erased yet."""
        listed = data / _LIST
        if not listed.exists():
            return cls(data, b"", ())
        return cls(data, _key(data), listed.read_text(encoding="ascii").split())

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def has(self, kind: str, *values: str) -> bool:
        """Whether `values` are on the list as an id, email, shared id, name, word of a name, family, or home."""
        return self._hash(kind, *values) in self._hashes

    def add(self, person: Person) -> None:
        """Puts a person on the list; from here on the next import skips them."""
        if not self._key:
            self._key = _key(self._data)
        hashes = {self._hash("id", *id_) for id_ in person.ids}
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
        self._hashes |= hashes
        self._write()

    def _hash(self, kind: str, *values: str) -> str:
        said = "\0".join((kind, *values)).encode()
        return hashlib.blake2b(said, key=self._key, digest_size=16).hexdigest()

    def _write(self) -> None:
        new = self._data / f".{_LIST}"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write("\n".join(sorted(self._hashes)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._data / _LIST)


def _key(data: Path) -> bytes:
    path = data / _KEY
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return hashlib.blake2b(path.read_bytes()).digest()
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_hex(32).encode())
        file.flush()
        os.fsync(file.fileno())
    return hashlib.blake2b(path.read_bytes()).digest()
