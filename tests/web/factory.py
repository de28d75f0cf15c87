"""A small placed company for pages: plain files imported, placed over 25 days, and published for each test anew.

Ana is at Acme (loyal), Bo at Bolt (satisfied, one result away), Cy at Core (advocate), Dee at Echo (captive, at risk).
Dell is not known yet, Fern became known in November, Gale moved down in November, Hill left in June, Iris is a lead.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.program.cast import NOON
from vouch.domain.policy import load
from vouch.insight.calendar import month_ends
from vouch.program.findings import actions as findings
from vouch.program.findings.rows import PlacementRow, RunRow
from vouch.program.people import actions as people
from vouch.program.people.rows import AccountRow, ContactRow, OwnerRow
from vouch.runs import results
from vouch.runs.ingest import Status, import_paths
from vouch.runs.place import open_run
from vouch.runs.refresh import rows

TODAY = dt.date(2026, 11, 22)
RUN_DAYS = month_ends(TODAY, 25)

_FACTS: dict[str, Sequence[Mapping[str, Any]]] = {
    "owners": [{"owner_id": "O1", "name": "Omar Haddad"}, {"owner_id": "O2", "name": "Petra Lind"}],
    "accounts": [
        {"account_id": "A1", "name": "Acme", "segment": "Food", "yearly_value": 184000, "owner_id": "O1"},
        {"account_id": "A2", "name": "Bolt", "segment": "Food", "yearly_value": 52000, "owner_id": "O2"},
        {"account_id": "A3", "name": "Core", "segment": "Steel", "yearly_value": 90000, "owner_id": "O1"},
        {"account_id": "A4", "name": "Dell", "segment": "Steel", "country": "Denmark"},
        {"account_id": "A5", "name": "Echo", "segment": "Steel", "yearly_value": 310000, "region": "North"},
        {"account_id": "A6", "name": "Fern", "yearly_value": 8000, "region": "South"},
        {"account_id": "A7", "name": "Gale & Sons <b>", "yearly_value": 41000},
        {"account_id": "A8", "name": "Hill", "yearly_value": 1000, "customer_until": "2026-06-30"},
        {"account_id": "A9", "name": "Iris", "type": "prospect"},
        {"account_id": "A10", "name": "=2+5 Ltd", "yearly_value": 7000},
    ],
    "contacts": [
        {"contact_id": "C1", "account_id": "A1", "name": "Ana Lind", "email": "ana@acme.example", "title": "Head of docks"},
        {"contact_id": "C2", "account_id": "A2", "name": "Bo Riis", "email": "bo@bolt.example"},
        {"contact_id": "C3", "account_id": "A3", "name": "Cy Young", "email": "cy@core.example"},
        {"contact_id": "C4", "account_id": "A5", "name": "Dee Oak", "email": "dee@echo.example"},
        {"contact_id": "C5", "account_id": "A2", "name": "Eve Quiet", "email": "eve@bolt.example", "opted_out": "yes"},
    ],
    "roles": [
        {"contact_id": "C1", "role": "outcome_owner", "from_on": "2024-01-10"},
        {"contact_id": "C4", "role": "renewal_decider", "from_on": "2024-01-10"},
        {"contact_id": "C5", "role": "sponsor", "from_on": "2024-01-10"},
    ],
    "promises": [
        {"promise_id": "P1", "account_id": "A1", "text": "Live by spring", "measure": "docks live", "target": 12,
         "status": "met", "decided_on": "2025-03-01", "due_on": "2025-03-01", "signed_off_on": "2025-03-05",
         "signed_off_by": "Ana Lind"},
        {"promise_id": "P2", "account_id": "A2", "text": "Half the queue", "status": "met", "decided_on": "2025-06-01"},
        {"promise_id": "P3", "account_id": "A3", "text": "Live in May", "status": "met", "decided_on": "2025-05-01",
         "signed_off_on": "2025-05-02"},
        {"promise_id": "P5", "account_id": "A5", "text": "Live in June", "status": "met", "decided_on": "2025-06-01",
         "signed_off_on": "2025-06-02"},
        {"promise_id": "P6", "account_id": "A6", "text": "First site live", "status": "met", "decided_on": "2026-11-05",
         "signed_off_on": "2026-11-05"},
        {"promise_id": "P7", "account_id": "A7", "text": "Second site", "status": "met", "decided_on": "2025-02-01",
         "signed_off_on": "2025-02-01"},
        {"promise_id": "P8", "account_id": "A7", "text": "Third site", "status": "missed", "decided_on": "2026-11-09",
         "signed_off_on": "2026-11-10"},
        {"promise_id": "P9", "account_id": "A7", "text": "Fourth site", "status": "missed", "decided_on": "2026-11-09",
         "signed_off_on": "2026-11-11"},
        {"promise_id": "P10", "account_id": "A1", "text": "Second yard", "due_on": "2027-01-15"},
    ],
    "results": [
        {"result_id": "R1", "account_id": "A1", "text": "212 driver hours saved", "number": 212, "unit": "hours",
         "reached_on": "2026-05-01", "signed_off_on": "2026-05-04", "signed_off_by": "Ana Lind"},
        {"result_id": "R3", "account_id": "A3", "text": "Queue gone", "number": 100, "unit": "percent",
         "reached_on": "2026-04-01", "signed_off_on": "2026-04-02"},
    ],
    "renewals": [
        {"renewal_id": f"N{n}", "account_id": account, "happened_on": day, "kind": "renewal", "term_months": 12}
        for n, (account, day) in enumerate(
            [("A1", "2026-02-01"), ("A2", "2026-03-01"), ("A3", "2026-03-15"), ("A5", "2026-09-01"), ("A5", "2025-09-01")]
        )
    ],
    "survey_answers": [
        {"response_id": "S1", "email": "ana@acme.example", "item": "nps", "score": 9, "comment": "Would fight for it",
         "answered_at": "2026-09-18T10:00:00Z"},
        {"response_id": "S2", "email": "bo@bolt.example", "item": "nps", "score": 9, "answered_at": "2026-10-02T10:00:00Z"},
        {"response_id": "S3", "email": "cy@core.example", "item": "nps", "score": 10, "answered_at": "2026-08-02T10:00:00Z"},
        {"response_id": "S4", "email": "dee@echo.example", "item": "nps", "score": 2, "answered_at": "2026-09-03T10:00:00Z"},
        {"response_id": "S5", "email": "dee@echo.example", "item": "nps", "score": 3, "answered_at": "2026-05-03T10:00:00Z"},
    ],
    "acts": [
        {"act_id": "T1", "contact_id": "C3", "activity_type": "webinar", "done_at": "2026-09-09T10:00:00Z",
         "prompted": "unprompted", "text": "On yard safety"},
    ],
    "sentiment": [
        {"account_id": "A5", "rating": "amber", "rated_on": "2026-11-12", "by": "Omar Haddad", "note": "Cold meeting"},
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """A placed company: its data folder, and the rows a run publishes."""

    data: Path
    run: str
    owners: tuple[OwnerRow, ...]
    accounts: tuple[AccountRow, ...]
    contacts: tuple[ContactRow, ...]
    placements: tuple[PlacementRow, ...]
    counts: dict[str, Any]

    def account(self, name: str) -> str:
        """The internal id of an account."""
        return next(row.id for row in self.accounts if row.name == name)

    def person(self, name: str) -> str:
        """The internal id of a person."""
        return next(row.id for row in self.contacts if row.name == name)


def built(folder: Path) -> Placed:
    """The company imported and placed in a folder; nothing is in the database yet."""
    exports = folder / "exports"
    exports.mkdir(parents=True)
    for table, facts in _FACTS.items():
        usual = {"type": "customer", "currency": "EUR", "customer_since": "2024-02-01"} if table == "accounts" else {}
        told = [usual | fact for fact in facts]
        columns = list(dict.fromkeys(name for fact in told for name in fact))
        with (exports / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(told)
    policy, data = load(), folder / "data"
    report = import_paths(data, [exports], policy=policy, clock=lambda: NOON - dt.timedelta(days=1))
    assert [file.status for file in report.files] == [Status.IMPORTED] * len(_FACTS), report
    with open_run(data, RUN_DAYS, policy) as run:
        results.write(run, data)
        placements = tuple(rows.placements(run))
        stages = [row.stage for row in placements if row.kind == "account"]
        return Placed(
            data=data, run=run.id, owners=tuple(rows.owners(run)), accounts=tuple(rows.accounts(run)),
            contacts=tuple(rows.contacts(run)), placements=placements,
            counts={"customers": len(stages), "by_stage": {stage: stages.count(stage) for stage in set(stages)}},
        )  # fmt: skip


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Placed:
    """The company, imported and placed once."""
    return built(tmp_path_factory.mktemp("placed"))


@pytest.fixture
def placed(company: Placed, settings: Any, request: pytest.FixtureRequest) -> Iterator[Placed]:
    """The company published in the database of this test, with its data folder in force."""
    request.getfixturevalue("transactional_db" if "served" in request.fixturenames else "db")
    settings.DATA = company.data
    people.project(run=company.run, owners=company.owners, accounts=company.accounts, contacts=company.contacts)
    header = RunRow(
        id=company.run, as_of=TODAY, policy="2026-11", started_at=NOON, finished_at=NOON, facts_read_at=NOON,
        coverage=0.5, counts=company.counts,
    )  # fmt: skip
    findings.publish(run=header, placements=company.placements)
    yield company
