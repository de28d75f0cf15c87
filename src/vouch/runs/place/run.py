"""One run: the customers of a data folder placed on one or several days, open for questions.

Its id follows from the facts, the policy, the days and what people settled about who is who; the same four give the
same id and the same answers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from vouch.domain.identity import Record, Settled
from vouch.domain.policy import Policy
from vouch.insight.calendar import days_as_of, every_day
from vouch.insight.identity import together
from vouch.insight.plan import Plan
from vouch.lake.engine import Facts, open_facts
from vouch.lake.engines import Bench, DuckDB, Engine
from vouch.lake.store import Lake
from vouch.runs.place.plans import plan_for
from vouch.runs.place.steps import DAYS, Tell, run_steps
from vouch.runs.settled import carried

STREAMED = 20_000
"""Rows of a stream that are held at a time."""
METHOD = "1"
"""Changes when the same facts and policy are to be read differently."""


@dataclass(frozen=True)
class Run:
    """What a run found, in the tables of an open DuckDB connection; `table` has their names by answer.

    Whichever engine placed everybody, its answers are read there.
    """

    id: str
    days: tuple[date, ...]
    policy: Policy
    facts: Facts
    table: Mapping[str, str]
    settled: tuple[Settled, ...] = ()
    how: str = ""
    """How much of it was worked out anew, in words; empty where all of it was and nobody asked for less."""

    @property
    def as_of(self) -> date:
        """The last of its days."""
        return self.days[-1]

    def rows(self, sql: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a query over the run's tables; `{name}` stands for the table of that answer."""
        rows: list[dict[str, Any]] = self.arrow(sql, **parameters).to_pylist()
        return rows

    def stream(self, sql: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """The rows of a query, some thousand of them held at a time. Ask nothing else before the last one."""
        named = sql.format(**self.table)
        for batch in self.facts.con.con.execute(named, parameters or None).fetch_record_batch(STREAMED):
            yield from batch.to_pylist()

    def lay(self, sql: str, path: Path, **parameters: Any) -> None:
        """The same written to a file of Parquet, of which no more is held than the engine has room for."""
        where = str(path).replace("'", "''")
        self.facts.con.con.execute(
            f"copy ({sql.format(**self.table)}) to '{where}' (format parquet)", parameters or None
        )

    def arrow(self, sql: str, **parameters: Any) -> pa.Table:
        """The same as an Arrow table."""
        named = sql.format(**self.table)
        return self.facts.con.con.execute(named, parameters or None).fetch_arrow_table()


def today(policy: Policy) -> date:
    """The day it is in the company's time zone."""
    return datetime.now(policy.zone).date()


@contextmanager
def open_run(
    data: Path,
    days: Sequence[date],
    policy: Policy,
    *,
    extra: Mapping[str, pa.Table] | None = None,
    settled: Sequence[Settled] | None = None,
    engine: Engine | None = None,
    tell: Tell = lambda _share: None,
) -> Iterator[Run]:
    """Everyone placed at the end of each of `days` (earliest first), under `policy`.

    `extra`: facts kept elsewhere, by table, as the lake has them. `settled`: who is who as people settled it; what the
    data folder has of it where not given. `engine`: who does the work, DuckDB where not given. `tell` is told
    what share of the steps is made, and may end it by raising.
    """
    engine = engine or DuckDB()
    plan = plan_for(policy, data, engine.dialect)
    settled = tuple(sorted(carried(data) if settled is None else settled))
    with open_facts(Lake(data), extra=extra) as facts, engine.over(facts) as bench:
        given = inputs(facts, bench, days, policy, plan, settled)
        for name, table in given.items():
            bench.lay(name, table)
        answers = run_steps(bench, plan, given[DAYS], facts.con.con, tell=tell)
        yield Run(run_id(facts, days, policy, settled), tuple(days), policy, facts, answers, settled)


def _together(facts: Facts, bench: Bench, plan: Plan, settled: Sequence[Settled]) -> pa.Table:
    """What follows from what people settled, for every record that it touches."""
    found: dict[Record, str] = {}
    if settled:
        named = sorted({record for one in settled for record in (one.one, one.other)})
        bench.lay("decided", _columns(named, ("kind", "system", "source_id")))
        for step in plan.before:
            bench.make(step.name, step.sql)
        rows = facts.con.con.execute(f'select kind, system, source_id, link from "{plan.before[-1].name}"').fetchall()
        found = together(((Record(*row[:3]), row[3]) for row in rows), settled)
    told = sorted((*record, key) for record, key in found.items())
    return _columns(told, ("kind", "system", "source_id", "together"))


def _columns(rows: Sequence[Sequence[str]], names: Sequence[str]) -> pa.Table:
    return pa.table({name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(names)})


def inputs(
    facts: Facts, bench: Bench, days: Sequence[date], policy: Policy, plan: Plan, settled: Sequence[Settled]
) -> dict[str, pa.Table]:
    """What a plan reads beside the facts, by name."""
    covered = facts.covered().to_pyarrow().to_pylist()
    until = {row["system"]: int(row["until"].timestamp()) for row in covered if row["table"] == "usage"}
    return {
        "together": _together(facts, bench, plan, settled),
        "days": _every_day(policy.zone),
        "as_of": pa.table(days_as_of(days, policy.zone, acts_stale_months=policy.gates.acts_stale_months)),
        "covered": pa.table(
            {"system": pa.array(until, pa.string()), "until": pa.array(until.values(), pa.int64())},
        ),
    }


@lru_cache(maxsize=4)
def _every_day(zone: ZoneInfo) -> pa.Table:
    return pa.table(every_day(zone))


def run_id(facts: Facts, days: Sequence[date], policy: Policy, settled: Sequence[Settled]) -> str:
    """The id of a run: the same facts, policy, days and settled records give the same."""
    told = "|".join([METHOD, facts.fingerprint(), policy.placing(), *(day.isoformat() for day in days)])
    if settled:  # with nothing settled the id is as if nothing ever had been
        told += json.dumps([(one.one, one.other, one.verdict) for one in settled])
    return "r" + hashlib.sha256(told.encode()).hexdigest()[:15]


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The day of an instant in a time zone."""
    return instant.astimezone(zone).date()
