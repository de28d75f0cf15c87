"""What each kind of signal is read as: its gates, value, reliability and half-life, row by row of the methods.

Of a person's signal the table shows what it counts for themselves: in their account's attitude it counts less by role.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.insight.company import Placed
from tests.insight.facts import (
    Case,
    account,
    act,
    answer,
    company,
    deal,
    felt,
    helped,
    milestone,
    nominated,
    nps,
    promise,
    renewal,
    result,
    ticket,
)

HOPES = "promises_kept"
BOTH = ("attitude", "service")
YEAR = 365.0

# case, facts, gates, v, rho, half-life in days
ROWS: list[tuple[str, Case, str | tuple[str, ...], float, float, float]] = [
    *[(f"nps {score}", [nps(score, 9)], "attitude", -1.0, 1.0, 180) for score in range(7)],
    ("nps 7", [nps(7, 9)], "attitude", 0.2, 1.0, 180),
    ("nps 8", [nps(8, 9)], "attitude", 0.4, 1.0, 180),
    ("nps 9", [nps(9, 9)], "attitude", 0.8, 1.0, 180),
    ("nps 10", [nps(10, 9)], "attitude", 1.0, 1.0, 180),
    ("nps, asked in a sentence", [answer("How likely are you to  Recommend us?", 9, 9)], "attitude", 0.8, 1.0, 180),
    ("csat 5 of 5", [answer("csat", 5, 9)], BOTH, 1.0, 0.5, 90),
    ("csat 4 of 5", [answer("csat", 4, 9)], BOTH, 0.5, 0.5, 90),
    ("csat 3 of 5", [answer("csat", 3, 9)], BOTH, 0.0, 0.5, 90),
    ("csat 1 of 5", [answer("csat", 1, 9)], BOTH, -1.0, 0.5, 90),
    ("csat 75 of 100", [answer("csat", 75, 9, scale_low=0.0, scale_high=100.0)], BOTH, 0.5, 0.5, 90),
    ("ces 7 of 7", [answer("ces", 7, 9)], BOTH, 1.0, 0.5, 90),
    ("ces 4 of 7", [answer("ces", 4, 9)], BOTH, 0.0, 0.5, 90),
    ("good after a ticket", [ticket(9, 8, satisfaction="good")], BOTH, 1.0, 0.5, 90),
    ("bad after a ticket", [ticket(9, 8, satisfaction="bad")], BOTH, -1.0, 0.5, 90),
    ("red", [felt("red", 9)], "attitude", -1.0, 0.6, 90),
    ("amber", [felt("amber", 9)], "attitude", 0.0, 0.6, 90),
    ("green", [felt("green", 9)], "attitude", 0.6, 0.6, 90),
    ("nominated", [nominated(9, who=None)], "attitude", 0.8, 0.6, 180),
    ("met, signed", [promise("met", 9, signed=9)], HOPES, 1.0, 1.0, 540),
    ("met, our word", [promise("met", 9)], HOPES, 1.0, 0.5, 540),
    ("late, signed", [promise("late", 9, signed=9)], HOPES, 0.3, 1.0, 540),
    ("late, our word", [promise("late", 9)], HOPES, 0.3, 0.5, 540),
    ("missed, signed", [promise("missed", 9, signed=9)], HOPES, -1.0, 1.0, 540),
    ("missed, our word", [promise("missed", 9)], HOPES, -1.0, 0.5, 540),
    ("first value", [milestone("first_value", 9, started=50)], HOPES, 0.6, 0.5, 540),
    ("onboarding", [milestone("onboarding", 9, started=50)], HOPES, 0.6, 0.5, 540),
    ("implementation", [ticket(20, 9, category="Onboarding")], HOPES, 0.5, 0.5, 540),
    ("expectations 5 of 5", [answer("expectations", 5, 9)], HOPES, 1.0, 0.8, 365),
    ("expectations 2 of 5", [answer("It met my expectations.", 2, 9)], HOPES, -0.5, 0.8, 365),
    ("case open", [ticket(9, priority="Urgent")], "service", -1.0, 1.0, 90),
    ("escalation open", [ticket(20, escalated=True, escalated_at=9)], "service", -1.0, 1.0, 90),
    ("closed well", [ticket(20, 9, priority="P1")], "service", 0.3, 1.0, 90),
    ("closed badly, late", [ticket(24, 9, priority="P1")], "service", -0.7, 1.0, 90),
    ("closed badly, reopened", [ticket(20, 9, priority="P1", reopens=1)], "service", -0.7, 1.0, 90),
    ("expansion", [renewal(9, "expansion", term_months=12)], "patronage", 1.0, 1.0, YEAR),
    ("downsell", [renewal(9, "downsell", term_months=12)], "patronage", -1.0, 1.0, YEAR),
    ("automatic", [renewal(9, automatic=True)], "patronage", 0.4, 1.0, YEAR),
    ("expansion deal", [deal(9, "Upsell")], "patronage", 1.0, 1.0, YEAR),
    ("downsell deal", [deal(9, "Downgrade")], "patronage", -1.0, 1.0, YEAR),
    ("automatic deal", [deal(9, "Renewal", automatic=True)], "patronage", 0.4, 1.0, YEAR),
    ("result, signed", [result(9, signed=9)], "exceeds_expectations", 1.0, 1.0, 540),
    ("result, our word", [result(9)], "exceeds_expectations", 1.0, 0.5, 540),
    ("result, no number", [result(9, signed=9, number=None)], "exceeds_expectations", 1.0, 0.5, 540),
    ("act", [act(9)], "acts", 1.0, 1.0, 365),
    ("act of some quality", [act(9, quality=0.4)], "acts", 0.4, 1.0, 365),
    ("help", [helped(9)], "acts", 1.0, 1.0, 365),
]  # fmt: skip
CASES = {
    case: [account(customer_since=datetime(2019, 1, 1, tzinfo=UTC).date()), *facts] for case, facts, *_rest in ROWS
}

# case, facts: what is kept and read as nothing
NOTHING: dict[str, Case] = {
    "open promise": [promise("open", 9)],
    "promise of no status": [promise(None, 9)],
    "item not in the policy": [answer("would you buy again", 9, 9)],
    "nps off its scale": [answer("nps", 11, 9), answer("nps", -1, 9)],
    "csat off its scale": [answer("csat", 6, 9)],
    "first sale": [deal(9, "New Business"), deal(20, "New")],
    "first sale of no type": [deal(9)],
    "lost deal": [deal(9, "Renewal", stage="Closed Lost")],
    "open deal": [deal(9, "Renewal", stage="Negotiation")],
    "result below what was hoped": [result(9, signed=9, exceeds=False)],
    "milestone after 91 days": [milestone("first_value", 9, started=100)],
    "milestone of another sort": [milestone("implementation", 9, started=50)],
    "plain ticket": [ticket(30, 9)],
    "open implementation": [ticket(20, category="rollout")],
    "question in the community": [helped(9, kind="question")],
    "act that came to nothing": [act(9, completed=False)],
    "act of no quality": [act(9, quality=0.0)],
    "notice": [renewal(9, "downsell_notice")],
}


@pytest.fixture(scope="module")
def placed() -> Placed:
    return company(CASES | NOTHING).place()


@pytest.mark.parametrize(
    ("case", "gates", "v", "rho", "half_life"), [(row[0], *row[2:]) for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_each_signal_counts_as_the_methods_say(
    placed: Placed, case: str, gates: str | tuple[str, ...], v: float, rho: float, half_life: float
) -> None:
    who = f"{case}/ana" if f"{case}/ana" in placed.ids and gates != HOPES else case
    now = [row for row in placed.evidence(who) if row["ended"] is None]
    found = {row["gate"]: (row["v"], row["rho"], row["half_life"]) for row in now}
    wanted = (gates,) if isinstance(gates, str) else gates
    assert found == {gate: pytest.approx((v, rho, half_life)) for gate in wanted}
    assert len(now) == len(wanted)


@pytest.mark.parametrize("case", NOTHING)
def test_what_says_nothing_is_no_evidence(placed: Placed, case: str) -> None:
    assert placed.evidence(case) == []


def test_a_signal_of_a_person_is_evidence_of_their_account_too(placed: Placed) -> None:
    (own,), (theirs,) = placed.evidence("nps 9/ana"), placed.evidence("nps 9")
    assert (own["kind"], theirs["kind"]) == ("contact", "account")
    assert own["contact"] == theirs["contact"]
    assert (own["rho"], theirs["rho"]) == (1.0, pytest.approx(2 / 3))


def test_whether_expectations_were_met_is_the_accounts_gate_alone(placed: Placed) -> None:
    assert placed.evidence("expectations 5 of 5/ana") == []
    assert [row["rho"] for row in placed.evidence("expectations 5 of 5")] == [0.8]


def test_evidence_names_the_row_it_was_read_from(placed: Placed) -> None:
    (row,) = placed.evidence("nps 9")
    assert (row["file"], row["row"]) == ("survey_answers.csv", 2 + 9)
    assert row["says"] == "9 of 10"
