"""A run like `open_run`'s, worked out from what the last one left where that can be; and how much of it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from vouch.domain.identity import Settled
from vouch.domain.policy import Policy
from vouch.lake.disk import disk_refusals
from vouch.lake.duck import KEPT
from vouch.lake.engine import Facts, open_facts
from vouch.lake.engines import Bench, DuckDB, as_written
from vouch.lake.erasure import Suppression
from vouch.lake.store import Lake
from vouch.runs.place.again import memory, news, once
from vouch.runs.place.again.dated import Days
from vouch.runs.place.again.desk import Desk
from vouch.runs.place.meanwhile import erased_meanwhile
from vouch.runs.place.plans import code_digest, plan_for
from vouch.runs.place.run import METHOD, Run, inputs, open_run, run_id
from vouch.runs.place.steps import DAYS
from vouch.runs.settled import carried

FIRST = "everybody, as nothing was kept of an earlier placement"
_SAME = ("method", "code", "policy", "zone", "settled", "erased")
_BECAUSE = {
    "method": "facts are read differently now",
    "code": "this is another version of Vouch",
    "policy": "the policy changed",
    "zone": "the company's time zone changed",
    "settled": "people settled who is who",
    "erased": "somebody was erased",
}


@contextmanager
def open_again(
    data: Path, days: Sequence[date], policy: Policy, *, settled: Sequence[Settled] | None = None
) -> Iterator[Run]:
    """Everyone placed at the end of each of `days` (earliest first), as `open_run` gives it, on DuckDB.

    `Run.how` says how much was worked out anew. What was worked out is left to the next run; where another process is
    at it, or the data folder cannot be written, everybody is placed from the facts and nothing is left.
    """
    settled = tuple(sorted(carried(data) if settled is None else settled))
    with memory.alone(data) as ours, ExitStack() as stack:
        if not ours:
            yield stack.enter_context(open_run(data, days, policy, settled=settled))
            return
        with disk_refusals(data):
            run = stack.enter_context(_open(data, days, policy, settled))
        yield run


@contextmanager
def _open(data: Path, days: Sequence[date], policy: Policy, settled: tuple[Settled, ...]) -> Iterator[Run]:
    plan, erased = plan_for(policy, data), Suppression.of(data).digest
    with open_facts(Lake(data)) as facts, DuckDB().over(facts) as bench:
        con = facts.con.con
        made_of = _made_of(facts, policy, settled, erased)
        given = inputs(facts, bench, days, policy, plan, settled)
        for name, table in given.items():
            bench.lay(name, table)
        before = memory.attach(con, data)
        came, why = _came(facts, before, made_of)
        if came is None:
            memory.fresh(con, data)
        try:
            with as_written(con):
                tables, found = _worked_out(Desk(con, plan), bench, given[DAYS], came, before, made_of)
        except duckdb.Error as error:
            if (data / KEPT).is_dir():
                raise
            raise erased_meanwhile() from error
        yield Run(run_id(facts, days, policy, settled), tuple(days), policy, facts, tables, settled, why or found)


def _worked_out(
    desk: Desk,
    bench: Bench,
    as_of: pa.Table,
    came: news.News | None,
    before: Mapping[str, Any] | None,
    made_of: dict[str, Any],
) -> tuple[dict[str, str], str]:
    """The steps renewed, or made for the first time where `came` is None; the tables of the answers, and for whom."""
    con, placed = desk.con, as_of.column("as_of").to_pylist()
    con.execute("begin transaction")
    try:
        if came is None or before is None:
            once.first_time(desk)
            _lay_together(desk)
            kept: list[date] = []
        else:
            if desk.compare("together", "from together", "from kept.together"):
                desk.differs.add("together")
                _lay_together(desk)
            once.renew(desk, came)
            kept = [date.fromisoformat(day) for day in before["days"]]
        dated = Days(desk, bench, as_of)
        found = dated.place(placed, kept, came)
        memory.note(con, made_of | {"days": [day.isoformat() for day in placed[:-1]]})
        con.execute("commit")
    except duckdb.Error:
        with suppress(duckdb.Error):
            con.execute("rollback")
        raise
    return dated.tables(), found


def _lay_together(desk: Desk) -> None:
    desk.execute("create or replace table kept.together as from together")


def _made_of(facts: Facts, policy: Policy, settled: Sequence[Settled], erased: str) -> dict[str, Any]:
    return news.told(facts.view) | {
        "method": METHOD,
        "code": code_digest(),
        "policy": policy.placing(),
        "zone": policy.company.time_zone,
        "settled": repr(settled),
        "erased": erased,
    }


def _came(facts: Facts, before: Mapping[str, Any] | None, made_of: Mapping[str, Any]) -> tuple[news.News | None, str]:
    """What came since the last time; None and why where everything is worked out anew."""
    if before is None:
        return None, FIRST
    for name in _SAME:
        if before.get(name) != made_of[name]:
            return None, f"everybody, as {_BECAUSE[name]}"
    came = news.since(facts, before)
    return (None, f"everybody, as {came}") if isinstance(came, str) else (came, "")
