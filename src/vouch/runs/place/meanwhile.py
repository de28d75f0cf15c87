"""Somebody was erased while everybody was placed: what was read before must not be published, nor kept."""

from __future__ import annotations

from vouch.domain.errors import Conflict


def erased_meanwhile() -> Conflict:
    """The refusal to publish what was read before somebody was erased."""
    return Conflict(
        "erased_meanwhile",
        "Somebody was erased while everybody was placed, so nothing was published. Place everybody again.",
    )
