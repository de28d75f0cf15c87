"""What a company allows, and what holds it back, in sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from vouch.domain.policy import Policy
from vouch.web.shared.environment import listed, plural, spelled, word

if TYPE_CHECKING:
    from vouch.program.consent.models import Permission

ALLOWED = {"yes": "Yes", "ask_first": "Ask first", "never": "Never"}
PURPOSES = {
    "invitations": "To be invited",
    "quote": "To be quoted",
    "name": "To be named",
    "image": "To be seen and heard",
}
"""What a person can agree to, as the head of a line."""
_NAMED = 3


def activity(name: str, policy: Policy) -> str:
    """An activity type in words; a rung that policy no longer has keeps its own."""
    if not name:
        return "everything else"
    return policy.ladder[name].words if name in policy.ladder else word(name)


def over(said: Permission, today: dt.date) -> bool:
    """Whether a company's word holds no longer because its last day has passed."""
    return said.until is not None and said.until < today


def allowed_sentence(company: str, said: Sequence[Permission], policy: Policy, today: dt.date) -> str:
    """What the company allows, in a sentence."""
    by: dict[str, list[str]] = {name: [] for name in ALLOWED}
    for one in in_order(said, policy):
        if not over(one, today):
            by[one.allowed].append(activity(one.activity, policy))
    leads = {"yes": "allows ", "ask_first": "wants to be asked before ", "never": "never allows "}
    parts = [lead + _some(by[name]) for name, lead in leads.items() if by[name]]
    return f"{company} {'; it '.join(parts)}" if parts else f"Nobody knows yet what {company} allows"


def in_order(said: Sequence[Permission], policy: Policy) -> list[Permission]:
    """Words of a company in the order of the ladder, the one on everything last."""
    order = {name: number for number, name in enumerate(policy.ladder)} | {"": len(policy.ladder) + 1}
    return sorted(said, key=lambda one: order.get(one.activity, len(policy.ladder)))


def holds_sentence(whom: str, count: int) -> str:
    """How many holds stand."""
    if not count:
        return f"Nothing holds {whom} back now"
    return f"{spelled(count, 'thing holds', 'things hold')} {whom} back now"


def limits_of_word(said: Permission) -> list[str]:
    """How often, for what and where a company's word holds, and how long; what it does not say is left out."""
    parts = []
    if said.at_most and said.per_days:
        parts.append(f"{plural(said.at_most, 'time')} in {plural(said.per_days, 'day')}")
    if said.uses:
        parts.append(f"for {listed(list(said.uses))}")
    if said.territory:
        parts.append(f"in {said.territory}")
    return parts


def _some(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return f"{', '.join(names[: _NAMED - 1])} and {len(names) - _NAMED + 1} more"
    return listed(list(names))
