"""How well does a customer fit what was agreed? The mean over what is known; the unknown neither helps nor harms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """What is wanted of one trait: its words, how important it is (above 0), and which values fit.

    `kind` is one of (a value is among the wanted), at least (a number reaches the first of them), or yes.
    """

    words: str
    importance: float
    kind: str
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One trait of one customer: fits, does not, or is not known (None), with the words for it."""

    trait: str
    fits: bool | None
    words: str


@dataclass(frozen=True)
class Fit:
    """`share`: the importance of what fits, of all that is known (0 to 1; None where nothing is).

    `known`: the importance of what is known, of all (0 to 1).
    """

    share: float | None
    known: float
    parts: tuple[Part, ...]


Value = str | float | bool | Collection[str] | None


def fit(wishes: Mapping[str, Wish], values: Mapping[str, Value]) -> Fit:
    """How well `values` (trait to what is known; None or missing where nothing is) fit the wishes.

    Making something unknown that was known never counts for or against by itself: it leaves both sums.

    >>> wishes = {"region": Wish("where", 3, "one of", ("north",)), "size": Wish("size", 1, "at least", ("50",))}
    >>> found = fit(wishes, {"region": "North", "size": 20})
    >>> found.share, found.known
    (0.75, 1.0)
    >>> fit(wishes, {"region": "North"}).share
    1.0
    """
    parts = [_part(name, wish, values.get(name)) for name, wish in wishes.items()]
    every = sum(wish.importance for wish in wishes.values())
    known = sum(wishes[part.trait].importance for part in parts if part.fits is not None)
    good = sum(wishes[part.trait].importance for part in parts if part.fits)
    return Fit(good / known if known else None, known / every if every else 0.0, tuple(parts))


def _part(name: str, wish: Wish, value: Value) -> Part:
    if value is None or value == "" or (isinstance(value, Collection) and not value):
        return Part(name, None, f"{wish.words}: not known yet")
    if wish.kind == "yes":
        return Part(name, bool(value), wish.words if value else f"{wish.words}: no")
    if wish.kind == "at least":
        number = float(value) if isinstance(value, str | float | int) else 0.0
        return Part(name, number >= float(wish.wanted[0]), f"{wish.words}: {number:g}")
    told = [value] if isinstance(value, str) else sorted(value) if isinstance(value, Collection) else [str(value)]
    wanted = {one.casefold() for one in wish.wanted}
    return Part(name, any(one.casefold() in wanted for one in told), f"{wish.words}: {', '.join(told)}")
