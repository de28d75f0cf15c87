"""How is a lot drawn that anybody can draw again? Each name gets a place that follows from it and the seed alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def drawn(seed: str, names: Iterable[str]) -> list[str]:
    """The names in the order of the lot. The same seed gives the same order, whoever else is among them.

    >>> drawn("autumn", ["ana", "bo", "cy"]) == drawn("autumn", ["cy", "ana", "bo"])
    True
    """
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).hexdigest())
