"""Whose names does this colleague read? Where policy says so (`desk.names`), a seller reads who at a customer could
speak for us only once it was cleared, but for the customers they look after themselves. Every door asks here.
"""

from __future__ import annotations

from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Names
from vouch.program.colleagues.permissions import Colleague, Reach, may, reach

SENTENCE = "Who at a customer could speak for us is read here once it was cleared. The desk can tell you more."
"""Why a page is closed, and who can help."""


def kept_back(who: Colleague, policy: Policy) -> bool:
    """Whether names of people at others' customers are kept back from this colleague."""
    return policy.desk.names is Names.AFTER_CLEARANCE and reach(who.role, "see_names") is not Reach.YES


def reads_names(who: Colleague, policy: Policy, *, owner: str | None) -> bool:
    """Whether they read who is who at a customer of this owner."""
    return not kept_back(who, policy) or may(who, "see_names", owner=owner or "")
