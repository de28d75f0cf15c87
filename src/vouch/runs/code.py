"""Which code made this? What is kept beside the data is made anew wherever the code that makes it has changed."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path


@lru_cache
def digest(packages: tuple[str, ...], distributions: tuple[str, ...]) -> str:
    """Hex digits that change whenever the code of these packages changes, or the version of these distributions.

    >>> digest(("vouch.domain",), ("numpy",)) == digest(("vouch.domain", "vouch.tables"), ("numpy",))
    False
    """
    found = hashlib.sha256()
    for package in packages:
        root = Path(str(resources.files(package)))
        for path in sorted(root.rglob("*.py")):
            found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    for distribution in distributions:
        found.update(metadata.version(distribution).encode())
    return found.hexdigest()
