"""Who is at risk, and why: each reason with the first and last day it stands, hard or soft, and how it ends."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.insight.company import TODAY, Placed, ago
from tests.insight.facts import (
    Case,
    account,
    asked,
    company,
    competitor,
    felt,
    grave,
    nps,
    person,
    promise,
    renewal,
    role,
    ticket,
    used_daily,
)

NOTICE, CASE, SPONSOR = "cancellation_or_downsell_notice", "severity_one_open", "sponsor_gone"
DETRACTOR, USAGE, MISSED = "detractor_in_key_role", "usage_down", "promise_missed"
AMBER, SILENCE, RIVAL = "sentiment_amber", "messages_unanswered", "competitor_seen"
GONE = role("sponsor", until=200)
SPONSORED = [role("sponsor"), role("sponsor", 1500, who="bo")]

# case, reason, facts, the first and the last days on which it stands (days ago; 0: it still does)
REASONS: list[tuple[str, str, Case, list[tuple[int, int]]]] = [
    ("notice", NOTICE, [renewal(300, "cancellation_notice", ends_on=ago(100))], [(300, 100)]),
    ("notice of less", NOTICE, [renewal(300, "downsell_notice", ends_on=ago(100))], [(300, 100)]),
    ("notice without an end", NOTICE, [renewal(400, "cancellation_notice")], [(400, 35)]),
    ("notice taken back", NOTICE, [renewal(300, "cancellation_notice"), renewal(200, "withdrawn")], [(300, 201)]),
    ("taken back, given again", NOTICE, [renewal(300, "cancellation_notice"), renewal(200, "withdrawn"),
     renewal(90, "cancellation_notice")], [(300, 201), (90, 0)]),
    ("taken back before it was given", NOTICE, [renewal(300, "withdrawn"),
     renewal(200, "cancellation_notice")], [(200, 0)]),
    ("another contract's taken back", NOTICE, [renewal(300, "cancellation_notice", subscription_id="S1"),
     renewal(200, "withdrawn", subscription_id="S2")], [(300, 0)]),
    ("a downsell is no notice", NOTICE, [renewal(300, "downsell")], []),
    ("case", CASE, [grave(300, 200)], [(285, 201)]),
    ("case still open", CASE, [grave(50)], [(35, 0)]),
    ("case closed in time", CASE, [grave(50, 36)], []),
    ("escalation", CASE, [ticket(300, 200, escalated=True, escalated_at=250)], [(235, 201)]),
    ("ordinary case", CASE, [ticket(300)], []),
    ("sponsor left", SPONSOR, [role("sponsor"), person(left_on=ago(200))], [(139, 0)]),
    ("sponsor no longer", SPONSOR, [GONE], [(139, 0)]),
    ("sponsor followed", SPONSOR, [GONE, role("trainer", who="bo"), role("sponsor", 120, who="bo")], [(139, 121)]),
    ("sponsor followed in time", SPONSOR, [GONE, role("trainer", who="bo"), role("sponsor", 139, who="bo")], []),
    ("by somebody with no earlier role", SPONSOR, [GONE, role("sponsor", 120, who="bo")], []),
    ("one of two sponsors left", SPONSOR, [SPONSORED, person("bo", left_on=ago(200))], []),
    ("both left", SPONSOR, [SPONSORED, person(left_on=ago(250)), person("bo", left_on=ago(200))], [(139, 0)]),
    ("never had one", SPONSOR, [role("daily_user", until=200)], []),
    ("sponsor moved on", SPONSOR, [role("sponsor", 1000), person(), person(modified=200, account_id="elsewhere")],
     [(140, 0)]),
    ("elsewhere", SPONSOR, [account(account_id="elsewhere"), person("di", left_on=ago(200))], []),
    ("detractor", DETRACTOR, [role("outcome_owner"), nps(6, 300)], [(300, 210)]),
    ("detractor, sponsor", DETRACTOR, [role("sponsor"), nps(0, 300)], [(300, 210)]),
    ("detractor, decider", DETRACTOR, [role("renewal_decider"), nps(3, 300)], [(300, 210)]),
    ("detractor, trainer", DETRACTOR, [role("trainer"), nps(0, 300)], []),
    ("detractor, no role", DETRACTOR, [nps(0, 300)], []),
    ("passive owner", DETRACTOR, [role("outcome_owner"), nps(7, 300)], []),
    ("detractor won back", DETRACTOR, [role("outcome_owner"), nps(2, 300), nps(8, 280)], [(300, 281)]),
    ("missed", MISSED, [promise("missed", 300)], [(300, 120)]),
    ("missed, clear later", MISSED, [promise("missed", 300, decided_on=ago(280))], [(280, 100)]),
    ("late is not missed", MISSED, [promise("late", 300)], []),
    ("amber", AMBER, [felt("amber", 300)], [(300, 210)]),
    ("red", AMBER, [felt("red", 300)], [(300, 210)]),
    ("green", AMBER, [felt("green", 300)], []),
    ("amber, then green", AMBER, [felt("amber", 300), felt("green", 250)], [(300, 251)]),
    ("amber, another green", AMBER, [felt("amber", 300), felt("green", 250, "Di")], [(300, 210)]),
    ("silence", SILENCE, [asked(300), asked(280)], [(280, 255)]),
    ("silence, and again", SILENCE, [asked(300), asked(280), asked(260)], [(280, 235)]),
    ("silence of two people", SILENCE, [asked(300), asked(280, who="bo")], []),
    ("one message", SILENCE, [asked(300)], []),
    ("two far apart", SILENCE, [asked(300), asked(254)], []),
    ("two just near enough", SILENCE, [asked(300), asked(255)], [(255, 255)]),
    ("answered", SILENCE, [asked(300), asked(280, "declined")], []),
    ("answered late", SILENCE, [asked(300), asked(280, "answered", answered=270)], [(280, 271)]),
    ("rival", RIVAL, [competitor(300)], [(300, 120)]),
    ("rival seen twice", RIVAL, [competitor(300), competitor(250, "Other")], [(300, 70)]),
]  # fmt: skip

# case, facts, the soft and the hard reasons of today, and whether the account is at risk
FLAGS: list[tuple[str, Case, set[str], bool]] = [
    ("nothing", [], set(), False),
    ("one hard", [grave(50)], {CASE}, True),
    ("one soft", [competitor(50)], {RIVAL}, False),
    ("two soft", [competitor(50), felt("amber", 20)], {RIVAL, AMBER}, True),
    ("one soft twice", [competitor(50), competitor(40, "Other")], {RIVAL}, False),
    ("hard and soft", [grave(50), felt("amber", 20)], {CASE, AMBER}, True),
]

FIRST = 190
USE: list[tuple[str, Case, bool]] = [
    ("steady", [used_daily(FIRST, 0, 10)], False),
    ("fell", [used_daily(FIRST, 30, 10), used_daily(29, 0, 6)], True),
    ("fell by just so much", [used_daily(FIRST, 30, 10), used_daily(29, 0, 7)], True),
    ("fell by less", [used_daily(FIRST, 30, 10), used_daily(29, 0, 7.1)], False),
    ("stopped", [used_daily(FIRST, 30, 10)], True),
    ("rose", [used_daily(FIRST, 30, 10), used_daily(29, 0, 90)], False),
    ("fell long ago", [used_daily(FIRST, 120, 90), used_daily(119, 0, 10)], False),
    ("too young to tell", [used_daily(118, 30, 10), used_daily(29, 0, 1)], False),
    ("just old enough", [used_daily(119, 30, 10), used_daily(29, 0, 1)], True),
    ("as every year", [used_daily(394, 365, 5), used_daily(364, 30, 10), used_daily(29, 0, 5)], True),
    ("as every year, known for longer", [used_daily(395, 366, 5), used_daily(365, 30, 10), used_daily(29, 0, 5)],
     False),
    ("below last year", [used_daily(395, 365, 10), used_daily(364, 0, 5)], True),
    ("its feed stopped", [used_daily(FIRST, 30, 10, system="stopped")], False),
    ("its feed is late", [used_daily(FIRST, 14, 10, system="late")], False),
    ("its feed is late, and it fell", [used_daily(FIRST, 44, 10, system="late"), used_daily(43, 14, 5, system="late")],
     True),
    ("one feed goes on", [used_daily(FIRST, 30, 10), used_daily(29, 0, 5), used_daily(FIRST, 100, 1, system="stopped")],
     True),
]  # fmt: skip
COVERED = {"plain": TODAY, "stopped": ago(15), "late": ago(14)}


def edges() -> list[int]:
    """The days around each first and last day, and today."""
    days = {day for *_rest, spans in REASONS for span in spans for day in span}
    return sorted({day + near for day in days for near in (-1, 0, 1) if day + near >= 0})


@pytest.fixture(scope="module")
def placed() -> Placed:
    reasons: dict[str, Case] = {case: facts for case, _reason, facts, _spans in REASONS}
    return company(reasons).place(*(ago(days) for days in edges()))


@pytest.fixture(scope="module")
def today() -> Placed:
    flags: dict[str, Case] = {case: facts for case, facts, *_rest in FLAGS}
    return company(flags | {f"use: {case}": facts for case, facts, _fell in USE}, covered=COVERED).place()


@pytest.mark.parametrize(
    ("case", "reason", "spans"), [(row[0], row[1], row[3]) for row in REASONS], ids=[row[0] for row in REASONS]
)
def test_a_reason_stands_from_its_first_day_to_its_last(
    placed: Placed, case: str, reason: str, spans: list[tuple[int, int]]
) -> None:
    stands = [days for days in edges() if reason in placed.risks(case, ago(days))]
    assert stands == [days for days in edges() if any(last <= days <= first for first, last in spans)]


@pytest.mark.parametrize(
    ("case", "days", "reason", "since", "ends"),
    [
        ("notice", 100, NOTICE, 300, ago(100)),
        ("notice without an end", 100, NOTICE, 400, ago(35)),
        ("notice taken back", 201, NOTICE, 300, ago(-65)),
        ("case", 201, CASE, 286, "when the case is closed"),
        ("sponsor left", 0, SPONSOR, 140, "when a new sponsor is named"),
        ("detractor", 210, DETRACTOR, 300, ago(210)),
        ("missed", 120, MISSED, 300, ago(120)),
        ("amber", 210, AMBER, 300, ago(210)),
        ("silence", 255, SILENCE, 280, ago(255)),
        ("silence, and again", 256, SILENCE, 280, ago(235)),
        ("rival", 120, RIVAL, 300, ago(120)),
        ("rival seen twice", 120, RIVAL, 300, ago(70)),
    ],
)
def test_a_reason_says_since_when_it_stands_and_when_it_ends(
    placed: Placed, case: str, days: int, reason: str, since: int, ends: object
) -> None:
    row = placed.risks(case, ago(days))[reason]
    (at,) = {row["at"] for row in placed["standing"] if row["as_of"] == ago(days)}
    assert (at - row["since"]) / 86_400 == since - days
    assert row["ends"] == str(ends)


@pytest.mark.parametrize(("case", "names", "at_risk"), [(row[0], *row[2:]) for row in FLAGS])
def test_one_hard_reason_or_two_soft_ones_put_a_customer_at_risk(
    today: Placed, case: str, names: set[str], at_risk: bool
) -> None:
    risks = today.risks(case)
    assert set(risks) == names
    assert any(row["flagged"] for row in risks.values()) is at_risk


def test_which_reasons_are_hard(placed: Placed) -> None:
    hard = {row["reason"] for row in placed["reasons"] if row["hard"]}
    soft = {row["reason"] for row in placed["reasons"] if not row["hard"]}
    assert hard == {NOTICE, CASE, SPONSOR, DETRACTOR}
    assert soft == {MISSED, AMBER, SILENCE, RIVAL}


@pytest.mark.parametrize(("case", "fell"), [(row[0], row[2]) for row in USE])
def test_usage_is_held_against_its_own_baseline_as_far_as_the_feed_tells(today: Placed, case: str, fell: bool) -> None:
    assert (USAGE in today.risks(f"use: {case}")) is fell


def test_risk_moves_no_stage(today: Placed) -> None:
    assert today.account("two soft")["stage"] == today.account("nothing")["stage"] == "not_known_yet"


def test_a_case_is_overdue_after_a_fortnight_to_the_second() -> None:
    noon = datetime.combine(ago(14), datetime.min.time(), UTC).replace(hour=23, minute=59, second=59)
    placed = company({"then": [grave(noon)], "before": [grave(noon.replace(second=58))]}).place()
    assert (set(placed.risks("then")), set(placed.risks("before"))) == (set(), {CASE})
