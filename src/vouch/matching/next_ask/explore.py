"""Asks made to learn: drawn by Thompson sampling with a seed, inside every gate, each labelled as such.

Always asking whoever looks best never finds out who else would say yes. So a few asks (a tenth at most) go to whoever
looks best in one draw from what is possible, given what is known. A draw follows from the seed and the two ids alone:
the same data give the same page, and nobody's draw changes with who else is there.
"""

from __future__ import annotations

from hashlib import blake2b
from math import floor

from scipy.special import betaincinv

from vouch.domain.policy import Policy
from vouch.matching.next_ask.candidate import Candidate
from vouch.matching.next_ask.worth import Worth, value


def slots(asks: int, policy: Policy, *, asked_before: int = 0, explored_before: int = 0) -> int:
    """How many of the next `asks` may be made to learn, so that of all, earlier ones too, no more than the share is.

    >>> from vouch.domain.policy import load
    >>> slots(25, load()), slots(6, load()), slots(6, load(), asked_before=30, explored_before=2)
    (2, 0, 1)
    """
    most = floor(policy.next_ask.exploration.share * (asked_before + asks) + 1e-9)
    return max(0, min(asks, most - explored_before))


def drawn(candidate: Candidate, policy: Policy, seed: int) -> Worth:
    """The worth of a candidate at a yes-rate drawn from what is known of it."""
    a, b = candidate.rate.beta
    yes = float(betaincinv(a, b, _even(seed, *candidate.key)))
    return value(candidate, policy, yes=yes)


def _even(seed: int, *ids: str) -> float:
    """An even number between 0 and 1 that follows from the seed and the ids."""
    told = "\x1f".join((str(seed), *ids)).encode()
    return (int.from_bytes(blake2b(told, digest_size=8).digest(), "big") + 0.5) / 2**64
