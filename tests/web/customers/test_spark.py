"""The panel of a person that says who of us should speak to them, and the note of what one shares with them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.program.asks.town import TODAY, Town
from tests.web.served import text_of
from vouch.program.colleagues.models import User
from vouch.program.erasure import kept_about
from vouch.program.history.models import Change
from vouch.program.people.models import Contact
from vouch.program.touch.models import InCommon, Spark

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page(who: User, whom: Contact) -> str:
    return text_of(as_(who).get(f"/customers/people/{whom.pk}/"))


def spark(town: Town, *, leads: bool) -> None:
    Spark.objects.create(
        contact=town.ana, colleague=town.omar, rank=0, leads=leads, looks_after=True, n=3, yes=3, computed_on=TODAY,
        words="3 yes of 3.", shares=["Looks after Acme."],
    )  # fmt: skip


def test_the_panel_says_who_with_reasons_to_those_who_may_see_it(town: Town) -> None:
    spark(town, leads=True)
    seen = page(town.omar, town.ana)
    assert "Omar should speak to them" in seen
    assert "3 yes of 3." in seen
    assert "Looks after Acme." in seen
    assert "should speak to them" not in page(town.sol, town.ana)


def test_where_too_little_is_known_it_says_so(town: Town) -> None:
    spark(town, leads=False)
    told = page(town.mara, town.ana)
    assert "Not enough is known of who should speak to them; Omar looks after them" in told


def test_a_note_is_kept_shown_told_to_the_person_and_taken_back(town: Town) -> None:
    where = f"/customers/people/{town.ana.pk}/shared/"
    assert as_(town.omar).post(where, {"words": "We both row on Sundays."}).status_code == 302
    assert "Omar shares something with them" in page(town.mara, town.ana)
    assert "We both row on Sundays." in page(town.mara, town.ana)
    told = kept_about(by=None, contacts=[town.ana.pk], emails=[])
    assert [one["words"] for one in told.asking["what_colleagues_share_with_them"]] == ["We both row on Sundays."]
    as_(town.omar).post(where, {"words": " "})
    assert not InCommon.objects.exists()
    changes = Change.objects.filter(action__contains="in_common").order_by("pk")
    assert [one.action for one in changes] == ["say_in_common", "take_in_common_back"]
