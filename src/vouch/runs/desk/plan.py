"""Who could speak for which of the open requests, all of them at once; and what using somebody today costs later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from vouch.domain.policy import Policy
from vouch.matching.reference import Pool
from vouch.matching.together import Carrying, Together, candidates, kept, to_come, together
from vouch.matching.together import Request as Wanted
from vouch.program.findings.queries import current_run
from vouch.program.references.actions import publish_prices
from vouch.program.references.queries import wanting
from vouch.runs.desk.expected import Coming, coming
from vouch.runs.desk.matching import matches_for
from vouch.runs.desk.pool import ready, told_anew

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
    pool, lock = ready(data, policy, today)
    with lock:
        carrying = _carrying(pool, wanted)
    found = together(wanted, carrying, load_cost=policy.reference.cost.load, fair=fair, at_once=True)
    return Plan([row for row, _count in rows], found)


def renew_prices(data: Path, policy: Policy, today: date) -> int:
    """Work out anew what using somebody now costs the rest of the quarter, from open requests and those to come.

    Returns how many have a price.
    """
    run = current_run()
    if run is None:
        publish_prices({}, run="", today=today)
        told_anew(data)
        return 0
    rows = wanting()
    pool, _lock = ready(data, policy, today)
    look = coming(pool, policy, today)
    with _unpriced(data, policy, today):
        open_ = _wanted(data, rows, policy, today)
    expected = _expected(data, look, policy, today)
    pool, lock = ready(data, policy, today)
    with lock:
        carrying = _carrying(pool, [*open_, *expected])
    segments = {one.id: one.segment for one in look.kinds}
    found = kept(open_, expected, segments, carrying, load_cost=policy.reference.cost.load)
    prices = {person: one.price for person, one in found.items()}
    words = {person: one.words(look.by_segment, look.ends) for person, one in found.items()}
    publish_prices(prices, words=words, run=run.id, today=today)
    told_anew(data)
    return len(prices)


def _expected(data: Path, look: Coming, policy: Policy, today: date) -> list[Wanted]:
    """The requests to come with whoever could then, segment by segment: others have the pool in between."""
    found = []
    segment = attrgetter("segment")
    for _segment, kinds in groupby(sorted(look.kinds, key=segment), key=segment):
        with _unpriced(data, policy, today) as pool:
            found += to_come(list(kinds), pool, policy, most=CONSIDERED)
    return found


@contextmanager
def _unpriced(data: Path, policy: Policy, today: date) -> Iterator[Pool]:
    """The pool as if nobody had a price: else whoever has one would be looked at less, and have none the next time."""
    pool, lock = ready(data, policy, today)
    with lock:
        before = {pool.people[at].id: price for at, price in enumerate(pool.prices.tolist()) if price}
        pool.price({})
        try:
            yield pool
        finally:
            pool.price(before)


def _wanted(data: Path, rows: Sequence[tuple[Request, int]], policy: Policy, today: date) -> list[Wanted]:
    found = []
    for request, count in rows:
        answer = matches_for(data, request, policy=policy, today=today, sees_all=True, show=CONSIDERED)
        could = candidates(answer, policy)
        if could:
            live = policy.ladder[request.activity].live
            found.append(Wanted(id=request.pk, candidates=could, how_many=count, live=live))
    return found


def _carrying(pool: Pool, wanted: Sequence[Wanted]) -> Mapping[str, Carrying]:
    people = {one.person for request in wanted for one in request.candidates if one.person in pool.at}
    rows = {person: pool.decision(person) for person in people}
    return {person: Carrying(load=row.load, cap=row.cap, frees=row.frees) for person, row in rows.items()}
