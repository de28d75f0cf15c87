"""A text in sentences, with their places, and what is not the writer's own words blacked out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

BLACK = "_"
"""What stands for each letter that is not read: a word without meaning, of the same length."""

_QUOTED = re.compile(r"“[^”\n]*(?:\n[^”\n]+)*”|„[^“”]*[“”]|«[^»]*»|\"[^\"\n]*(?:\n[^\"\n]+)*\"")
_CITED = re.compile(r"^>.*$", re.MULTILINE)
_ENDS = re.compile(
    r"(?<!\b[A-Za-z])(?<!e\.g)(?<!i\.e)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?…]+[)\]”\"’']*(?=\s|$)|\n\s*\n|,\n+|:\n+|\n(?=\s*[-*•–])"
)
_QUOTE_LEAST = 3


@dataclass(frozen=True)
class Sentence:
    """A sentence from `start` to `end` of its text; `read` is what rules see of it, letter by letter as long."""

    start: int
    end: int
    read: str

    @property
    def words(self) -> list[str]:
        """Its words in small letters."""
        return re.findall(r"[^\W\d]+(?:['-][^\W\d]+)*", self.read.lower())


def blackened(text: str, names: Iterable[str] = ()) -> str:
    """The text, as long as it is, without what others said in it and without names; white space as blanks.

    A quotation of one or two words stays: it is no quotation of anybody, and would hide a fault.

    >>> blackened("She said “we owe you a favour”, I like Favour.", names=["Favour"])
    'She said _____________________, I like ______.'
    """
    for pattern in (_QUOTED, _CITED):
        text = pattern.sub(lambda found: _black(found[0]) if len(found[0].split()) >= _QUOTE_LEAST else found[0], text)
    for name in sorted((one for one in names if one.strip()), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda found: BLACK * len(found[0]), text)
    return text.replace("’", "'")


def sentences(text: str, names: Iterable[str] = ()) -> list[Sentence]:
    """The sentences of a text, none of them empty.

    >>> [text[one.start : one.end] for text in ["Dear Ana,\\nyou won. Come!"] for one in sentences(text)]
    ['Dear Ana,', 'you won.', 'Come!']
    """
    read = blackened(text, names)
    ends = [found.end() for found in _ENDS.finditer(read)] + [len(read)]
    found, at = [], 0
    for end in ends:
        piece = read[at:end]
        start = at + len(piece) - len(piece.lstrip())
        stop = end - (len(piece) - len(piece.rstrip()))
        if start < stop:
            found.append(Sentence(start, stop, re.sub(r"\s", " ", read[start:stop])))
        at = end
    return found


def _black(text: str) -> str:
    return re.sub(r"[^\n]", BLACK, text)
