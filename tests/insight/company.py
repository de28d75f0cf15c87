"""Small companies for tests: facts written as rows, placed on DuckDB in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from vouch.domain.policy import Policy, load
from vouch.insight.calendar import days_as_of, end_of_day, every_day
from vouch.insight.plan import INPUTS
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
            "batch": "b0",
            "file": f"{name}.csv",
            "row": n,
            "attributes": None,
        }
        whole.append(row)
    return pa.Table.from_pylist(whole, schema=schema)


class Company:
    """A company with the facts given, one keyword a fact table, and its placements as of given days."""

    def __init__(self, policy: Policy | None = None, covered: Mapping[str, date] | None = None, **facts: Any) -> None:
        self.policy = policy or load()
        self.facts = {name: stored(name, facts.get(name, ()), self.policy) for name in TABLES}
        self.covered = covered or {"plain": TODAY}

    def place(self, *days: date) -> dict[str, list[dict[str, Any]]]:
        """Every answer of a placement as of the given days, today where none is given, as rows."""
        plan, connection = made(self.policy), duckdb.connect(config={"threads": 1})
        connection.execute("set timezone = 'UTC'")
        inputs: dict[str, pa.Table] = dict(self.facts)
        until = [end_of_day(day, self.policy.zone) for day in self.covered.values()]
        inputs["covered"] = (
            INPUTS["covered"].to_pyarrow().empty_table()
            if not until
            else pa.table({"system": list(self.covered), "until": until})
        )
        inputs["days"] = all_days(self.policy.company.time_zone)
        stale = self.policy.gates.acts_stale_months
        inputs["as_of"] = pa.table(days_as_of(days or (TODAY,), self.policy.zone, acts_stale_months=stale))
        for name, table in inputs.items():
            connection.register(name, table)
        for step in plan.steps:
            connection.execute(f'create temp table "{step.name}" as {step.sql}')
        return {name: connection.table(table).fetch_arrow_table().to_pylist() for name, table in plan.answers.items()}

    def account(self, name: str, day: date = TODAY) -> dict[str, Any]:
        """One account's placement, with its gates and risks by name."""
        placed = self.place(day)
        ids = {row["name"]: row["account"] for row in placed["found_records"]}
        return _one(placed, "accounts", ids[name])

    def contact(self, source_id: str, day: date = TODAY) -> dict[str, Any]:
        """One person's placement, with their gates by name."""
        placed = self.place(day)
        ids = {row["contact_id"]: row["contact"] for row in placed["people_records"]}
        return _one(placed, "contacts", ids[source_id])


@lru_cache
def all_days(time_zone: str) -> pa.Table:
    """Every day of a time zone; made once, as it is long."""
    return pa.table(every_day(ZoneInfo(time_zone)))


def _one(placed: Mapping[str, list[dict[str, Any]]], kind: str, subject: str) -> dict[str, Any]:
    rows = [row for row in placed[kind] if row["subject"] == subject]
    assert len(rows) == 1, f"{subject} is placed {len(rows)} times"
    return rows[0] | {
        "gates": {gate["gate"]: gate for gate in placed["gates"] if gate["subject"] == subject},
        "risks": {risk["reason"]: risk for risk in placed["reasons"] if risk["account"] == subject},
    }
