"""Every file of the sample is read like anybody's: recognised, whole, but for the rows that were spoilt on purpose."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.demo.conftest import TODAY
from vouch.domain.policy import load
from vouch.importers import Reject, open_file
from vouch.runs.demo import Plan

IMPORTED = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


def read(plan: Plan, name: str) -> tuple[dict[str, int], list[Reject], list[str]]:
    """Facts by table, rows not read, and headers nobody had a use for."""
    mapping = plan.mappings.get(name)
    reading = open_file(
        plan.folder / name, as_=plan.folder / mapping if mapping else None, policy=load(), imported_at=IMPORTED
    )
    rejects = [reject for chunk in reading.chunks() for reject in chunk.rejects]
    summary = reading.summary()
    return summary.counts, rejects, summary.unmapped


EXPECTED = {
    "salesforce/Account.csv": "accounts", "salesforce/Contact.csv": "contacts", "salesforce/Opportunity.csv": "deals",
    "salesforce/OpportunityContactRole.csv": "deal_contacts", "salesforce/User.csv": "owners",
    "zendesk/tickets.csv": "tickets", "surveys/nps_responses.csv": "survey_answers",
    "surveys/survey_answers.csv": "survey_answers", "usage/platform_usage.parquet": "usage",
    "kiosk/checkins.csv": "usage", "plain/subscriptions.csv": "subscriptions", "plain/renewals.csv": "renewals",
    "plain/roles.csv": "roles", "plain/promises.csv": "promises", "plain/results.csv": "results",
    "plain/sentiment.csv": "sentiment", "plain/nominations.csv": "nominations", "plain/acts.csv": "acts",
    "plain/community.csv": "community", "plain/messages.csv": "messages", "plain/milestones.csv": "milestones",
    "plain/competitors.csv": "competitors",
}  # fmt: skip


def test_the_table_below_names_every_file(plan: Plan) -> None:
    assert set(EXPECTED) == set(plan.files)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_becomes_a_fact_of_its_table(plan: Plan, name: str) -> None:
    counts, rejects, _ = read(plan, name)
    spoilt = {bad.row: bad.column for bad in plan.bad_rows if bad.file == name}
    assert {reject.row for reject in rejects} == set(spoilt)
    assert all(spoilt[reject.row] in reject.column for reject in rejects if reject.column)
    assert counts[EXPECTED[name]] == plan.files[name] - len(spoilt)


def test_some_rows_are_spoilt_on_purpose(plan: Plan) -> None:
    assert len(plan.bad_rows) == 4


def test_the_kiosk_is_a_source_of_its_own(plan: Plan) -> None:
    reading = open_file(
        plan.folder / "kiosk/checkins.csv",
        as_=Path(plan.folder / "kiosk/gate-kiosk.toml"),
        policy=load(),
        imported_at=IMPORTED,
    )
    assert reading.system == "gate-kiosk"
