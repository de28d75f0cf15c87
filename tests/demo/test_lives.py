"""Each planted story stands in the files as it was told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from tests.demo.conftest import TODAY, Rows
from vouch.runs.demo import Plan, tell
from vouch.runs.demo.cast.leads import leads


def ago(cell: str) -> int:
    """How many days before today that was."""
    return (TODAY - date.fromisoformat(cell[:10])).days


@pytest.fixture(scope="session")
def people(rows: Rows) -> Mapping[str, str]:
    """Mail address to account."""
    return {row["Email"]: row["AccountId"] for row in rows("salesforce/Contact")}


@pytest.fixture(scope="session")
def home(rows: Rows) -> Mapping[str, str]:
    """Contact to account."""
    return {row["Id"]: row["AccountId"] for row in rows("salesforce/Contact")}


def test_the_first_of_each_kind_is_the_company_a_visitor_is_told_of(plan: Plan) -> None:
    for kind, lead in leads().items():
        first = plan.of(kind)[0]
        assert (first.name, first.contact_name) == (lead.company, lead.person)


def test_every_truth_says_something_of_its_own(plan: Plan) -> None:
    planted = [truth for truth in plan.truth if truth.planted]
    assert len({truth.says for truth in planted}) == len(planted)
    assert all(truth.stage or truth.customer != "yes" for truth in plan.truth)


def test_a_visitor_is_told_whom_to_open_first(plan: Plan) -> None:
    told = tell(plan)
    assert len(told) == 12
    assert told[0].startswith("Pellworth Pharma (captive renewer): ")


def test_the_captive_renews_and_everybody_there_is_unhappy(plan: Plan, rows: Rows, people: Mapping[str, str]) -> None:
    for truth in plan.of("captive_renewer"):
        renewed = [row for row in rows("plain/renewals") if row["account_id"] == truth.account]
        assert [row["automatic"] for row in renewed].count("false") >= 1
        said = [row for row in rows("surveys/nps_responses") if people[row["Person email"]] == truth.account]
        lately = [int(row["Score"]) for row in said if ago(row["Response date"]) < 365]
        assert len(lately) >= 9
        assert sum(score <= 5 for score in lately) >= 0.75 * len(lately)


@pytest.mark.parametrize("kind", ["silent_loyalist", "stopped_feed", "old_survey", "latent"])
def test_the_silent_were_asked_nothing_and_did_nothing(
    plan: Plan, rows: Rows, people: Mapping[str, str], home: Mapping[str, str], kind: str
) -> None:
    for truth in plan.of(kind):
        assert truth.no_acts
        assert not [row for row in rows("plain/acts") if row["account_id"] == truth.account]
        assert not [row for row in rows("plain/community") if people[row["email"]] == truth.account]
        letters = [row for row in rows("plain/messages") if home[row["contact_id"]] == truth.account]
        assert {row["kind"] for row in letters} == {"other"}


def test_the_small_champion_acts_unasked(plan: Plan, rows: Rows) -> None:
    size = {row["Id"]: int(row["NumberOfEmployees"]) for row in rows("salesforce/Account")}
    for truth in plan.of("small_firm_champion"):
        acts = [row for row in rows("plain/acts") if row["contact_id"] == truth.contact]
        assert len(acts) >= 3
        assert {(row["prompted"], row["reward_announced"]) for row in acts} == {("unprompted", "")}
        assert size[truth.account] < 50


def test_the_giant_is_big_and_closed(plan: Plan, rows: Rows) -> None:
    size = {row["Id"]: int(row["NumberOfEmployees"]) for row in rows("salesforce/Account")}
    for truth in plan.of("guarded_giant"):
        assert size[truth.account] >= 18_000
        assert not [row for row in rows("plain/acts") + rows("plain/results") if row["account_id"] == truth.account]


def test_the_over_asked_said_yes_and_then_no(plan: Plan, rows: Rows) -> None:
    for truth in plan.of("over_asked"):
        asked = sorted(
            (row for row in rows("plain/messages") if row["contact_id"] == truth.contact and row["kind"] == "ask"),
            key=lambda row: row["sent_at"],
        )
        assert [row["answer"] for row in asked] == ["accepted"] * 5 + ["declined"] * 3


def test_the_gift_actor_acts_for_gifts_alone(plan: Plan, rows: Rows) -> None:
    for truth in plan.of("gift_actor"):
        acts = [row for row in rows("plain/acts") if row["contact_id"] == truth.contact]
        assert len(acts) == 7
        assert all(row["reward_announced"] for row in acts)
        asked = [row for row in rows("plain/messages") if row["contact_id"] == truth.contact and row["kind"] == "ask"]
        bare = [row for row in asked if not row["reward_announced"]]
        assert len(bare) == 7
        assert not any(row["answer"] == "accepted" for row in bare)


def test_the_escalation_is_urgent_and_open_for_weeks(plan: Plan, rows: Rows, people: Mapping[str, str]) -> None:
    for truth in plan.of("open_escalation"):
        tickets = [row for row in rows("zendesk/tickets") if people[row["Requester email"]] == truth.account]
        assert [(row["Priority"], row["Status"], row["Solved at"]) for row in tickets] == [("Urgent", "Open", "-")]
        assert 40 < ago(tickets[0]["Created at"]) < 75


def test_the_kiosk_feed_stopped_and_nothing_else_tells_of_its_customers(plan: Plan, rows: Rows) -> None:
    theirs = {truth.account for truth in plan.of("stopped_feed")}
    kiosk = rows("kiosk/checkins")
    assert {row["Customer ref"] for row in kiosk} == theirs
    assert 60 < min(ago(row["Moment"]) for row in kiosk) < 130
    platform = pl.read_parquet(plan.folder / "usage/platform_usage.parquet", columns=["account_id"])
    assert not theirs & set(platform["account_id"].unique())


def test_of_the_little_known_there_is_only_a_contract(plan: Plan, rows: Rows, people: Mapping[str, str]) -> None:
    theirs = {truth.account for truth in plan.of("little_known")}
    assert theirs <= {row["account_id"] for row in rows("plain/subscriptions")}
    for name in ("promises", "results", "sentiment", "nominations", "acts", "milestones"):
        told = {row["account_id"] for row in rows(f"plain/{name}")}
        if name != "sentiment":
            assert not theirs & told, name
    assert not theirs & {people[row["Person email"]] for row in rows("surveys/nps_responses")}
    assert not theirs & {people[row["Requester email"]] for row in rows("zendesk/tickets")}


def test_the_latent_have_a_result_and_no_renewal_yet(plan: Plan, rows: Rows) -> None:
    for truth in plan.of("latent"):
        assert not [row for row in rows("plain/renewals") if row["account_id"] == truth.account]
        results = [row for row in rows("plain/results") if row["account_id"] == truth.account]
        assert all(row["number"] and row["signed_off_by"] for row in results)
        contract = next(row for row in rows("plain/subscriptions") if row["account_id"] == truth.account)
        assert ago(contract["term_ends_on"]) < 0


def test_those_who_never_bought_have_no_contract_and_those_who_left_one_that_ended(plan: Plan, rows: Rows) -> None:
    ended = {row["account_id"]: row["ended_on"] for row in rows("plain/subscriptions")}
    won = {row["AccountId"] for row in rows("salesforce/Opportunity") if row["IsWon"] == "1"}
    for truth in plan.of("prospect") + plan.of("partner"):
        assert truth.account not in ended.keys() | won
    for truth in plan.of("former"):
        assert ago(ended[truth.account]) > 30
