"""How often in an hour? Counts under keys of which only a digest is kept, in the cache that sign-in counts in too."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from vouch.domain.errors import Refusal

HOUR = 3600


def count(what: str, of: str, *, most: int) -> None:
    """Count one more; the first begins an hour.

    Raises Refusal where there were `most` in that hour already. It does not say of whom: it counts strangers too.
    """
    key = f"portal.{what}.{salted_hmac('vouch.portal.often', of, algorithm='sha256').hexdigest()[:32]}"
    now = time.time()
    if cache.add(key, (1, now + HOUR), HOUR):
        return
    so_far, ends = cache.get(key) or (0, now + HOUR)  # its hour ended between the two lines
    # not `incr`: what it writes is kept for five minutes, whatever was left of the hour
    cache.set(key, (so_far + 1, ends), max(1.0, ends - now))
    if so_far >= most:
        raise too_often()


def too_often() -> Refusal:
    """The refusal for whoever tried too often."""
    return Refusal(
        "too_often",
        "That was tried too often in the last hour. Wait an hour, or open the link in our last mail to you.",
    )
