"""The small tables: every case that the tests of placing are drawn with, and those on which engines may differ.

They lie in one lake as one company, whose clocks are New York's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa

from tests.insight import (
    test_at_risk,
    test_colleagues,
    test_customers,
    test_evidence,
    test_identity,
    test_patronage,
    test_people,
    test_policy,
    test_promises,
    test_service,
    test_settled,
    test_stages,
    test_traits,
)
from tests.insight.company import TODAY, Company, ago
from tests.insight.facts import Case, company
from tests.insight.test_time import in_zone
from tests.lake.told import bring
from tests.parity.edges import EDGES, ZONE
from vouch.lake import Covers, Lake

POLICY = in_zone(ZONE)
DAYS = [date(2026, 3, 8), date(2026, 11, 1), ago(30), TODAY]
"""On the first two the clocks of New York change."""
SETTLED = [test_settled.same("A2", "A3"), test_settled.different("A1", "Z1"), test_settled.same("C2", "C2b")]
BEGINNING, LAST = datetime(2020, 1, 1, tzinfo=UTC), time(23, 59, 59)


def cases() -> dict[str, Case]:
    """All cases, each an account of its own, by name."""
    found: dict[str, Case] = {}
    for name, told in _every():
        while name in found:
            name += " again"  # noqa: PLW2901  (two tests may call their cases alike)
        found[name] = told
    return found


def _every() -> Iterator[tuple[str, Case]]:
    for name, _reason, told, _days in test_at_risk.REASONS:
        yield name, told
    drawn = (test_at_risk.FLAGS, test_at_risk.USE, test_colleagues.ROWS, test_customers.ROWS, test_evidence.ROWS)
    for table in (*drawn, test_people.ADVOCATES, test_people.ROLES, test_stages.ROWS):
        for row in table:
            yield str(row[0]), row[1]
    named: tuple[Mapping[str, Case], ...] = (
        test_evidence.CASES, test_evidence.NOTHING, test_patronage.CASES, test_people.STALE, test_people.MOVED,
        test_policy.CASES, test_promises.CASES, test_service.CASES, test_stages.MORE, test_traits.CASES, EDGES,
    )  # fmt: skip
    for cases_ in named:
        yield from cases_.items()
    for name, (told, _day) in test_patronage.DUE.items():
        yield name, told
    yield "leaves", test_customers.LEAVES


def facts() -> dict[str, pa.Table]:
    """The fact tables by name: the cases, and records of several systems that are one."""
    records: dict[str, Any] = {
        "accounts": test_identity.ACCOUNTS,
        "contacts": test_identity.CONTACTS,
        "tickets": [row | {"opened_at": ago(50)} for row, _whose in test_identity.TICKETS.values()],
        "sentiment": [row | {"rated_on": ago(40), "rating": "green"} for row, *_whose in test_identity.WHOSE.values()],
    }
    parts = [company(cases(), POLICY).facts, Company(POLICY, **records).facts]
    return {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}


def lay(data: Path) -> None:
    """Brings the facts into a lake as one batch, whose feeds tell of use as the cases of use say."""
    told = [(name, table.drop_columns("batch")) for name, table in facts().items() if table.num_rows]
    covers = [
        Covers(table="usage", system=system, since=BEGINNING, until=datetime.combine(day, LAST, UTC))
        for system, day in test_at_risk.COVERED.items()
    ]
    bring(Lake(data), "small", *told, covers=covers)
