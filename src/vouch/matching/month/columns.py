"""All candidates of a month as columns: who, whose, for what, how gladly and what each is worth, the best first.

A large company has half a million of them. Making a worth of each in Python takes ten seconds; a column at a time it is
one, and the figures are the same to the last digit, as each is worked out in the same order (`worth.value`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import numpy as np

from vouch.domain.policy import Policy
from vouch.matching.month.families import Floats, Ints
from vouch.matching.next_ask import Candidate

KINDS: dict[str, Callable[[Candidate], Any]] = {
    "person": attrgetter("contact"),
    "account": attrgetter("account"),
    "owner": attrgetter("owner"),
    "activity": attrgetter("activity"),
}
"""Whose limit an ask falls under, for each kind that has several."""


@dataclass(frozen=True)
class Columns:
    """Those that may be, best first: the willing first, then the worth, then ids.

    `names` of each kind are in order, and `of` says for each candidate which of them is its own.
    """

    candidates: Sequence[Candidate]
    willing: Ints
    total: Floats
    names: dict[str, list[str]]
    of: dict[str, Ints]

    def name(self, kind: str, row: int) -> str:
        """Whose it is: the name of that kind of one candidate."""
        return self.names[kind][int(self.of[kind][row])]


def columns(candidates: Iterable[Candidate], policy: Policy) -> Columns:
    """The columns of those with no condition against them that are worth more than nothing.

    Raises ValueError for an open invitation: those are never chosen by what they are worth.
    """
    given = list(candidates)
    names, of = {}, {}
    for kind, whose in KINDS.items():
        names[kind], of[kind] = _numbered(list(map(whose, given)))
    total, may_be = _worth(given, names["activity"], of["activity"], policy)
    willing = np.fromiter(map(attrgetter("willing"), given), dtype=np.int64, count=len(given))
    order = np.lexsort((of["activity"], of["person"], -total, -willing))
    rows = order[may_be[order]]
    return Columns(
        candidates=[given[row] for row in rows.tolist()],
        willing=willing[rows],
        total=total[rows],
        names=names,
        of={kind: numbers[rows] for kind, numbers in of.items()},
    )


def _numbered(values: Sequence[str]) -> tuple[list[str], Ints]:
    """The different values in order, and the number of each one's."""
    names = sorted(set(values))
    at = {name: number for number, name in enumerate(names)}
    return names, np.fromiter(map(at.__getitem__, values), dtype=np.int64, count=len(values))


def _worth(given: Sequence[Candidate], activities: Sequence[str], of: Ints, policy: Policy) -> tuple[Floats, Any]:
    """What each is worth, and whether it may be proposed: `worth.value`, of all at once."""
    rule = policy.next_ask
    rungs = [policy.ladder[name] for name in activities]
    for name, rung in zip(activities, rungs, strict=True):
        if rung.open_invitation:
            raise ValueError(f"{name} is an open invitation: nobody is chosen for it by what it is worth")

    def column(name: str) -> Floats:
        return np.fromiter(map(attrgetter(name), given), dtype=np.float64, count=len(given))

    yes, need, person = column("rate.mean"), column("value_need"), column("value_person")
    chance = yes * column("delivers")
    days = np.array([np.inf if one.days_to_renewal is None else one.days_to_renewal for one in given], dtype=np.float64)
    times = np.where(days <= rule.decline.renewal_within_days, rule.decline.renewal_times, 1.0)
    loss = rule.decline.loss * (1 + rule.decline.more_each * column("declines")) * times
    effort = np.array([-rule.cost.effort * rung.effort for rung in rungs], dtype=np.float64)
    load = -rule.cost.load * column("load") / column("cap")
    whole = chance * need + chance * person + -(1 - yes) * loss + (effort[of] if len(of) else 0.0) + load
    # Python's rounding is the exact one; numpy's is not, and a tie that it breaks would be another order
    total = np.array([round(one, 9) for one in whole.tolist()], dtype=np.float64)
    against = (person < rule.win.least) | (need <= 0) | (column("step") > rule.step.largest) | (column("both") > 1)
    against |= np.array([one.first and one.rewarded for one in given], dtype=bool)
    return total, ~against & (total > 0)
