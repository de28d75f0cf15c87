"""A personality that is known makes some asks worth more to somebody and others less; unknown is no personality."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program.cast import TODAY
from tests.runs.suggest.village import POLICY, Village, steps
from vouch.program.people.models import Contact
from vouch.program.people.personality.actions import object_to_profiling, say_of_oneself
from vouch.runs.suggest import suggest
from vouch.runs.suggest.personality import Type, Types

pytestmark = pytest.mark.django_db


def suggested(data: Path, monkeypatch: pytest.MonkeyPatch, leads: str | None) -> tuple[str, list[list[str]]]:
    made = Village()
    made.company("Lund", "loyal", "Ana Lund")
    made.settle()
    types = Types({made.of("Ana Lund").id: Type(leads=leads)})
    monkeypatch.setattr("vouch.runs.suggest.personality.personalities", lambda: types)
    suggest(data, POLICY, TODAY)
    ana = steps()["Ana Lund"]
    return ana.activity, ana.reasons


def test_an_ask_that_suits_them_is_preferred_and_the_reason_is_not_for_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity, reasons = suggested(tmp_path, monkeypatch, "educator")
    assert "educator" in POLICY.ladder[activity].fits
    assert ["for", "Suits an Educator", "personality"] in reasons


def test_what_their_kind_dislikes_is_not_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    activity, _reasons = suggested(tmp_path, monkeypatch, "status_seeker")
    assert activity not in ("private_quote", "feedback")


def test_of_somebody_unknown_no_personality_is_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _activity, reasons = suggested(tmp_path, monkeypatch, None)
    assert all(about != "personality" for _sign, _words, about in reasons)


def test_only_a_personality_that_something_may_rest_on_is_used(tmp_path: Path) -> None:
    made = Village()
    made.company("Lund", "loyal", "Ana Lund", "Bo Lund")
    made.settle()
    say_of_oneself(contact=Contact.objects.get(name="Ana Lund"), personality="educator")
    object_to_profiling(contact=Contact.objects.get(name="Bo Lund"))
    suggest(tmp_path, POLICY, TODAY)
    found = steps()
    assert ["for", "Suits an Educator", "personality"] in found["Ana Lund"].reasons
    assert all(about != "personality" for _sign, _words, about in found["Bo Lund"].reasons)
