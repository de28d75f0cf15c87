"""Which programme suits the people there are? Of one goal, every rung that serves it with how many could be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vouch.domain.estimate import Estimate
from vouch.domain.foreseen import Foreseen, acts_of
from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Rung
from vouch.program.programmes.models import Pool


@dataclass(frozen=True, kw_only=True)
class Suits:
    """One rung for a goal: how many could be asked now, how readily people say yes, and what so many asks would bring.

    `rate` is None where nobody was looked at yet; `acts` is None without a rate that rests on enough. `leads` counts
    the known personalities of those who could be asked, by segment. `against` are the others by what stands first in
    the way. An open invitation has none of it: nobody is chosen.
    """

    activity: str
    rung: Rung
    could: int = 0
    people: int = 0
    asks: int = 0
    rate: Estimate | None = None
    acts: Foreseen | None = None
    segments: Sequence[Mapping[str, object]] = ()
    against: Sequence[tuple[str, int]] = ()
    computed_on: date | None = None


def suits(goal: str, asks: int, policy: Policy) -> Sequence[Suits]:
    """The rungs that serve a goal, those for which most people could be asked first. `asks`: how many are planned."""
    pools = {row.activity: row for row in Pool.objects.all()}
    rungs = [(name, rung) for name, rung in policy.ladder.items() if goal in rung.serves]
    found = [_suits(name, rung, pools.get(name), asks) for name, rung in rungs]
    return sorted(found, key=lambda one: (one.rung.open_invitation, -one.could, one.rung.effort + one.rung.exposure))


def _suits(activity: str, rung: Rung, pool: Pool | None, asks: int) -> Suits:
    if pool is None or rung.open_invitation:
        return Suits(activity=activity, rung=rung, computed_on=pool.computed_on if pool else None)
    rate = Estimate(
        point=pool.rate_mean, low=pool.rate_low, high=pool.rate_high, n=pool.rate_n, rests_on=pool.rate_words,
        method="Beta-Binomial with back-off, 95 in 100", least=pool.rate_least,
    )  # fmt: skip
    can = min(asks, pool.could)
    acts = acts_of(can, mean=rate.point, weight=pool.rate_weight, follows=pool.follows) if rate.enough and can else None
    return Suits(
        activity=activity,
        rung=rung,
        could=pool.could,
        people=pool.people,
        asks=can,
        rate=rate,
        acts=acts,
        segments=pool.segments,
        against=sorted(pool.against.items(), key=lambda pair: (-pair[1], pair[0])),
        computed_on=pool.computed_on,
    )
