"""The people there are for each rung: who could be asked, what stops the others, how readily they say yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program.cast import TODAY
from tests.runs.suggest.village import POLICY, Village
from vouch.program.programmes import queries
from vouch.program.programmes.models import Pool
from vouch.runs.suggest import suggest

pytestmark = pytest.mark.django_db


def _settled(tmp_path: Path) -> Village:
    village = Village()
    village.company("Acme", "advocate", "Ana", "Bo")
    village.company("Bolt", "advocate", "Cy", segment="Steel")
    village.company("Cask", "not_known_yet", "Dee")
    village.was_asked("Bo", "case_study", 20, "accepted")
    village.settle()
    suggest(tmp_path, POLICY, TODAY)
    return village


def test_everybody_is_either_to_be_asked_or_counted_by_what_stands_in_the_way(tmp_path: Path) -> None:
    _settled(tmp_path)
    for row in Pool.objects.all():
        assert row.could + sum(row.against.values()) == row.people == 4
    call = Pool.objects.get(activity="reference_call")
    assert call.could == 2
    assert call.against.pop("above_stage") == 1
    assert sum(call.against.values()) == 1
    assert {one["segment"]: (one["people"], one["could"]) for one in call.segments} == {"Food": (3, 1), "Steel": (1, 1)}


def test_nothing_is_counted_for_an_open_invitation(tmp_path: Path) -> None:
    _settled(tmp_path)
    found = {one.activity: one for one in queries.suits("reviews", 40, POLICY)}
    assert set(found) == {"public_review", "peer_insights_review"}
    assert all(one.rate is None and one.could == 0 for one in found.values())


def test_without_enough_asks_no_number_of_acts_is_foreseen(tmp_path: Path) -> None:
    _settled(tmp_path)
    call = next(one for one in queries.suits("faster_deals", 40, POLICY) if one.activity == "reference_call")
    assert call.asks == 2
    assert call.rate is not None
    assert not call.rate.enough
    assert call.acts is None
    Pool.objects.update(rate_n=60, rate_weight=60)
    call = next(one for one in queries.suits("faster_deals", 40, POLICY) if one.activity == "reference_call")
    assert call.acts is not None
    assert call.acts.low <= call.acts.mean <= call.acts.high <= 2
