"""Placement as a plan: named steps of SQL for an engine, made once from the one definition.

Making the SQL takes longer than running it on a small company, and it depends on the policy alone. So it is made once
for a policy and engine; a run lays the inputs beside it (fact tables, `covered`, `together`, `days`, `as_of`) and runs
the steps in order, each into a table of its own name. Where people settled who is who, the steps of `before` tell which
records that touches; what follows from it (`identity.together`) has no bound in SQL, and comes back as an input.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from vouch.domain.policy import Policy
from vouch.insight.identity import DECIDED, TOGETHER, touched
from vouch.insight.keep import Keep
from vouch.insight.place import Placed, place
from vouch.tables.facts import ENVELOPE, TABLES
from vouch.tables.shape import Table, Type

INPUTS = {
    "together": TOGETHER,
    "covered": ibis.schema({"system": "string", "until": "int64"}),
    "days": ibis.schema({"day": "date", "begins": "int64", "ends": "int64"}),
    "as_of": ibis.schema({"as_of": "date", "at": "int64", "acts_stale_before": "int64"}),
}
"""The inputs of a plan beside the fact tables."""

NATIVE = {"pyspark": {"EPOCH_US(": "UNIX_MICROS(", r"' \t\n\r\v\f'": r"' \t\n\r\u000b\u000c'"}}
"""What Ibis has no word for, or says wrongly, in the words of engines other than DuckDB.

The second is what is cut off the ends of a text: Spark reads the signs that Ibis writes there as the letters v and f.
"""


_TYPES: dict[Type, dt.DataType] = {
    Type.NUMBER: dt.float64,
    Type.COUNT: dt.int64,
    Type.YES_NO: dt.boolean,
    Type.DATE: dt.date,
    Type.TIME: dt.Timestamp(timezone="UTC"),
}


@dataclass(frozen=True)
class Step:
    """One step: the table it makes and the SELECT that makes it."""

    name: str
    sql: str


@dataclass(frozen=True)
class Plan:
    """The steps in order, and the name of the table that holds each part of the answer (fields of `Placed`).

    `before`: steps that read the input `decided` (`identity.DECIDED`) and end with the records that it touches.
    """

    before: tuple[Step, ...]
    steps: tuple[Step, ...]
    answers: dict[str, str]


def fact_schema(table: Table) -> ibis.Schema:
    """The columns of a fact table, envelope included, as an engine sees them."""
    columns: dict[str, dt.DataType] = {}
    for column in (*table.columns, *ENVELOPE):
        columns.setdefault(column.name, _TYPES.get(column.type, dt.string))
    return ibis.schema(columns)


def plan(policy: Policy, dialect: str = "duckdb") -> Plan:
    """The plan of a placement under `policy`, for an engine that reads `dialect`."""
    return _planned(policy.model_dump_json(), dialect)


@lru_cache(maxsize=8)
def _planned(policy_json: str, dialect: str) -> Plan:
    policy = Policy.model_validate_json(policy_json)
    before: list[Step] = []
    steps: list[Step] = []

    def keep_in(kept: list[Step]) -> Keep:
        def keep(name: str, expression: ir.Table) -> ir.Table:
            sql = str(ibis.to_sql(expression, dialect=dialect, pretty=False))
            for ours, theirs in NATIVE.get(dialect, {}).items():
                sql = sql.replace(ours, theirs)
            kept.append(Step(f"step_{name}", sql))
            return ibis.table(expression.schema(), name=f"step_{name}")

        return keep

    facts = {name: ibis.table(fact_schema(table), name=name) for name, table in TABLES.items()}
    inputs = {name: ibis.table(schema, name=name) for name, schema in INPUTS.items()}
    touched(facts, ibis.table(DECIDED, name="decided"), policy, keep_in(before))
    placed = place(facts=facts, **inputs, policy=policy, keep=keep_in(steps))
    return Plan(tuple(before), tuple(steps), _answers(placed))


def _answers(placed: Placed) -> dict[str, str]:
    names = {}
    for field in fields(placed):
        value: Any = getattr(placed, field.name)
        for name, table in _tables(field.name, value):
            names[name] = table.get_name()
    return names


def _tables(name: str, value: Any) -> list[tuple[str, ir.Table]]:
    if isinstance(value, ir.Table):
        return [(name, value)]
    if isinstance(value, dict):
        return [(f"{name}_{part}", table) for part, table in value.items()]
    return [(f"{name}_{part.name}", getattr(value, part.name)) for part in fields(value)]
