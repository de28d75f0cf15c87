"""Open connections between two uses, by where they lead; the one used last is taken first."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Hashable
from typing import Any

_most = 0
_shelf: dict[tuple[int, Hashable], deque[Any]] = defaultdict(deque)


def keep(most: int) -> None:
    """From now on keep so many connections of this process open when nobody uses them; 0 for none."""
    global _most  # noqa: PLW0603 - one for the process
    _most = most
    for (process, _where), shelf in list(_shelf.items()):
        while process == os.getpid() and len(shelf) > most:
            shelf.popleft().close()


def take(where: Hashable) -> Any:
    """A connection that leads there, or None. It is the taker's alone."""
    try:
        return _shelf[os.getpid(), where].pop()
    except IndexError:
        return None


def put(where: Hashable, connection: Any) -> bool:
    """Keeps a connection that nobody uses, where there is room; says whether it did."""
    shelf = _shelf[os.getpid(), where]
    if len(shelf) >= _most:
        return False
    shelf.append(connection)
    return True
