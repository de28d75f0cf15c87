"""How many people could be asked for each rung, and how readily they say yes: counted while everybody is looked at.

It is the ground on which a programme is planned. Of open invitations nothing is counted: nobody is chosen for them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from vouch.domain.policy import Policy
from vouch.matching.yes_rate import Rates
from vouch.matching.yes_rate.beta_binomial import interval
from vouch.program.programmes.rows import PoolRow
from vouch.program.suggestions.queries.people import Looked
from vouch.program.suggestions.queries.supply import segment_of
from vouch.runs.suggest.learned import Learned
from vouch.runs.suggest.looking import Seen


@dataclass
class Pools:
    """The counts by segment and rung, as they grow."""

    policy: Policy
    people: Counter[str] = field(default_factory=Counter)
    could: Counter[tuple[str, str]] = field(default_factory=Counter)
    leads: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    against: dict[str, Counter[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rungs = [name for name, rung in self.policy.ladder.items() if not rung.open_invitation]
        self.against = {name: Counter() for name in self.rungs}

    def look(self, who: Looked, seen: Seen, leads: str | None) -> None:
        """Count one person, whose personality is `leads` where it is known."""
        segment = segment_of(who.segment, who.industry)
        self.people[segment] += 1
        for name in seen.free:
            self.could[segment, name] += 1
            if leads:
                self.leads.setdefault((segment, name), Counter())[leads] += 1
        for name in self.rungs:
            if name not in seen.free:
                code = seen.against.get(name) or (seen.obstacle.code if seen.obstacle else "")
                self.against[name][code] += 1

    def rows(self, learned: Learned) -> list[PoolRow]:
        """One row of every rung."""
        return [self._row(name, learned) for name in self.rungs]

    def _row(self, name: str, learned: Learned) -> PoolRow:
        could = {segment: n for (segment, rung), n in self.could.items() if rung == name}
        mean, weight, n, rests_on = _rate(learned.rates, name, self.policy)
        low, high = interval(mean * weight, (1 - mean) * weight)
        return PoolRow(
            activity=name,
            people=self.people.total(),
            could=sum(could.values()),
            segments=[
                {
                    "segment": segment,
                    "people": self.people[segment],
                    "could": could.get(segment, 0),
                    "leads": dict(self.leads.get((segment, name), {})),
                }
                for segment in sorted(self.people, key=lambda one: (-could.get(one, 0), one))
            ],
            against=dict(self.against[name]),
            rate_mean=mean,
            rate_low=low,
            rate_high=high,
            rate_n=n,
            rate_words=rests_on,
            rate_least=self.policy.next_ask.yes_rate.enough,
            rate_weight=weight,
            follows=learned.delivers.get(name, 0.9),
        )


def _rate(rates: Rates, activity: str, policy: Policy) -> tuple[float, float, int, str]:
    """The yes-rate of a rung whoever is asked: its mean, how many asks it weighs, and which it rests on."""
    own = rates.groups.get((activity,))
    level = rates.level((activity,))
    rests: tuple[str, ...] = (activity,) if own and own.n >= policy.next_ask.yes_rate.rests_on_least else ()
    n = rates.groups[rests].n
    return level.mean, level.weight, n, rates.words(rests, n)
