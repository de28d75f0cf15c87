"""Placing everybody once more: what came since the last time is worked out anew, and the rest is as it was.

What a placement makes on its way is kept in the data folder's cache. See ADR 18 for why what comes out is what placing
everybody from the beginning would give.
"""

from __future__ import annotations

from vouch.runs.place.again.open import open_again

__all__ = ["open_again"]
