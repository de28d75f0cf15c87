"""What is a kind of thing called, said to whoever is asked for it?"""

from __future__ import annotations

from vouch.domain.asking.spoken import to_you
from vouch.domain.policy import Policy


def kind(activity: str, policy: Policy) -> str:
    """The rung of that name in words to its reader; the name itself where policy has no such rung any more."""
    rung = policy.ladder.get(activity)
    return to_you(rung.words) if rung is not None else activity.replace("_", " ")
