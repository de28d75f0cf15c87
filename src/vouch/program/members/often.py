"""How often in an hour? Counts under keys of which only a digest is kept, in the cache that sign-in counts in too."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from vouch.domain.errors import Refusal

HOUR = 3600


def count(what: str, of: str, *, most: int) -> None:
    """Count one more; the first begins an hour.

    Raises Refusal where there were `most` in that hour already. It does not say of whom: it counts strangers too.
    """
    key = f"portal.{what}.{salted_hmac('vouch.portal.often', of, algorithm='sha256').hexdigest()[:32]}"
    if cache.add(key, 1, HOUR):
        return
    try:
        so_far = cache.incr(key)
    except ValueError:  # its hour ended between the two lines
        so_far = 1
    if so_far > most:
        raise too_often()


def too_often() -> Refusal:
    """The refusal for whoever tried too often."""
    return Refusal(
        "too_often",
        "That was tried too often in the last hour. Wait an hour, or open the link in our last mail to you.",
    )
