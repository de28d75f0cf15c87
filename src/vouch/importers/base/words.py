"""When two headers, or two words in a cell, are the same: case, spaces and punctuation do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

HEADER_LIMIT = 200
"""Signs of a header that are looked at."""

_NOISE = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A header or a word without case, spaces and punctuation.

    >>> plain("Account ID") == plain("accountId") == plain("account_id")
    True
    """
    return _NOISE.sub("", text).casefold() or text.strip().casefold()


def shown(names: Iterable[str], most: int = 6) -> str:
    """Names in one breath: 'a', 'b' and 3 more.

    >>> shown(["a", "b", "c"], most=2)
    "'a', 'b' and 1 more"
    """
    every = [f"'{name}'" for name in names]
    if len(every) > most:
        return f"{', '.join(every[:most])} and {len(every) - most} more"
    return ", ".join(every)


def excerpt(value: object, most: int = 80) -> str:
    """The beginning of a cell, on one line, for a list of what was not read."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(value)[: most + 1])
    return text if len(text) <= most else text[: most - 1] + "…"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class Headers:
    """The headers of one file, found whatever their case, spaces and punctuation."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)
        self._exact: Mapping[str, str] = {name: name for name in reversed(self.names)}
        self._plain: Mapping[str, str] = {plain(name): name for name in reversed(self.names)}

    def find(self, wanted: str) -> str | None:
        """The header of the file that `wanted` means, or None. What begins with ~ is a pattern: ~^q\\d+_nps$."""
        if wanted.startswith("~"):
            pattern = re.compile(wanted[1:], re.IGNORECASE)
            return next((name for name in self.names if pattern.search(name)), None)
        return self._exact.get(wanted) or self._plain.get(plain(wanted))

    def has(self, wanted: str | Sequence[str]) -> bool:
        """Whether the file has this header, or one of these."""
        return any(self.find(name) for name in ([wanted] if isinstance(wanted, str) else wanted))


def made_unique(names: Sequence[str]) -> list[str]:
    """Headers as they can be told apart: an empty one is named by its place, a second one of a name gets a number.

    >>> made_unique(["Name", "", "Name"])
    ['Name', 'column 2', 'Name (2)']
    """
    seen: dict[str, int] = {}
    unique: dict[str, None] = {}
    for place, given in enumerate(names, start=1):
        name = " ".join(given[:HEADER_LIMIT].replace("\ufeff", "").replace("\0", "").split()) or f"column {place}"
        if name.startswith("^") and name.endswith("$"):  # polars would take it as a pattern for several columns
            name = f"'{name}'"
        seen[name] = seen.get(name, 0) + 1
        candidate = name if seen[name] == 1 else f"{name} ({seen[name]})"
        while candidate in unique:
            seen[name] += 1
            candidate = f"{name} ({seen[name]})"
        unique[candidate] = None
    return list(unique)
