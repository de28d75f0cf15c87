"""What is wrong with a company's own letters? A sentence for each mistake, with the key, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vouch.domain.letters.fields import FIELDS, MAY_BE_UNKNOWN, PIECES, fields_of
from vouch.domain.letters.filling import fill
from vouch.domain.letters.templates import ANY, PARTS
from vouch.domain.mistakes import hint
from vouch.domain.personalities import Personality
from vouch.domain.policy import Policy
from vouch.domain.wording import stopped

_HANGS_ON = ("own_goal", "own_win", "company_win")
"""Parts that are meant to go where their field is not known."""
_BRACES = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"\{([^{}\s]*)\}")


def mistakes(told: Mapping[str, Any], policy: Policy) -> list[str]:
    """One sentence for each mistake in the letters of a file, in its order."""
    return [one for rung, parts in told.items() for one in _rung(rung, parts, policy)]


def _rung(rung: str, parts: Any, policy: Policy) -> Iterator[str]:
    if rung != ANY and rung not in policy.ladder:
        yield f"[{rung}] is no rung of the ladder, nor “{ANY}”{hint(rung, [ANY, *policy.ladder])}"
        return
    if not isinstance(parts, Mapping):
        yield f"{rung}: this must be a section with keys of its own, like [{rung}]"
        return
    kinds = [one.value for one in Personality]
    for key, value in parts.items():
        place = f"{rung}.{key}"
        if key in PARTS:
            yield from _part(place, key, value, policy)
        elif key not in kinds:
            yield f"{place} is neither a part of a letter nor a personality{hint(key, [*PARTS, *kinds])}"
        elif rung != ANY and policy.ladder[rung].open_invitation:
            yield f"{place}: an open invitation is the same for everybody, whoever they are; leave this section out"
        elif not isinstance(value, Mapping):
            yield f"{place}: this must be a section with keys of its own, like [{place}]"
        else:
            for part, text in value.items():
                if part in PARTS:
                    yield from _part(f"{place}.{part}", part, text, policy, may_be_empty=True)
                else:
                    yield f"{place}.{part} is no part of a letter{hint(part, PARTS)}"


def _part(place: str, part: str, text: Any, policy: Policy, *, may_be_empty: bool = False) -> Iterator[str]:
    if not isinstance(text, str):
        yield f"{place}: this must be text, in quotes (it says {text!r})"
        return
    if not text.strip():
        if not (may_be_empty or part in _HANGS_ON):
            yield f"{place}: this must not be empty"
        return
    found = [*_fields(place, part, text)]
    yield from found
    if found:
        return
    if len(text.strip()) > PARTS[part]:
        yield f"{place}: these are {len(text.strip())} letters; at most {PARTS[part]} fit"
    if part not in _HANGS_ON and not fill(text, {}).text:
        fields = _any_of(one for one in fields_of(text) if one in MAY_BE_UNKNOWN)
        yield (
            f"{place}: every sentence of it hangs on {fields}, so that nothing is left where that is not known; "
            "write one without it"
        )
    if part in _HANGS_ON and fill(text, {}).text:
        yield (
            f"{place}: every sentence of it has to name {_any_of(MAY_BE_UNKNOWN)}, or it would stand there where "
            "nothing of the kind is known"
        )
    words, sentence = stopped(_BRACES.sub("it", text), policy.wording)
    if words:
        yield f"{place}: {sentence.rstrip('.')}"


def _any_of(names: Iterable[str]) -> str:
    return " or ".join(f"{{{one}}}" for one in names)


def _fields(place: str, part: str, text: str) -> Iterator[str]:
    if _BRACES.sub("", text).count("{") or _BRACES.sub("", text).count("}"):
        yield f"{place}: a brace stands without its other one; a field is written like {{name}}"
        return
    for name in _WORD.findall(text):
        if name in PIECES and part != "words":
            yield f"{place}: {{{name}}} stands in words alone"
        elif name not in FIELDS and name not in PIECES:
            yield f"{place}: {{{name}}} is no field of a letter{hint(name, [*FIELDS, *PIECES])}"
