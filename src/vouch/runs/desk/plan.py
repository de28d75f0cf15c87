"""Who could speak for which of the open requests, all of them at once; and what using somebody today costs later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vouch.domain.policy import Policy
from vouch.matching.reference import Pool
from vouch.matching.together import Carrying, Together, candidates, prices, together
from vouch.matching.together import Request as Wanted
from vouch.program.findings.queries import current_run
from vouch.program.references.actions import publish_prices
from vouch.program.references.queries import wanting
from vouch.runs.desk.matching import matches_for
from vouch.runs.desk.pool import ready

if TYPE_CHECKING:
    from vouch.program.references.models import Request

CONSIDERED = 50
"""People of one request that are weighed against those of the others."""


@dataclass(frozen=True)
class Plan:
    """The requests that still want somebody, and who speaks for which."""

    requests: Sequence[Request]
    found: Together


def plan_all(data: Path, *, policy: Policy, today: date, fair: bool = False) -> Plan | None:
    """The best choice for all open requests that want somebody; None where fewer than two do."""
    rows = wanting()
    if len(rows) < 2:
        return None
    wanted = _wanted(data, rows, policy, today)
    pool, lock = ready(data, policy, today, rows[0][0].activity)
    with lock:
        carrying = _carrying(pool, wanted)
    found = together(wanted, carrying, load_cost=policy.reference.cost.load, fair=fair)
    return Plan([row for row, _count in rows], found)


def renew_prices(data: Path, policy: Policy, today: date, expected: Sequence[Wanted] = ()) -> int:
    """Work out anew what using somebody now costs the rest of the quarter, from open requests and those `expected`.

    Returns how many have a price.
    """
    run = current_run()
    rows = wanting()
    wanted = [*_wanted(data, rows, policy, today), *expected]
    if not wanted or run is None:
        publish_prices({}, run=run.id if run else "", today=today)
        return 0
    activity = rows[0][0].activity if rows else next(iter(policy.desk.modes))
    pool, lock = ready(data, policy, today, activity)
    with lock:
        carrying = _carrying(pool, wanted)
    found = prices(wanted, carrying, load_cost=policy.reference.cost.load)
    publish_prices(found, run=run.id, today=today)
    with lock:
        pool.price(found)
    return len(found)


def _wanted(data: Path, rows: Sequence[tuple[Request, int]], policy: Policy, today: date) -> list[Wanted]:
    found = []
    for request, count in rows:
        answer = matches_for(data, request, policy=policy, today=today, sees_all=True, show=CONSIDERED)
        could = candidates(answer, policy)
        if could:
            found.append(Wanted(id=request.pk, candidates=could, how_many=count))
    return found


def _carrying(pool: Pool, wanted: Sequence[Wanted]) -> Mapping[str, Carrying]:
    people = {one.person for request in wanted for one in request.candidates if one.person in pool.at}
    rows = {person: pool.decision(person) for person in people}
    # nobody is asked twice at a time, whatever they may carry in a quarter
    return {person: Carrying(load=row.load, cap=row.cap) for person, row in rows.items()}
