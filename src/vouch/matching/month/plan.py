"""Plans a month: at most one ask a person, within every limit, with the highest sum of worth.

The willing are planned first, then the open in the room that they leave, then the guarded: passion goes before brand in
the month as it does in the week. Within each the plan is the best there is, and says by how much it could be wrong (not
at all).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from vouch.domain.policy import Policy
from vouch.matching.month.caps import Caps
from vouch.matching.month.columns import KINDS, Columns, columns
from vouch.matching.month.families import Family, Ints
from vouch.matching.month.planned import MonthPlan, Placed, Unplaced
from vouch.matching.month.reasons import why_not
from vouch.matching.month.solve import solve
from vouch.matching.next_ask import Candidate, Willingness, value

Limit = tuple[str, str]
_IN_THE_WAY = ("account", "owner", "activity")
"""The kinds of limits in the order in which they are named as being in the way; all asks together come last."""
_ALL: Limit = ("asks", "")


def plan(candidates: Iterable[Candidate], caps: Caps, policy: Policy) -> MonthPlan:
    """The month of these candidates. Those with a condition against them or worth nothing are left out.

    Raises ValueError for an open invitation, for an account with two owners, and for a person in two accounts:
    limits would not be nested, and the best plan could hold half an ask.
    """
    pairs = columns(candidates, policy)
    limits = _limits(pairs, caps)
    placed: list[int] = []
    whole, bound, prices = 0.0, 0.0, dict[Limit, float]()
    for willing in sorted(Willingness, reverse=True):
        band = np.flatnonzero(pairs.willing == int(willing))
        if not len(band):
            continue
        chosen, worth, at_most, their_prices = _best(pairs, band, _room(limits, pairs, placed))
        placed += chosen
        whole, bound = whole + worth, bound + at_most
        prices |= {limit: max(price, prices.get(limit, 0.0)) for limit, price in their_prices.items()}
    full = {limit for limit, left in _room(limits, pairs, placed).items() if left <= 0}
    return MonthPlan(
        pairs=_weeks([pairs.candidates[row] for row in placed], caps, policy),
        unplaced=_unplaced(pairs, placed, full, limits, prices, policy),
        value=whole,
        bound=bound,
        prices={limit: price for limit, price in sorted(prices.items()) if price > 0 and limit[0] != "person"},
    )


def _limits(pairs: Columns, caps: Caps) -> dict[Limit, int]:
    """Every limit of the month that these pairs could meet, with how much it allows."""
    if at := _second(pairs, "person", "account"):
        raise ValueError(f"{at[0]} is in two accounts: {at[1]} and {at[2]}")
    if at := _second(pairs, "account", "owner"):
        raise ValueError(f"account {at[0]} has two owners: {at[1]} and {at[2]}")
    found: dict[Limit, int] = {}
    for number in np.unique(pairs.of["account"]).tolist():
        account = pairs.names["account"][number]
        if (cap := caps.of_account(account)) is not None:
            found["account", account] = cap
    for number in np.unique(pairs.of["owner"]).tolist():
        owner = pairs.names["owner"][number]
        if (week := caps.of_owner_week(owner)) is not None:
            found["owner", owner] = week * caps.weeks
    found |= {("activity", activity): cap for activity, cap in caps.activity.items()}
    return found if caps.asks is None else found | {_ALL: caps.asks}


def _second(pairs: Columns, inner: str, outer: str) -> tuple[str, str, str] | None:
    """Somebody who lies in two of the outer kind: who, and both; None where nobody does."""
    if not len(pairs.candidates):
        return None
    lies_in = np.full(len(pairs.names[inner]), -1, dtype=np.int64)
    lies_in[pairs.of[inner][::-1]] = pairs.of[outer][::-1]  # the first one stays
    wrong = np.flatnonzero(lies_in[pairs.of[inner]] != pairs.of[outer])
    if not len(wrong):
        return None
    row = int(wrong[0])
    first = pairs.names[outer][lies_in[pairs.of[inner][row]]]
    return pairs.name(inner, row), first, pairs.name(outer, row)


def _room(limits: Mapping[Limit, int], pairs: Columns, placed: Sequence[int]) -> dict[Limit, int]:
    """How much each limit still allows."""
    used = Counter((kind, pairs.name(kind, row)) for row in placed for kind in _IN_THE_WAY)
    used[_ALL] = len(placed)
    return {limit: cap - used[limit] for limit, cap in limits.items()}


def _best(pairs: Columns, band: Ints, room: Mapping[Limit, int]) -> tuple[list[int], float, float, dict[Limit, float]]:
    """The best of one band in the room there is: the pairs, their worth, the bound, and the prices of the limits."""
    families, keys = [], []
    for kind in KINDS:
        mine = pairs.of[kind][band]
        there = np.unique(mine).tolist()
        names = pairs.names[kind]
        known = there if kind == "person" else [number for number in there if (kind, names[number]) in room]
        at = np.full(len(names), -1, dtype=np.int64)
        at[known] = np.arange(len(known))
        limits = [(kind, names[number]) for number in known]
        keys += limits
        families.append(Family(kind, at[mine], np.array([room.get(one, 1) for one in limits], dtype=np.int64)))
    whole = _ALL in room
    keys += [_ALL] * whole
    of_all = np.full(len(band), 0 if whole else -1, dtype=np.int64)
    families.append(Family("asks", of_all, np.array([room[_ALL]] if whole else [], dtype=np.int64)))
    solved = solve(pairs.total[band], families)
    prices = dict(zip(keys, np.concatenate(solved.prices).tolist(), strict=True))
    return band[solved.chosen].tolist(), solved.value, solved.bound, prices


def _weeks(placed: Sequence[Candidate], caps: Caps, policy: Policy) -> tuple[Placed, ...]:
    """Best first, spread over the weeks evenly, and within what each owner clears in one."""
    each = -(-len(placed) // caps.weeks)
    used: Counter[tuple[int, str]] = Counter()
    found = []
    for one in placed:
        most = caps.of_owner_week(one.owner)
        free = [week for week in range(1, caps.weeks + 1) if most is None or used[week, one.owner] < most]
        week = next((week for week in free if used[week, ""] < each), free[0])
        used[week, ""] += 1
        if one.owner:
            used[week, one.owner] += 1
        found.append(Placed(candidate=one, worth=value(one, policy), week=week))
    return tuple(found)


def _unplaced(
    pairs: Columns,
    placed: Sequence[int],
    full: set[Limit],
    limits: Mapping[Limit, int],
    prices: Mapping[Limit, float],
    policy: Policy,
) -> tuple[Unplaced, ...]:
    """Everybody who is not in the month, by their best ask, best first."""
    inside = np.zeros(len(pairs.names["person"]), dtype=bool)
    inside[pairs.of["person"][list(placed)]] = True
    _people, first = np.unique(pairs.of["person"], return_index=True)  # rows are best first
    rows = np.sort(first[~inside[pairs.of["person"][first]]])
    told = {limit: why_not(limit, limits, policy) for limit in full}
    no_room = why_not(None, limits, policy)
    found = []
    for row, worth, limit in zip(
        rows.tolist(), pairs.total[rows].tolist(), _first_full(pairs, rows, full), strict=True
    ):
        found.append(
            Unplaced(
                candidate=pairs.candidates[row],
                worth=worth,
                limit=limit[0] if limit else "worth",
                reason=told[limit] if limit else no_room,
                would_add=prices.get(limit, 0.0) if limit else 0.0,
            )
        )
    return tuple(found)


def _first_full(pairs: Columns, rows: Ints, full: set[Limit]) -> list[Limit | None]:
    """The first full limit in the way of each of these rows; None where none is full."""
    found: list[Limit | None] = [_ALL if _ALL in full else None] * len(rows)
    for kind in reversed(_IN_THE_WAY):
        names = pairs.names[kind]
        is_full = np.array([(kind, name) in full for name in names], dtype=bool)
        mine = pairs.of[kind][rows]
        for at in np.flatnonzero(is_full[mine]).tolist():
            found[at] = kind, names[mine[at]]
    return found
