"""Small companies for tests: facts written as rows, placed on DuckDB in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from vouch.domain.identity import Record, Settled
from vouch.domain.policy import Policy, load
from vouch.domain.stages import Gate
from vouch.insight.calendar import days_as_of, end_of_day, every_day
from vouch.insight.identity import DECIDED, TOGETHER, together
from vouch.insight.plan import INPUTS, Plan
from vouch.insight.plan import plan as made
from vouch.tables.facts import ENVELOPE, TABLES
from vouch.tables.shape import Type

TODAY = date(2026, 11, 22)
ARROW = {
    Type.NUMBER: pa.float64(),
    Type.COUNT: pa.int64(),
    Type.YES_NO: pa.bool_(),
    Type.DATE: pa.date32(),
    Type.TIME: pa.timestamp("us", tz="UTC"),
}

Row = dict[str, Any]


def ago(days: float) -> date:
    """The day so many days before today."""
    return TODAY - timedelta(days=days)


def arrow_schema(table: str) -> pa.Schema:
    """The columns of a fact table, envelope included, as stored."""
    fields: dict[str, pa.DataType] = {}
    for column in (*TABLES[table].columns, *ENVELOPE):
        fields.setdefault(column.name, ARROW.get(column.type, pa.string()))
    return pa.schema(list(fields.items()))


def _instant(value: Any, policy: Policy) -> Any:
    if isinstance(value, datetime) or value is None:
        return value
    return datetime.fromtimestamp(end_of_day(value, policy.zone), UTC)


def stored(name: str, rows: Iterable[Mapping[str, Any]], policy: Policy) -> pa.Table:
    """Rows of a fact table as the lake would hold them."""
    table, schema = TABLES[name], arrow_schema(name)
    whole = []
    for n, given in enumerate(rows, 2):
        row = {column: given.get(column) for column in schema.names}
        for column in table.columns:
            if column.type is Type.TIME:
                row[column.name] = _instant(row[column.name], policy)
        happens = given.get(table.happens) if table.happens else given.get("modified_at", date(2020, 1, 1))
        text = repr(sorted((key, str(value)) for key, value in given.items()))
        keys = [str(given.get(key, "")) for key in table.key]
        key = "|".join(keys) if any(given.get(key) for key in table.key) else text
        system = given.get("system", "plain")
        row |= {
            "key": hashlib.blake2b(f"{name}|{system}|{key}".encode(), digest_size=16).hexdigest(),
            "row_hash": int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True),
            "system": system,
            "happened_at": _instant(happens or date(2020, 1, 1), policy),
            "modified_at": _instant(given.get("modified_at", date(2020, 1, 1)), policy),
            "learned_at": datetime(2026, 11, 22, tzinfo=UTC),
            "batch": given.get("batch", "b0"),
            "file": given.get("file", f"{name}.csv"),
            "row": n,
            "attributes": None,
        }
        whole.append(row)
    return pa.Table.from_pylist(whole, schema=schema)


def _columns(rows: Sequence[Sequence[str]], names: Sequence[str]) -> pa.Table:
    return pa.table({name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(names)})


class Company:
    """A company with the facts given, one keyword a fact table, and its placements as of given days."""

    def __init__(
        self,
        policy: Policy | None = None,
        covered: Mapping[str, date] | None = None,
        settled: Sequence[Settled] = (),
        **facts: Any,
    ) -> None:
        self.policy = policy or load()
        self.settled = settled
        self.facts = {name: stored(name, facts.get(name, ()), self.policy) for name in TABLES}
        self.covered = {"plain": TODAY} if covered is None else covered

    def place(self, *days: date) -> Placed:
        """Everyone placed as of the given days, today where none is given."""
        plan, connection = plan_for(self.policy), duckdb.connect(config={"threads": 1})
        connection.execute("set timezone = 'UTC'")
        inputs: dict[str, pa.Table] = dict(self.facts)
        inputs["covered"] = pa.table(
            {
                "system": pa.array(self.covered, pa.string()),
                "until": pa.array([end_of_day(day, self.policy.zone) for day in self.covered.values()], pa.int64()),
            }
        )
        inputs["days"] = all_days(self.policy.company.time_zone)
        stale = self.policy.gates.acts_stale_months
        inputs["as_of"] = pa.table(days_as_of(days or (TODAY,), self.policy.zone, acts_stale_months=stale))
        inputs["together"] = self._together(connection, plan)
        for name, table in inputs.items():
            assert name not in INPUTS or set(table.column_names) == set(INPUTS[name]), name
            connection.register(name, table)
        for step in plan.steps:
            connection.execute(f'create temp table "{step.name}" as {step.sql}')
        return Placed(connection, plan)

    def _together(self, connection: duckdb.DuckDBPyConnection, plan: Plan) -> pa.Table:
        named = {record for one in self.settled for record in (one.one, one.other)}
        connection.register("decided", _columns(sorted(named), tuple(DECIDED)))
        for name in ("accounts", "contacts"):
            connection.register(name, self.facts[name])
        for step in plan.before:
            connection.execute(f'create temp table "{step.name}" as {step.sql}')
        rows = connection.table(plan.before[-1].name).fetchall()
        links = [(Record(kind, system, source_id), link) for kind, system, source_id, link in rows]
        return _columns([(*record, key) for record, key in together(links, self.settled).items()], tuple(TOGETHER))


class Placed:
    """What placing a company found: every answer as rows by name, and one placement at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
        self.connection, self.plan = connection, plan
        self.rows: dict[str, list[Row]] = {}

    def __getitem__(self, answer: str) -> list[Row]:
        if answer not in self.rows:
            self.rows[answer] = self.connection.table(self.plan.answers[answer]).fetch_arrow_table().to_pylist()
        return self.rows[answer]

    @cached_property
    def ids(self) -> dict[str, str]:
        """Internal ids by the source's own."""
        accounts = {row["account_id"]: row["account"] for row in self["found_records"]}
        return {row["contact_id"]: row["contact"] for row in self["people_records"]} | accounts

    def account(self, source_id: str, day: date = TODAY) -> Row:
        """One account's placement, with the `states` of its gates, its `gates` and its `risks` by name."""
        return self._one("accounts", source_id, day)

    def contact(self, source_id: str, day: date = TODAY) -> Row:
        """The same of one person."""
        return self._one("contacts", source_id, day)

    def is_placed(self, source_id: str, day: date = TODAY) -> bool:
        """Whether the account or person stands anywhere on that day."""
        return any(self._of(kind, self.ids[source_id], day) for kind in ("accounts", "contacts"))

    def standing(self, source_id: str, day: date = TODAY) -> str:
        """Customer, former or not."""
        (row,) = [row for row in self["standing"] if row["account"] == self.ids[source_id] and row["as_of"] == day]
        return str(row["is"])

    def evidence(self, source_id: str, *reads: str) -> list[Row]:
        """The evidence beside the gates of an account or person, in the order it arrived; of these kinds."""
        rows = [row for row in self["laid"] if row["subject"] == self.ids[source_id]]
        return sorted(
            (row for row in rows if not reads or row["reads"] in reads),
            key=lambda row: (row["t"], row["gate"], row["reads"], row["v"]),
        )

    def risks(self, source_id: str, day: date = TODAY) -> dict[str, Row]:
        """The reasons that stand against an account, by name."""
        rows = [row for row in self["reasons"] if row["account"] == self.ids[source_id] and row["as_of"] == day]
        return {row["reason"]: row for row in rows}

    def _of(self, answer: str, subject: str, day: date) -> list[Row]:
        return [row for row in self[answer] if row["subject"] == subject and row["as_of"] == day]

    def _one(self, kind: str, source_id: str, day: date) -> Row:
        rows = self._of(kind, self.ids[source_id], day)
        assert len(rows) == 1, f"{source_id} is placed {len(rows)} times"
        (row,) = rows
        gates = {gate["gate"]: gate for gate in self._of("gates", row["subject"], day)}
        acts = self._of("acts", row["subject"], day)
        states = {gate.value: gates[gate]["state"] if gate in gates else "unknown" for gate in Gate}
        if acts:
            gates["acts"], states["acts"] = acts[0], acts[0]["state"]
        if row["due_on"] is not None:
            states["patronage"] = "not_yet_possible"
        risks = self.risks(source_id, day) if kind == "accounts" else {}
        return row | {"gates": gates, "states": states, "risks": risks}


def plan_for(policy: Policy) -> Plan:
    """The plan of a policy. A time zone and a name are in no plan, so that policies which differ in these share one."""
    shipped = load()
    return made(policy.model_copy(update={"company": shipped.company, "version": shipped.version}))


@lru_cache
def all_days(time_zone: str) -> pa.Table:
    """Every day of a time zone; made once, as it is long."""
    days = every_day(ZoneInfo(time_zone))
    return pa.table({name: pa.array(column, "date32" if name == "day" else "int64") for name, column in days.items()})
