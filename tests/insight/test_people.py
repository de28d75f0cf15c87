"""People first, then their accounts: who is an advocate, who would, and what changes when somebody moves on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.insight.company import TODAY, Placed, ago
from tests.insight.facts import (
    Case,
    act,
    answer,
    asked,
    company,
    helped,
    loyal,
    nps,
    person,
    promise,
    renewal,
    role,
    satisfied,
)

ANA = nps(10, 70)
BASE: Case = [satisfied(), ANA]
EIGHTEEN = datetime(2025, 5, 22, 12, tzinfo=UTC)  # eighteen months before today, at noon

# case, facts, whether Ana is an advocate, and her acts gate
ADVOCATES: list[tuple[str, Case, bool, str]] = [
    ("acted", [BASE, act(60)], True, "met"),
    ("never acted", [BASE], False, "unknown"),
    ("helped others", [BASE, helped(60)], True, "met"),
    ("only asked others", [BASE, helped(60, kind="question")], False, "unknown"),
    ("acted for a gift", [BASE, act(60, reward="gift card")], False, "unknown"),
    ("acted for no gift", [BASE, act(60, reward="None")], True, "met"),
    ("acted for gifts twice", [BASE, act(60, reward="gift card"), act(50, reward="mug")], True, "met"),
    ("acted for a gift, then for none", [BASE, act(60, reward="gift card"), act(50)], True, "met"),
    ("acted once, did not finish once", [BASE, act(60, reward="mug"), act(50, completed=False)], False, "unknown"),
    ("acted long ago", [BASE, act(900)], True, "met"),
    ("acted, nobody knows their mind", [satisfied(), act(60)], False, "met"),
    ("acted, unhappy", [satisfied(), nps(2, 70), act(60)], False, "met"),
    ("acted, promises unknown", [ANA, act(60)], False, "met"),
    ("acted, account not satisfied", [promise("missed", 50, signed=50), ANA, act(60)], False, "met"),
    ("opted out", [BASE, act(60), person(opted_out=True)], False, "met"),
    ("opted out, then in again",
     [BASE, act(60), person(modified=500, opted_out=True), person(modified=100)], True, "met"),
    ("opted out elsewhere", [BASE, act(60), person(email="ana@elsewhere.example"),
     person("ana2", email="ana@elsewhere.example", system="hubspot", account_id=None, opted_out=True)], False, "met"),
    ("declined once", [BASE, act(60), asked(40, "declined")], True, "met"),
    ("declined twice", [BASE, act(60), asked(40, "declined"), asked(30, "declined")], False, "met"),
    ("declined twice, then accepted",
     [BASE, act(60), asked(40, "declined"), asked(30, "declined"), asked(20, "accepted")], True, "met"),
    ("declined, not now, declined",
     [BASE, act(60), asked(40, "declined"), asked(30, "not_now"), asked(20, "declined")], True, "met"),
    ("accepted, declined twice",
     [BASE, act(60), asked(40, "accepted"), asked(30, "declined"), asked(20, "declined")], False, "met"),
    ("declined once and gave no answer", [BASE, act(60), asked(40, "declined"), asked(30)], True, "met"),
    ("declined no ask", [BASE, act(60), asked(40, "declined", kind="other"), asked(30, "declined")], True, "met"),
]  # fmt: skip

STALE: dict[str, Case] = {
    "on the day": [act(datetime(2025, 5, 22, tzinfo=UTC).date())],
    "that day at noon": [act(EIGHTEEN)],
    "the day before": [act(datetime(2025, 5, 21, 23, 59, 59, tzinfo=UTC))],
    "old and new": [act(900), act(100)],
    "old, then for a gift": [act(900), act(100, reward="mug")],
}

# case, Ana's roles, how much an answer of hers a hundred days ago counts in her account's attitude
ROLES: list[tuple[str, Case, float]] = [
    ("no role", [], 2 / 3),
    ("outcome owner", [role("outcome_owner")], 1.0),
    ("sponsor", [role("sponsor")], 1.0),
    ("renewal decider", [role("renewal_decider")], 1.0),
    ("administrator", [role("administrator")], 2 / 3),
    ("trainer", [role("trainer")], 2 / 3),
    ("daily user", [role("daily_user")], 1 / 3),
    ("two at once", [role("daily_user"), role("sponsor")], 1.0),
    ("later, the first", [role("daily_user", 50)], 1 / 3),
    ("later, the second", [role("daily_user", 500), role("sponsor", 50)], 1 / 3),
    ("until then", [role("daily_user", 500, until=101), role("sponsor", 50)], 2 / 3),
    ("since before", [role("daily_user", 500, until=200), role("sponsor", 150)], 1.0),
    ("since that day", [role("daily_user", 500, until=101), role("sponsor", 100)], 1.0),
    ("until that day", [role("sponsor", 500, until=100)], 1.0),
    ("no longer", [role("sponsor", 500, until=101)], 2 / 3),
    ("since nobody knows when", [role("sponsor", None)], 1.0),
]

MOVED: dict[str, Case] = {
    "old": [loyal(), act(60), person(modified=900), person(modified=30, account_id="new")],
    "new": [satisfied()],
    "nowhere": [loyal(), act(60), person(modified=900), person(modified=30, account_id=None)],
    "left": [loyal(), act(60), person(left_on=ago(30))],
    "leaves": [loyal(), act(60), person(left_on=TODAY)],
    "disagree": [satisfied(), nps(10, 70), nps(0, 70, "bo"), nps(7, 70, "cy"), person("di")],
    "of one mind": [satisfied(), nps(9, 70), nps(9, 70, "bo")],
    "own answers": [satisfied(), role("daily_user"), nps(9, 70), answer("csat", 5, 70, None), nps(9, 70, None)],
    "loyal and two": [loyal(), act(60), nps(10, 70, "bo"), act(60, "bo")],
    "loyal and a silent one": [loyal(), act(60), person("bo")],
    "captive of one": [satisfied(), renewal(80), nps(0, 70), nps(10, 70, "bo")],
}


@pytest.fixture(scope="module")
def placed() -> Placed:
    advocates = {case: facts for case, facts, *_rest in ADVOCATES}
    roles = {f"role: {case}": [*facts, nps(9, 100)] for case, facts, _weight in ROLES}
    stale = {f"stale: {case}": [ANA, *facts] for case, facts in STALE.items()}
    return company(advocates | roles | stale | MOVED).place(ago(40), ago(31), ago(30), ago(29), TODAY)


@pytest.mark.parametrize(("case", "is_one", "acts"), [(row[0], *row[2:]) for row in ADVOCATES])
def test_an_advocate_is_happy_has_acted_and_is_willing(placed: Placed, case: str, is_one: bool, acts: str) -> None:
    row = placed.contact(f"{case}/ana")
    assert (row["stage"] == "advocate", row["states"]["acts"]) == (is_one, acts)
    assert row["personal_advocate"] is is_one  # for all of these accounts are satisfied at most
    assert placed.account(case)["personal_advocate"] is is_one


@pytest.mark.parametrize(
    ("case", "stale"),
    [
        ("on the day", False),
        ("that day at noon", False),
        ("the day before", True),
        ("old and new", False),
        ("old, then for a gift", False),
    ],
)
def test_acts_are_stale_when_the_last_is_older_than_eighteen_months(placed: Placed, case: str, stale: bool) -> None:
    for row in (placed.contact(f"stale: {case}/ana"), placed.account(f"stale: {case}")):
        assert row["states"]["acts"] == "met"
        assert ("acts" in row["stale"]) is stale


@pytest.mark.parametrize(("case", "weight"), [(row[0], row[2]) for row in ROLES])
def test_an_answer_counts_in_the_accounts_attitude_by_role(placed: Placed, case: str, weight: float) -> None:
    (theirs,) = placed.evidence(f"role: {case}")
    (own,) = placed.evidence(f"role: {case}/ana")
    assert theirs["rho"] == pytest.approx(weight)
    assert own["rho"] == 1.0


def test_the_accounts_own_answers_count_in_full(placed: Placed) -> None:
    found = {(row["contact"] is None, row["reads"], row["gate"]): row["rho"] for row in placed.evidence("own answers")}
    assert found == {
        (False, "nps", "attitude"): pytest.approx(1 / 3),
        (True, "nps", "attitude"): 1.0,
        (True, "csat", "attitude"): 0.5,
        (True, "csat", "service"): 0.5,
        (True, "promise", "promises_kept"): 1.0,
    }


def test_who_changes_employer_keeps_what_they_did_and_said(placed: Placed) -> None:
    before, after = placed.contact("old/ana", ago(31)), placed.contact("old/ana")
    assert (before["stage"], before["account"]) == ("advocate", placed.ids["old"])
    assert after["account"] == placed.ids["new"]
    assert (after["states"]["attitude"], after["states"]["acts"]) == ("met", "met")
    assert after["stage"] == "advocate"
    assert after["personal_advocate"]


def test_who_changes_employer_leaves_the_account_its_evidence_but_no_advocate(placed: Placed) -> None:
    assert placed.account("old", ago(31))["stage"] == "advocate"
    after = placed.account("old")
    assert (after["stage"], after["states"]["attitude"]) == ("loyal", "met")
    assert placed.account("new")["states"]["attitude"] == "unknown"
    assert placed.evidence("new", "nps", "act") == []


@pytest.mark.parametrize("case", ["nowhere", "left"])
def test_who_has_left_is_placed_no_longer(placed: Placed, case: str) -> None:
    assert placed.is_placed(f"{case}/ana", ago(31))
    assert not placed.is_placed(f"{case}/ana", ago(29))
    assert placed.account(case, ago(31))["stage"] == "advocate"
    assert placed.account(case, ago(29))["stage"] == "loyal"


def test_somebody_works_there_until_the_end_of_their_last_day(placed: Placed) -> None:
    assert placed.is_placed("left/ana", ago(30))
    assert placed.is_placed("leaves/ana")


@pytest.mark.parametrize(
    ("case", "low", "high"),
    [("disagree", -1 / 1.5, 1 / 1.5), ("of one mind", 0.8 / 1.5, 0.8 / 1.5), ("never acted", 1 / 1.5, 1 / 1.5)],
)
def test_disagreement_among_people_is_shown(placed: Placed, case: str, low: float, high: float) -> None:
    row = placed.account(case)
    assert (row["attitude_low"], row["attitude_high"]) == (pytest.approx(low), pytest.approx(high))


def test_a_loyal_account_with_an_advocate_is_one(placed: Placed) -> None:
    for case in ("loyal and two", "loyal and a silent one"):
        assert placed.account(case)["stage"] == "advocate"
        assert not placed.account(case)["personal_advocate"]
        assert not placed.contact(f"{case}/ana")["personal_advocate"]
    assert placed.contact("loyal and two/bo")["stage"] == "advocate"
    assert placed.contact("loyal and a silent one/bo")["stage"] == "satisfied"


def test_people_of_one_account_stand_apart(placed: Placed) -> None:
    unhappy, happy = placed.contact("captive of one/ana"), placed.contact("captive of one/bo")
    assert (unhappy["stage"], happy["stage"]) == ("not_yet_satisfied", "satisfied")
