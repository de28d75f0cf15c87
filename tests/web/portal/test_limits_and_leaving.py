"""Limits that hold, a pause, no more, everything we hold about them, and leaving."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, Town
from tests.web.portal.cast import invited, visiting
from tests.web.served import text_of
from vouch.domain.asking import obstacles
from vouch.domain.policy import load
from vouch.program.asks.models import Ask
from vouch.program.asks.queries import situations
from vouch.program.consent.actions import say_consent, set_limits
from vouch.program.consent.queries import consents_of, limits_of
from vouch.program.history.models import Change
from vouch.program.members.actions import answer_questions, join
from vouch.program.members.models import Member
from vouch.program.members.terms import TERMS
from vouch.web.portal import door

pytestmark = pytest.mark.django_db
FORM: dict[str, Any] = {"exposure": "", "every_days": "", "name_use": "", "topics": "", "languages": ""}


def why_not(town: Town, activity: str = "reference_call") -> set[str]:
    where = situations([town.ana.pk], policy=POLICY, today=door.today())[town.ana.pk]
    return {one.code for one in obstacles(where, activity, POLICY)}


@pytest.mark.parametrize(
    ("chosen", "activity", "code"),
    [
        ({"exposure": "0"}, "reference_call", "too_public"),
        ({"refused": ["reference_call"]}, "reference_call", "refused_kind"),
    ],
)
def test_a_limit_set_here_stops_what_goes_beyond_it(chosen: dict[str, Any], activity: str, code: str) -> None:
    town = Town()
    assert code not in why_not(town, activity)
    assert visiting(town.ana).post("/for-you/limits/", {**FORM, **chosen}).url == "/for-you/"
    assert code in why_not(town, activity)


def test_what_the_page_shows_is_what_was_set_and_keeping_it_changes_nothing() -> None:
    town = Town()
    ana = visiting(town.ana)
    chosen = {**FORM, "exposure": "3", "every_days": "91", "name_use": "ask", "channels": ["email", "phone"],
              "formats": ["written"], "topics": "docks, night slots", "languages": "Danish", "refused": ["logo"]}  # fmt: skip
    ana.post("/for-you/limits/", chosen)
    row = limits_of(town.ana.pk)
    assert (row.exposure, row.every_days, row.name_use, row.topics) == (3, 91, "ask", ["docks", "night slots"])
    page = text_of(ana.get("/for-you/limits/"))
    for checked in ('value="91" checked', 'value="3" checked', 'value="ask" checked', 'value="email" checked',
                    'value="logo" checked', "docks, night slots"):  # fmt: skip
        assert checked in page, checked
    home = text_of(ana.get("/for-you/"))
    assert ("At most once a quarter" in home, "In private yes, in public ask me each time" in home) == (True, True)


def test_a_pace_that_a_colleague_wrote_down_stays_when_the_rest_is_kept() -> None:
    town = Town()
    set_limits(contact=town.ana, by=town.omar, every_days=45)
    ana = visiting(town.ana)
    assert "At most once in 45 days" in text_of(ana.get("/for-you/limits/"))
    ana.post("/for-you/limits/", {**FORM, "every_days": "45"})
    assert limits_of(town.ana.pk).every_days == 45


@pytest.mark.parametrize(
    "wrong", [{"exposure": "6"}, {"name_use": "maybe"}, {"every_days": "-1"}, {"topics": "x" * 90}]
)
def test_what_the_page_does_not_offer_is_refused_whole(wrong: dict[str, str]) -> None:
    town = Town()
    answer = visiting(town.ana).post("/for-you/limits/", {**FORM, "languages": "Danish", **wrong})
    assert (answer.status_code, limits_of(town.ana.pk).languages) == (422, [])


def test_a_pause_begins_now_shows_its_end_and_can_be_ended() -> None:
    town = Town()
    ana = visiting(town.ana)
    ana.post("/for-you/limits/pause/", {"for": "91"})
    assert limits_of(town.ana.pk).paused_until == door.today() + dt.timedelta(91)
    assert "paused" in why_not(town)
    assert "We leave you in peace until" in text_of(ana.get("/for-you/"))
    ana.post("/for-you/limits/pause/", {"for": "0"})
    assert limits_of(town.ana.pk).paused_until is None
    for wrong in ("", "soon", "2020-01-01", "2999-01-01"):
        assert ana.post("/for-you/limits/pause/", {"for": "day", "until": wrong}).status_code == 422
    day = door.today() + dt.timedelta(10)
    ana.post("/for-you/limits/pause/", {"for": "day", "until": day.isoformat()})
    assert limits_of(town.ana.pk).paused_until == day


def test_no_more_invitations_holds_until_they_themselves_take_it_back() -> None:
    town = Town()
    ask, _ = invited(town, town.ana)
    ana = visiting(town.ana)
    ana.post("/for-you/limits/none/")
    assert Ask.objects.get(pk=ask.pk).state == "declined"
    assert "invitations_withdrawn" in why_not(town)
    assert "You get no more invitations from us." in text_of(ana.get("/for-you/"))
    ana.post("/for-you/limits/again/")
    assert "invitations_withdrawn" not in why_not(town)


def test_each_consent_is_a_question_of_its_own() -> None:
    town = Town()
    ana = visiting(town.ana)
    assert text_of(ana.get("/for-you/may-use/")).count("You have not been asked yet.") == 3
    ana.post("/for-you/may-use/", {"purpose": "quote", "given": "yes"})
    ana.post("/for-you/may-use/", {"purpose": "image", "given": "no"})
    words = consents_of(town.ana.pk)
    assert (words["quote"].given, words["name"].given, words["image"].given) == (True, None, False)
    for wrong in ({"purpose": "everything", "given": "yes"}, {"purpose": "quote", "given": "maybe"}):
        assert ana.post("/for-you/may-use/", wrong).status_code == 422
    assert "consent_withdrawn" in why_not(town, "video_case_study")


def test_leaving_ends_all_of_it_at_once_and_asks_for_no_reason() -> None:
    town = Town()
    join(contact=town.ana, terms=TERMS)
    answer_questions(contact=town.ana, policy=load(), part="educator")
    say_consent(contact=town.ana, purpose="quote", given=True, door="portal")
    set_limits(contact=town.ana, exposure=2)
    ask, _ = invited(town, town.ana)
    ana, elsewhere = visiting(town.ana), visiting(town.ana)
    ana.post(f"/for-you/invitations/{ask.pk}/", {"answer": "accepted"})
    page = text_of(ana.get("/for-you/leave/"))
    assert ("What goes, at once" in page, "What stays" in page, page.count("<textarea")) == (True, True, 0)
    assert Member.objects.get().left_at is None, "opening the page leaves nothing"
    assert "You have left" in text_of(ana.post("/for-you/leave/", follow=True))
    member, words = Member.objects.get(), consents_of(town.ana.pk)
    assert (member.left_at is not None, member.answers) == (True, {})
    assert (words["quote"].given, words["invitations"].given) == (False, False)
    assert Ask.objects.get(pk=ask.pk).state == "declined"
    assert limits_of(town.ana.pk).exposure == 2, "their limits hold should they come back"
    assert elsewhere.get("/for-you/").status_code == 302


def test_who_never_joined_can_end_it_all_too() -> None:
    town = Town()
    visiting(town.bo).post("/for-you/leave/")
    assert consents_of(town.bo.pk)["invitations"].given is False
    assert not Member.objects.exists()


@pytest.mark.parametrize("kind", ["json", "html"])
def test_everything_we_hold_about_them_is_theirs_to_take(kind: str, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    town = Town()
    ana = visiting(town.ana)
    assert "A page to read" in text_of(ana.get("/for-you/about-me/"))
    answer = ana.get(f"/for-you/about-me/{kind}/")
    assert answer["Content-Disposition"] == f'attachment; filename="about-me.{kind}"'
    assert "no-store" in answer["Cache-Control"]
    told = text_of(answer)
    assert "Ana Silva" in told
    assert "Bo Berg" not in told
    assert "Dee Diaz" not in told
    if kind == "json":
        assert json.loads(told)["person"]["addresses"] == ["ana@example.org"]
    line = Change.objects.filter(action="export_person").latest("id")
    assert (line.object_id, line.door, line.by) == (town.ana.pk, "portal", None)
    assert ana.get("/for-you/about-me/xml/").status_code == 404


def test_files_about_them_are_made_no_more_than_so_often(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    ana = visiting(Town().ana)
    answers = [ana.get("/for-you/about-me/json/").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_nothing_here_is_for_a_stranger() -> None:
    for page in ("limits/", "about-me/json/", "leave/", "company/", "may-use/"):
        assert Client().get(f"/for-you/{page}").status_code == 302
