"""A text as one person reads it: fields filled in, and no sentence left that hangs on something not known of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vouch.domain.letters.fields import HOLE, MAY_BE_UNKNOWN, PIECES, fields_of
from vouch.domain.wording.sentences import sentences

_PARAGRAPH = re.compile(r"(\n[ \t]*\n\s*)")


@dataclass(frozen=True)
class Filled:
    """The text as it is read, and the fields for which sentences were left out of it."""

    text: str
    missing: tuple[str, ...] = ()


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """The text with these values of fields. A field that has none stays where it is always known, and takes its
    sentence with it where it may be unknown.

    >>> fill("One call, {name}. You told us: “{goal}”. It is short.", {"name": "Ana"})
    Filled(text='One call, Ana. It is short.', missing=('goal',))
    >>> fill("You told us: “{goal}”.", {"goal": "to teach"}).text
    'You told us: “to teach”.'
    """
    known = {name: value for name, value in values.items() if value}
    missing: dict[str, None] = {}
    kept = []
    for paragraph in _PARAGRAPH.split(text.replace("\r\n", "\n")):
        left = paragraph
        for one in reversed(sentences(paragraph)):
            unknown = [name for name in fields_of(paragraph[one.start : one.end]) if _is_unknown(name, known)]
            if unknown:
                missing |= dict.fromkeys(unknown)
                left = f"{left[: one.start].rstrip(' ')} {left[one.end :].lstrip(' ')}"
        kept.append(left if left == paragraph else left.strip())
    return Filled(_put(_joined(kept), known), tuple(name for name in MAY_BE_UNKNOWN if name in missing))


def pieced(words: str, pieces: Mapping[str, str]) -> str:
    """The words with the parts that stand in them, before any field is filled in.

    >>> pieced("{lead} {own_goal}\\n\\nIt takes {minutes}.", {"lead": "One call.", "own_goal": ""})
    'One call.\\n\\nIt takes {minutes}.'
    """
    put = HOLE.sub(lambda found: pieces.get(found[1], "") if found[1] in PIECES else found[0], words)
    return "\n".join(" ".join(line.split(" ")).rstrip() for line in put.replace("\r\n", "\n").split("\n")).strip()


def _is_unknown(name: str, known: Mapping[str, str]) -> bool:
    return name in MAY_BE_UNKNOWN and name not in known


def _joined(parts: list[str]) -> str:
    """Paragraphs and what stands between them; where one went whole, what stood before it goes too."""
    found = ""
    for place in range(0, len(parts), 2):
        if parts[place].strip():
            found += (parts[place - 1] if found else "") + parts[place]
    return found.strip()


def _put(text: str, values: Mapping[str, str]) -> str:
    # all at once, so that a name that looks like one of the fields stays as it is
    return HOLE.sub(lambda found: values.get(found[1], found[0]), text)
