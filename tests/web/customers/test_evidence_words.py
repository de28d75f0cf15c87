"""Evidence reads as a sentence, a gate as a line: who said or did what, and what follows for the gate."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.web.customers.stands import DAY, gate, item
from vouch.domain.stages import Gate
from vouch.web.workspace.customers.words.evidence import told, weight_words
from vouch.web.workspace.customers.words.gates import line, sign
from vouch.web.workspace.customers.words.reasons import ends_words


@pytest.mark.parametrize(
    ("reads", "says", "sentence"),
    [
        ("nps", "9 of 10", "Ana answered 9 of 10 to “would you recommend us?”"),
        ("nps", "3 of 10: “slow: very”", "Ana answered 3 of 10 to “would you recommend us?”: “slow: very”"),
        ("csat", "bad: Gates down", "Ana called our help bad: “Gates down”"),
        ("csat", "4 on a scale of 1–5", "Ana on how satisfied they are: 4 on a scale of 1–5"),
        ("ces", "6 on a scale of 1–7", "Ana on how easy it was: 6 on a scale of 1–7"),
        ("expectations", "4 on a scale of 1–5", "Ana on “it met my expectations”: 4 on a scale of 1–5"),
        ("sentiment", "Omar: amber (“cold”)", "Omar, of ours, says: amber (“cold”)"),
        ("nomination", "Omar (“keen”)", "Ana was put forward by Omar (“keen”)"),
        ("promise", "missed: Live in May (not signed off)", "Promise missed: Live in May (not signed off)"),
        ("milestone", "First site", "Reached in time: First site"),
        ("implementation", "Rollout", "Rollout closed without escalation: Rollout"),
        ("case", "closed badly: Gates down", "A grave case was closed badly: “Gates down”"),
        ("renewal", "automatic: renewal", "Renewed by itself"),
        ("renewal", "expansion: Yard two", "Bought more: Yard two"),
        ("result", "212 hours (signed off by Ana)", "Reached: 212 hours (signed off by Ana)"),
        ("act", "webinar, unprompted: On safety", "Ana: webinar, unprompted: On safety"),
        ("something_new", "what it says", "What it says"),
    ],
)
def test_evidence_is_told_in_a_sentence(reads: str, says: str, sentence: str) -> None:
    assert told(item(reads, says=says), "Ana") == sentence


def test_a_person_without_a_name_is_somebody() -> None:
    assert told(item("nps", says="9 of 10")).startswith("Somebody there answered")
    assert told(item("nomination", says="Omar")).startswith("They were put forward")


@pytest.mark.parametrize(
    ("value", "weight", "way"),
    [(0.8, 1.0, "for"), (0.8, 0.24, "stale"), (-1.0, 0.01, "against"), (0.0, 1.0, "neither")],
)
def test_the_sign_of_an_item_follows_its_value_and_its_age(value: float, weight: float, way: str) -> None:
    assert item(value=value, weight=weight).sign == way


@pytest.mark.parametrize(
    ("weight", "words"),
    [(1.0, "counts in full"), (0.7, "counts for much"), (0.5, "counts half"), (0.2, "counts a little"), (0.01, "hardly counts any more")],
)  # fmt: skip
def test_a_weight_is_told_in_words(weight: float, words: str) -> None:
    assert weight_words(item(weight=weight)) == words


GOOD, BAD, MEH = item(), item(value=-1.0, says="2 of 10"), item(value=0.2, says="7 of 10")


@pytest.mark.parametrize(
    ("shown", "way", "says"),
    [
        (gate(Gate.ATTITUDE, "met", GOOD), "for", "Somebody there answered 9 of 10 to “would you recommend us?”"),
        (gate(Gate.ATTITUDE, "contradicted", BAD, MEH), "against", "Somebody there answered 2 of 10 to “would you recommend us?”"),
        (gate(Gate.ATTITUDE), "unknown", "Nobody there has been heard yet"),
        (gate(Gate.ATTITUDE, "unknown", MEH), "unknown", "What there is does not weigh enough to decide"),
        (gate(Gate.ATTITUDE, "unknown", GOOD, BAD, differ=True), "unknown", "Answers differ, so it is not known"),
        (gate(Gate.ATTITUDE, "unknown", BAD), "unknown", "What spoke against it is old news by now"),
        (gate(Gate.ATTITUDE, "met", item(ago=430), stale=True), "stale", "Met once, and grown old: the last word is 14 months old"),
        (
            gate(Gate.EXCEEDS_EXPECTATIONS, "met", item("result", says="A third (not signed off)"), stale=True),
            "stale",
            "Met by a result that nobody there has signed off yet",
        ),
        (
            gate(Gate.PATRONAGE, "not_yet_possible", due_on=dt.date(2027, 3, 1)),
            "unknown",
            "The first renewal is due on 1 Mar 2027",
        ),
        (
            gate(Gate.SERVICE, "met", GOOD, decided="contradicted", decided_on=DAY - dt.timedelta(days=10)),
            "for",
            "Still met; newer evidence speaks against it, and counts from 12 Dec 2026",
        ),
        (gate(Gate.ACTS, "unknown", item("act", says="quote")), "unknown", "One act so far, and a reward was announced for it"),
    ],
)  # fmt: skip
def test_a_gate_says_what_is_in_force_and_what_it_rests_on(shown: Any, way: str, says: str) -> None:
    assert sign(shown) == way
    assert line(shown, DAY, waits_days=30) == says


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ("2026-12-01", "Ends by itself after 1 Dec 2026."),
        ("when the case is closed", "Ends when the case is closed."),
        (None, ""),
    ],
)
def test_a_reason_says_when_it_ends(ends: str | None, words: str) -> None:
    assert ends_words(ends) == words
