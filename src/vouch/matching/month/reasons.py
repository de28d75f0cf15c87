"""Why somebody is not in the month, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from vouch.domain.policy import Policy


def why_not(limit: tuple[str, str] | None, limits: Mapping[tuple[str, str], int], policy: Policy) -> str:
    """The sentence of the limit that is full, or of none."""
    if limit is None:
        return "Others bring more for the places that there are."
    kind, whose = limit
    cap = limits[limit]
    if kind == "account":
        return f"Their company has its {cap} of the month." if cap else "Their company has as many open as it may."
    if kind == "owner":
        return f"The owner of their account clears {cap} in the month, and these are taken."
    if kind == "activity":
        return f"All {cap} places of the month for {policy.ladder[whose].words} are taken."
    return f"All {cap} asks of the month are taken."
