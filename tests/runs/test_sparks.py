"""Who of us should speak to whom: worked out from asks, with what the two share; nobody who objects."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.program.asks.town import POLICY, TODAY, Town
from vouch.domain.errors import BadInput, NotAllowed
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.program.people.models import Account
from vouch.program.people.personality.actions import object_to_profiling
from vouch.program.touch import actions, queries
from vouch.runs.renew import STEPS
from vouch.runs.sparks import renew_sparks

pytestmark = pytest.mark.django_db
ASKED = dt.datetime.combine(TODAY - dt.timedelta(days=90), dt.time(12), tzinfo=POLICY.zone)


def ask(by: User, whom: str, *, yes: bool, days: int = 2, **more: Any) -> None:
    Ask.objects.create(
        contact_id=whom, account_id="a" + f"{1:015x}", activity="webinar", state="done" if yes else "declined",
        policy="p", proposed_by=by, proposed_at=ASKED, invited_at=ASKED, answered_at=ASKED + dt.timedelta(days=days),
        changed_at=ASKED, **more,
    )  # fmt: skip


def renewed() -> int:
    return renew_sparks(Path(), POLICY, TODAY)


@pytest.fixture
def town() -> Town:
    """Mara has asked five people, all said yes within two days; Sol has asked as many, and nobody did."""
    made = Town()
    for whom in (made.ana.pk, made.bo.pk, made.cy.pk, "gone-1", "gone-2"):
        for _ in range(3):
            ask(made.mara, whom, yes=True)
            ask(made.sol, whom, yes=False, days=9)
    return made


def test_it_is_a_step_of_every_renewal() -> None:
    assert "sparks" in [name for name, _do in STEPS]


def test_whoever_is_answered_more_than_usual_leads_with_reasons_and_counts(town: Town) -> None:
    assert renewed() == renewed()
    first, *others = queries.sparks_of(town.ana.pk)
    assert (first.colleague, first.leads, first.n, first.yes) == (town.mara, True, 3, 3)
    assert "3 yes of 3" in first.words
    assert "Answered within 2 days (3 answers)" in first.words
    assert any("Was part of what they did for others" in one for one in first.shares)
    assert {one.colleague: one.leads for one in others} == {town.omar: False, town.sol: False}


def test_who_looks_after_them_is_named_where_nobody_asked(town: Town) -> None:
    Ask.objects.all().delete()
    Account.objects.filter(pk=town.ana.account_id).update(industry="Retail")
    renewed()
    (only,) = queries.sparks_of(town.ana.pk)
    assert (only.colleague, only.leads, only.words, only.mean) == (town.omar, False, "", None)
    assert only.shares == ["Looks after Acme."]
    assert queries.sparks_of(town.dee.pk) == []


def test_a_colleague_who_asked_fewer_than_five_people_has_no_figure(town: Town) -> None:
    Ask.objects.filter(contact_id="gone-1").delete()
    renewed()
    mara = next(one for one in queries.sparks_of(town.ana.pk) if one.colleague == town.mara)
    assert (mara.mean, mara.leads) == (None, False)
    assert mara.words == "Not enough evidence: asked 4 so far, 5 needed."


def test_nothing_is_concluded_of_whoever_objects(town: Town) -> None:
    renewed()
    object_to_profiling(contact=town.ana)
    assert queries.sparks_of(town.ana.pk) == []
    renewed()
    assert queries.sparks_of(town.bo.pk)
    assert queries.sparks_of(town.ana.pk) == []


def test_a_note_too_long_or_of_another_owner_s_customer_is_refused(town: Town) -> None:
    with pytest.raises(BadInput, match="at most 300"):
        actions.say_in_common(by=town.mara, contact=town.ana, words="x" * 301)
    with pytest.raises(NotAllowed, match="owner"):
        actions.say_in_common(by=town.omar, contact=town.dee, words="We both ski.")
