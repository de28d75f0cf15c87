"""Takes other people out of what one person is given: their names, their addresses, and who of us did what."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from unicodedata import normalize

from vouch.lake.erasure import Person
from vouch.lake.erasure.person import words

SOMEBODY = "(somebody else)"
ADDRESS = "(another address)"
_ADDRESS = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_OURS = re.compile(r"(?i)(^|[^a-z])(by|assignee|agent|owner|manager|submitter|author|reports.?to|csm|rep)([^a-z]|$)")
_BATCH = 400


class Others:
    """Everybody but one person, as far as they are known: `names` and `emails` of people who may be spoken of."""

    def __init__(self, person: Person, names: Collection[str]) -> None:
        self._emails = person.emails
        self._own = {tuple(word.lower() for word in name) for name in person.names}
        full = {name for name in map(words, names) if len(name) > 1}
        others = sorted(" ".join(name) for name in full if tuple(word.lower() for word in name) not in self._own)
        self._patterns = [
            re.compile("|".join(_pattern(name) for name in others[at : at + _BATCH]), re.IGNORECASE)
            for at in range(0, len(others), _BATCH)
        ]

    def out_of(self, value: Any, column: str = "") -> Any:
        """A value without other people; the column or key it stands under may say that it names one of us."""
        if isinstance(value, dict):
            return {key: self.out_of(part, key) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.out_of(part, column) for part in value]
        if not isinstance(value, str) or not value:
            return value
        if _OURS.search(column) and tuple(word.lower() for word in words(value)) not in self._own:
            return value if value.lower() in self._emails else SOMEBODY
        told = _ADDRESS.sub(lambda found: found[0] if self._is_own(found[0]) else ADDRESS, value)
        for pattern in self._patterns:
            told = pattern.sub(SOMEBODY, normalize("NFC", told))
        return told

    def _is_own(self, address: str) -> bool:
        return address.lower().strip("'.%+-") in self._emails


def _pattern(name: str) -> str:
    return r"(?<![^\W_])" + r"[\W_]+".join(re.escape(word) for word in name.split()) + r"(?![^\W_])"
