"""Plans a month: at most one ask a person, within every limit, with the highest sum of worth.

The willing are planned first, then the open in the room that they leave, then the guarded: passion goes before brand in
the month as it does in the week. Within each the plan is the best there is, and says by how much it could be wrong (not
at all).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

import numpy as np

from vouch.domain.policy import Policy
from vouch.matching.month.caps import Caps
from vouch.matching.month.families import Family, Floats
from vouch.matching.month.planned import MonthPlan, Placed, Unplaced
from vouch.matching.month.reasons import why_not
from vouch.matching.month.solve import solve
from vouch.matching.next_ask import Candidate, Willingness
from vouch.matching.next_ask.valued import Valued, ranked

Limit = tuple[str, str]
_WHOSE: dict[str, Callable[[Candidate], str]] = {
    "person": attrgetter("contact"),
    "account": attrgetter("account"),
    "owner": attrgetter("owner"),
    "activity": attrgetter("activity"),
    "asks": lambda _: "",
}
"""The kinds of limits, in the order in which they are named as being in the way, and whose limit an ask falls under."""


def plan(candidates: Iterable[Candidate], caps: Caps, policy: Policy) -> MonthPlan:
    """The month of these candidates. Those with a condition against them or worth nothing are left out.

    Raises ValueError for an open invitation, for an account with two owners, and for a person in two accounts:
    limits would not be nested, and the best plan could hold half an ask.
    """
    pairs = [pair for pair in ranked(candidates, policy) if pair.worth.may_be]
    limits = _limits(pairs, caps)
    placed: list[Valued] = []
    whole, bound, prices = 0.0, 0.0, dict[Limit, float]()
    for willing in sorted(Willingness, reverse=True):
        band = [pair for pair in pairs if pair.candidate.willing is willing]
        if not band:
            continue
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


def _under(candidate: Candidate) -> tuple[Limit, ...]:
    """The limits under which an ask falls, but for the one of its person."""
    return (("account", candidate.account), ("owner", candidate.owner), ("activity", candidate.activity), ("asks", ""))


def _limits(pairs: Sequence[Valued], caps: Caps) -> dict[Limit, int]:
    """Every limit of the month that these pairs could meet, with how much it allows."""
    found: dict[Limit, int] = {}
    owner_of: dict[str, str] = {}
    account_of: dict[str, str] = {}
    for pair in pairs:
        one = pair.candidate
        account = account_of.setdefault(one.contact, one.account)
        if account != one.account:
            raise ValueError(f"{one.contact} is in two accounts: {account} and {one.account}")
        owner = owner_of.get(one.account)
        if owner is None:
            owner_of[one.account] = one.owner
            cap, week = caps.of_account(one.account), caps.of_owner_week(one.owner)
            if cap is not None:
                found["account", one.account] = cap
            if week is not None:
                found["owner", one.owner] = week * caps.weeks
        elif owner != one.owner:
            raise ValueError(f"account {one.account} has two owners: {owner} and {one.owner}")
    found |= {("activity", activity): cap for activity, cap in caps.activity.items()}
    return found if caps.asks is None else found | {("asks", ""): caps.asks}


def _room(limits: dict[Limit, int], placed: Sequence[Valued]) -> dict[Limit, int]:
    used = Counter(limit for pair in placed for limit in _under(pair.candidate))
    return {limit: cap - used[limit] for limit, cap in limits.items()}


def _best(band: Sequence[Valued], room: dict[Limit, int]) -> tuple[list[Valued], float, float, dict[Limit, float]]:
    """The best of one band in the room there is: the pairs, their worth, the bound, and the prices of the limits."""
    families, keys = [], []
    for kind, whose in _WHOSE.items():
        ids = [whose(pair.candidate) for pair in band]
        known = [one for one in sorted(set(ids)) if kind == "person" or (kind, one) in room]
        at = {one: number for number, one in enumerate(known)}
        keys += [(kind, one) for one in known]
        of = np.array([at.get(one, -1) for one in ids], dtype=np.int64)
        families.append(Family(kind, of, np.array([room.get((kind, one), 1) for one in known], dtype=np.int64)))
    worths: Floats = np.array([pair.worth.total for pair in band], dtype=np.float64)
    solved = solve(worths, families)
    prices = dict(zip(keys, np.concatenate(solved.prices).tolist(), strict=True))
    return [band[int(number)] for number in np.flatnonzero(solved.chosen)], solved.value, solved.bound, prices


def _weeks(placed: Sequence[Valued], caps: Caps) -> tuple[Placed, ...]:
    """Best first, spread over the weeks evenly, and within what each owner clears in one."""
    each = -(-len(placed) // caps.weeks)
    used: Counter[tuple[int, str]] = Counter()
    found = []
    for pair in placed:
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
    pairs: Sequence[Valued],
    placed: Sequence[Valued],
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
        limit = next((one for one in _under(pair.candidate) if one in full), None)
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
