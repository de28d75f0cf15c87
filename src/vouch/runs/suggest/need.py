"""How much is another act of some kind needed, and where? From open deals and from what there is already.

Kept so simple that a sentence says all of it: proof is needed where deals wait for it, less the more there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Goal
from vouch.matching.next_ask import need
from vouch.program.suggestions.queries.supply import segments, stock
from vouch.runs.kept.deals import open_by_account

LEAST_DEMAND, MOST_DEMAND = 0.25, 2.0
"""Proof from another segment helps a deal too, if less; and no segment is worth more than twice the usual."""
_GOALS: dict[str, str] = {
    "reach": "being heard of",
    "referrals": "introductions",
    "reviews": "reviews",
    "faster_deals": "open deals",
    "product": "a better product",
}


@dataclass(frozen=True)
class Needs:
    """What is needed on one day. `deals`: open deals by segment, empty where the facts have none."""

    policy: Policy
    deals: Mapping[str, int]
    stock: Mapping[tuple[str, str], int]

    def of(self, activity: str, segment: str) -> float:
        """What one more of this from this segment is worth to us."""
        rung = self.policy.ladder[activity]
        return need(rung, self.policy, demand=self._demand(segment), stock=self.stock.get((segment, activity), 0))

    def words(self, activity: str, segment: str) -> str:
        """Why, in a sentence."""
        rung, there = self.policy.ladder[activity], self.stock.get((segment, activity), 0)
        days = "quarter" if rung.live else "year"
        had = f"{there or 'none'} of this{f' from {segment}' if segment else ''} in the last {days}"
        waiting = self.deals.get(segment, 0)
        if "faster_deals" in rung.serves and waiting:
            deals = f"{waiting} open deal{'s' if waiting != 1 else ''}{f' in {segment}' if segment else ''}"
            return f"{deals} {'wait' if waiting != 1 else 'waits'} for proof, and there was {had}"
        serves = " and ".join(_GOALS[goal] for goal in rung.serves) or "nothing that was named"
        return f"Serves {serves}: {had}"

    def _demand(self, segment: str) -> dict[Goal, float]:
        """How much each goal is asked for in this segment; as usual where the facts have no deals."""
        if not self.deals:
            return {}
        usual = sum(self.deals.values()) / len(self.deals)
        return {"faster_deals": min(MOST_DEMAND, max(LEAST_DEMAND, self.deals.get(segment, 0) / usual))}


def needs(data: Path, policy: Policy, today: date) -> Needs:
    """What is needed on this day, in a fixed number of statements."""
    where = segments()
    deals: Counter[str] = Counter()
    for account, count in sorted(open_by_account(data, policy).items()):
        deals[where.get(account, "")] += count
    return Needs(policy, deals, stock(policy=policy, today=today))
