"""What the shipped policy says of its own parts: each heading and key with the comment that stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import getdoc, isclass
from typing import NamedTuple

from vouch.domain.policy.load import default_text
from vouch.domain.policy.model import Policy

_SECTION = re.compile(r"\[(?P<name>[\w.]+)\]\s*(?:#\s*(?P<doc>.*))?")
_KEY = re.compile(r"(?P<name>\w+|\"[^\"]+\")\s*=\s*(?P<value>.*?)(?:\s#\s*(?P<doc>.*))?")


class Key(NamedTuple):
    """One key of the file: under which heading, what it is called, and its comment."""

    section: str
    name: str
    doc: str


@dataclass(frozen=True)
class Section:
    """A heading of the file with the comment that stands beside or above it."""

    name: str
    doc: str


def read(text: str) -> Iterator[Section | Key]:
    """The headings and keys of a policy file in order, with their comments: beside them or right above them.

    >>> list(read("# Money.\\n[company]\\ncurrency = 'EUR'  # ISO 4217"))
    [Section(name='company', doc='Money.'), Key(section='company', name='currency', doc='ISO 4217')]
    """
    section, above = "", ""
    for line in text.splitlines():
        if match := _SECTION.fullmatch(line):
            section = match["name"]
            yield Section(section, match["doc"] or above)
        elif match := _KEY.fullmatch(line):
            yield Key(section, match["name"].strip('"'), match["doc"] or above)
        above = f"{above} {line[1:].strip()}".strip() if line.startswith("#") and "----" not in line else ""


@cache
def told() -> Mapping[str, str]:
    """What is said of each heading and key, by its name with dots: its comment in the shipped policy, else of a heading
    what its model is about. Those of which nothing is said are left out.

    >>> told()["gates.met_from"], told()["evidence.nps"]
    ('S from which a gate is met', '"how likely are you to recommend us", 0 to 10')
    """
    models = {name: field.annotation for name, field in Policy.model_fields.items()}
    found = {name: (getdoc(model) or "").partition("\n")[0] for name, model in models.items() if isclass(model)}
    for part in read(default_text()):
        name = part.name if isinstance(part, Section) else f"{part.section}.{part.name}".lstrip(".")
        if part.doc:
            found[name] = part.doc
    return found
