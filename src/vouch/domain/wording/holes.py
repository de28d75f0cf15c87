"""What is still open in a text: {name} is filled in for each person, {how many} by whoever writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

_HOLE = re.compile(r"\{([^{}\n]{1,80})\}")


@dataclass(frozen=True)
class Hole:
    """An open place, and for whom nothing is known to fill it with; `missing` is empty where it is open for all."""

    name: str
    missing: tuple[str, ...] = ()


def holes(text: str, known: Mapping[str, Mapping[str, str]], *, of: Collection[str]) -> list[Hole]:
    """The places of `text` that would stay open, for whom.

    `known` says by hole what each person of `of` has for it; a hole it does not name is open for all.

    >>> holes("{name}, about {goal}: {how many} seats", {"name": {"ana": "Ana"}, "goal": {}}, of=["ana"])
    [Hole(name='goal', missing=('ana',)), Hole(name='how many', missing=())]
    """
    found: dict[str, Hole] = {}
    for name in _HOLE.findall(text):
        if name in known:
            missing = tuple(key for key in of if not known[name].get(key))
            if missing:
                found[name] = Hole(name, missing)
        else:
            found[name] = Hole(name)
    return list(found.values())
