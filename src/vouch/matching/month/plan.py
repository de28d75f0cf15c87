"""Plans a month: at most one ask a person, within every limit, with the highest sum of worth.

The willing are planned first, then the open in the room that they leave, then the guarded: passion goes before brand in
the month as it does in the week. Within each the plan is the best there is, and says by how much it could be wrong (not
at all).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from vouch.domain.policy import Policy
from vouch.matching.month.caps import Caps
from vouch.matching.month.families import Family, Floats
from vouch.matching.month.planned import MonthPlan, Placed, Unplaced
from vouch.matching.month.reasons import why_not
from vouch.matching.month.solve import solve
from vouch.matching.next_ask import Candidate, Willingness, Worth, value

Limit = tuple[str, str]
KINDS = ("account", "owner", "activity", "asks")
"""The kinds of limits in the order in which they are named as being in the way."""


@dataclass(frozen=True)
class _Pair:
    candidate: Candidate
    worth: Worth

    @property
    def order(self) -> tuple[int, float, str, str]:
        return -self.candidate.willing, -self.worth.total, *self.candidate.key


def plan(candidates: Iterable[Candidate], caps: Caps, policy: Policy) -> MonthPlan:
    """The month of these candidates. Those with a condition against them or worth nothing are left out.

    Raises ValueError for an open invitation, and for an account with two owners (limits would not be nested).
    """
    pairs = sorted((_Pair(one, value(one, policy)) for one in candidates), key=lambda pair: pair.order)
    pairs = [pair for pair in pairs if pair.worth.may_be]
    limits = _limits(pairs, caps)
    placed: list[_Pair] = []
    whole, bound, prices = 0.0, 0.0, dict[Limit, float]()
    for willing in sorted(Willingness, reverse=True):
        band = [pair for pair in pairs if pair.candidate.willing is willing]
        room = _room(limits, placed)
        chosen, worth, at_most, their_prices = _best(band, room)
        placed += chosen
        whole, bound = whole + worth, bound + at_most
        prices |= {limit: max(price, prices.get(limit, 0.0)) for limit, price in their_prices.items()}
    full = {limit for limit, left in _room(limits, placed).items() if left <= 0}
    return MonthPlan(
        pairs=_weeks(placed, caps),
        unplaced=_unplaced(pairs, placed, full, limits, prices, policy),
        value=whole,
        bound=bound,
        prices={limit: price for limit, price in sorted(prices.items()) if price > 0 and limit[0] != "person"},
    )


def under(candidate: Candidate) -> tuple[Limit, ...]:
    """The limits under which an ask falls, in the order of KINDS."""
    return (
        ("account", candidate.account), ("owner", candidate.owner), ("activity", candidate.activity), ("asks", ""),
    )  # fmt: skip


def _limits(pairs: Sequence[_Pair], caps: Caps) -> dict[Limit, int]:
    """Every limit of the month that these pairs could meet, with how much it allows."""
    owner_of: dict[str, str] = {}
    found: dict[Limit, int] = {}
    for pair in pairs:
        one = pair.candidate
        if owner_of.setdefault(one.account, one.owner) != one.owner:
            raise ValueError(f"account {one.account} has two owners: {owner_of[one.account]} and {one.owner}")
        week = caps.of_owner_week(one.owner)
        given = (caps.of_account(one.account), None if week is None else week * caps.weeks,
                 caps.activity.get(one.activity), caps.asks)  # fmt: skip
        found |= {limit: cap for limit, cap in zip(under(one), given, strict=True) if cap is not None}
    return found


def _room(limits: dict[Limit, int], placed: Sequence[_Pair]) -> dict[Limit, int]:
    used = Counter(limit for pair in placed for limit in under(pair.candidate))
    return {limit: cap - used[limit] for limit, cap in limits.items()}


def _best(band: Sequence[_Pair], room: dict[Limit, int]) -> tuple[list[_Pair], float, float, dict[Limit, float]]:
    """The best of one band in the room there is: the pairs, their worth, the bound, and the prices of the limits."""
    of_people = [("person", pair.candidate.contact) for pair in band]
    named = [of_people, *([under(pair.candidate)[kind] for pair in band] for kind in range(len(KINDS)))]
    families, keys = [], []
    for limits in named:
        known = sorted({limit for limit in limits if limit[0] == "person" or limit in room})
        at = {limit: number for number, limit in enumerate(known)}
        keys.append(known)
        families.append(
            Family(
                limits[0][0] if limits else "",
                np.array([at.get(limit, -1) for limit in limits], dtype=np.int64),
                np.array([room.get(limit, 1) for limit in known], dtype=np.int64),
            )
        )
    worths: Floats = np.array([pair.worth.total for pair in band], dtype=np.float64)
    solved = solve(worths, families)
    prices = {
        limit: float(price)
        for known, of_family in zip(keys, solved.prices, strict=True)
        for limit, price in zip(known, of_family, strict=True)
    }
    return [band[int(number)] for number in np.flatnonzero(solved.chosen)], solved.value, solved.bound, prices


def _weeks(placed: Sequence[_Pair], caps: Caps) -> tuple[Placed, ...]:
    """Best first, spread over the weeks evenly, and within what each owner clears in one."""
    each = -(-len(placed) // caps.weeks)
    used: Counter[tuple[int, str]] = Counter()
    found = []
    for pair in sorted(placed, key=lambda one: one.order):
        owner = pair.candidate.owner
        most = caps.of_owner_week(owner)
        free = [week for week in range(1, caps.weeks + 1) if most is None or used[week, owner] < most]
        week = next((week for week in free if used[week, ""] < each), free[0])
        used[week, ""] += 1
        if owner:
            used[week, owner] += 1
        found.append(Placed(candidate=pair.candidate, worth=pair.worth, week=week))
    return tuple(found)


def _unplaced(
    pairs: Sequence[_Pair],
    placed: Sequence[_Pair],
    full: set[Limit],
    limits: dict[Limit, int],
    prices: dict[Limit, float],
    policy: Policy,
) -> tuple[Unplaced, ...]:
    """Everybody who is not in the month, by their best ask, best first."""
    seen = {pair.candidate.contact for pair in placed}
    found = []
    for pair in pairs:
        if pair.candidate.contact in seen:
            continue
        seen.add(pair.candidate.contact)
        limit = next((one for one in under(pair.candidate) if one in full), None)
        found.append(
            Unplaced(
                candidate=pair.candidate,
                worth=pair.worth,
                limit=limit[0] if limit else "worth",
                reason=why_not(limit, limits, policy),
                would_add=prices.get(limit, 0.0) if limit else 0.0,
            )
        )
    return tuple(found)
