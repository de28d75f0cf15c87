"""The heading of an account or a person is a sentence that answers: where they stand, why, what is left."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.web.customers.stands import gate, item, reason, stand
from vouch.domain.stages import Gate
from vouch.web.workspace.customers.words import summary
from vouch.web.workspace.customers.words.sentence import account_sentence, person_sentence
from vouch.web.workspace.customers.words.upward import upward

KEPT = {"promises_kept": "met"}
GLAD = KEPT | {"attitude": "met", "patronage": "met"}
LOYAL = GLAD | {"exceeds_expectations": "met"}
BAD = gate(Gate.SERVICE, "contradicted", item("case", -1.0, "open: Gates down"))
UNSIGNED = gate(Gate.EXCEEDS_EXPECTATIONS, "unknown", item("result", 1.0, "A third less (not signed off)"))
OLD_RESULT = gate(Gate.EXCEEDS_EXPECTATIONS, "met", item("result", 1.0, "x (signed off by Ana)"), stale=True)
DUE = dt.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("placed", "says"),
    [
        (stand("not_known_yet"), "It is not known yet where Acme stands: nothing tells whether promises were kept."),
        (
            stand("not_known_yet", "loyal", {"attitude": "met"}),
            "It is not known yet where Acme stands: nothing tells whether promises were kept, though they speak well of us.",
        ),
        (
            stand("not_yet_satisfied", gates={"promises_kept": "met", "service": BAD}),
            "Acme is not yet satisfied: service went badly.",
        ),
        (
            stand("not_yet_satisfied", gates=KEPT | {"attitude": "contradicted", "service": "contradicted"}),
            "Acme is not yet satisfied: service went badly and they say so themselves.",
        ),
        (
            stand("not_yet_satisfied", gates=KEPT | {"attitude": "contradicted", "patronage": "met"}, captive=True),
            "Acme keeps renewing and is not satisfied: they say so themselves.",
        ),
        (
            stand("satisfied", "loyal", GLAD, missing=("exceeds_expectations",)),
            "Acme is satisfied, and may well be loyal: no measured result is written down.",
        ),
        (
            stand("satisfied", "loyal", GLAD, missing=("exceeds_expectations",), stale=("attitude",)),
            "Acme is satisfied, and may well be loyal: no measured result is written down and the last good answer has "
            "grown old.",
        ),
        (
            stand("satisfied", "loyal", GLAD | {"exceeds_expectations": UNSIGNED}, missing=("exceeds_expectations",)),
            "Acme is satisfied, and may well be loyal: a result is known, not yet signed off.",
        ),
        (
            stand("satisfied", "loyal", KEPT),
            "Acme is satisfied, and could be loyal: nobody has said so lately, no measured result is written down and "
            "no renewal is known.",
        ),
        (
            stand(
                "satisfied", "loyal", LOYAL | {"patronage": "not_yet_possible"}, latent=True, due_on=DUE,
                missing=("patronage",),
            ),
            "Acme is satisfied, and loyal at heart: the first renewal is due on 1 Mar 2027.",
        ),
        (
            stand("satisfied", gates=KEPT | {"patronage": "contradicted"}),
            "Acme is satisfied: they bought less.",
        ),
        (
            stand("satisfied", "advocate", GLAD, personal_advocate=True),
            "Acme is satisfied, with an advocate inside, and may well be loyal: no measured result is written down.",
        ),
        (stand("loyal", gates=LOYAL), "Acme is loyal, and nobody there has acted for us yet."),
        (
            stand("loyal", gates=LOYAL | {"acts": gate(Gate.ACTS, "unknown", item("act", 1.0, "quote, for a reward"))}),
            "Acme is loyal, and has acted for us only where a reward was announced.",
        ),
        (
            stand("loyal", "loyal", LOYAL | {"acts": "met"}),
            "Acme is loyal, and has acted for us; nobody there is an advocate now.",
        ),
        (
            stand("loyal", gates=LOYAL | {"exceeds_expectations": OLD_RESULT}, stale=("exceeds_expectations",)),
            "Acme is loyal, and nobody there has acted for us yet; the last result has grown old.",
        ),
        (stand("advocate", gates=LOYAL | {"acts": "met"}), "Acme is an advocate."),
        (
            stand("loyal", gates=LOYAL, reasons=(reason("severity_one_open"),)),
            "Acme is loyal, and nobody there has acted for us yet. At risk since 7 Nov 2026: a grave case has stood open "
            "too long.",
        ),
        (
            stand("satisfied", gates=KEPT | {"patronage": "contradicted"}, reasons=(
                reason("cancellation_or_downsell_notice"), reason("usage_down", "2026-10-01", hard=False), reason("competitor_seen"),
            )),
            "Acme is satisfied: they bought less. At risk since 1 Oct 2026: they gave notice, usage has fallen and one more reason.",
        ),
        (
            stand("loyal", gates=LOYAL, reasons=(reason("usage_down", flagged=False, hard=False),)),
            "Acme is loyal, and nobody there has acted for us yet.",
        ),
    ],
)  # fmt: skip
def test_an_account_is_told_in_a_sentence(placed: Any, says: str) -> None:
    assert account_sentence(placed, "Acme") == says


@pytest.mark.parametrize(
    ("gates", "more", "says"),
    [
        ({}, {}, "What Ana thinks of us is not known yet."),
        ({"attitude": "met"}, {}, "Ana speaks well of us, and has not acted for us yet."),
        ({"attitude": "met", "acts": "met"}, {}, "Ana speaks well of us and has acted for us."),
        ({"attitude": gate(Gate.ATTITUDE, "met", stale=True)}, {}, "Ana speaks well of us, some time ago, and has not acted for us yet."),
        ({"attitude": "contradicted"}, {}, "Ana is not satisfied."),
        ({"attitude": "contradicted", "acts": "met"}, {}, "Ana is not satisfied, after having acted for us."),
        ({"attitude": gate(Gate.ATTITUDE, differ=True)}, {}, "Ana speaks well and badly of us in turn."),
        ({"acts": "met"}, {}, "Ana has acted for us; what they think is not known yet."),
        ({"attitude": "met", "acts": "met"}, {"stage": "advocate"}, "Ana is an advocate."),
        (
            {"attitude": "met", "acts": gate(Gate.ACTS, "met", stale=True)},
            {"stage": "advocate", "personal_advocate": True},
            "Ana is an advocate in a company that is merely satisfied; the last act is long ago.",
        ),
    ],
)  # fmt: skip
def test_a_person_is_told_in_a_sentence(gates: dict[str, Any], more: dict[str, Any], says: str) -> None:
    assert person_sentence(stand(**{"stage": "satisfied", "gates": gates, **more}), "Ana") == says


@pytest.mark.parametrize(
    ("gates", "says"),
    [
        ({}, "None gates are met; five are not known yet; no act is known"),
        (LOYAL | {"acts": "met"}, "Five gates are met; one is not known yet"),
        (KEPT | {"service": "contradicted"}, "One gate is met; one is spoken against; three are not known yet; no act is known"),
        (KEPT | {"patronage": "not_yet_possible"}, "One gate is met; three are not known yet; one is not yet possible; no act is known"),
        ({"attitude": gate(Gate.ATTITUDE, "met", stale=True)}, "One gate is met, grown old; four are not known yet; no act is known"),
    ],
)  # fmt: skip
def test_the_gates_are_summed_up_in_a_heading(gates: dict[str, Any], says: str) -> None:
    assert summary.gates_sentence(stand("satisfied", gates=gates)) == says.replace("None gates are", "No gate is")


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        (None, None, ""),
        (0.3, 0.5, ""),
        (-0.4, 0.6, "People there differ: some speak well of us, some badly."),
        (-0.1, 0.6, "People there differ in how well they speak of us."),
    ],
)
def test_people_who_differ_are_not_averaged_away(low: float | None, high: float | None, says: str) -> None:
    assert summary.voices(stand("satisfied", attitude_low=low, attitude_high=high)) == says


def test_what_would_move_them_up_begins_with_what_speaks_against_them() -> None:
    placed = stand(
        "not_yet_satisfied", "not_yet_satisfied", {"service": BAD, "attitude": gate(Gate.ATTITUDE, "met", stale=True)},
        missing=("promises_kept",), stale=("attitude",),
    )  # fmt: skip
    assert [(step.gate, step.adds) for step in upward(placed)] == [
        ("service", ""),
        ("promises_kept", "promise"),
        ("attitude", "sentiment"),
    ]


@pytest.mark.parametrize(
    ("missing", "follows"),
    [
        (("exceeds_expectations",), ["Then loyal."]),
        (("exceeds_expectations", "acts"), ["Then loyal.", "Wanted for an advocate."]),
        (("attitude", "patronage"), ["Wanted for loyal.", "Wanted for loyal."]),
        (("promises_kept", "attitude"), ["Then satisfied.", "Wanted for loyal."]),
        (("acts",), ["Then an advocate."]),
    ],
)
def test_each_missing_thing_says_what_follows_from_it(missing: tuple[str, ...], follows: list[str]) -> None:
    assert [step.follows for step in upward(stand("satisfied", missing=missing))] == follows


def test_the_interval_is_told_under_its_bars_and_in_a_sentence() -> None:
    placed = stand("satisfied", "loyal", GLAD, missing=("exceeds_expectations",), stale=("attitude",))
    assert summary.interval_says(placed) == "At least satisfied, at most loyal: one missing and one grown old."
    assert summary.interval_notes(placed) == {
        "satisfied": "at least",
        "loyal": "at most: one missing and one grown old",
        "advocate": "an act comes first",
    }
