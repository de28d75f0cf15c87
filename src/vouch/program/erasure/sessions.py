"""Do signed-in browsers still carry words about a person? A message that waits to be shown may name them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction


def forget_in_sessions(names: Callable[[str], bool]) -> int:
    """Drop from every session what names the person, and everything the cache holds. Returns how many parts went.

    Nobody is signed out. The cache holds the rate limits of sign-in alone, under hashes of addresses.
    """
    cache.clear()
    count = 0
    with transaction.atomic():
        for row in Session.objects.select_for_update():
            held: dict[str, Any] = row.get_decoded()
            kept = {key: value for key, value in held.items() if not names_within(value, names)}
            if len(kept) < len(held):
                row.session_data = SessionStore().encode(kept)
                row.save(update_fields=["session_data"])
                count += len(held) - len(kept)
    return count


def names_within(value: Any, names: Callable[[str], bool]) -> bool:
    """Whether any text within a value of lists and mappings names the person."""
    if isinstance(value, str):
        return names(value)
    if isinstance(value, dict):
        return any(names_within(part, names) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple):
        return any(names_within(part, names) for part in value)
    return False
