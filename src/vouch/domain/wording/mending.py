"""A text after one better turn was taken."""

from __future__ import annotations

from collections.abc import Iterable

from vouch.domain.policy.wording import Wording
from vouch.domain.wording.reading import read


def mended(
    text: str, start: int, end: int, own: Wording | None = None, *, names: Iterable[str] = (), whole: bool = True
) -> str:
    """The text with the better turn for the mark from `start` to `end`; as it is where there is no such mark now.

    >>> mended("We are sorry to bother you, but the seat is yours.", 0, 31)
    'The seat is yours.'
    """
    for mark in read(text, own=own, names=names, whole=whole).marks:
        if (mark.start, mark.end) == (start, end) and mark.edit:
            return text[: mark.edit.start] + mark.edit.text + text[mark.edit.end :]
    return text
