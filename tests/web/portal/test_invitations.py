"""An invitation: opened by its link or from the portal, answered in four ways, by nobody but its reader."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests.program.asks.town import Town
from tests.web.portal.cast import invited, stop_secret, visiting
from tests.web.served import text_of
from vouch.program.asks import links
from vouch.program.asks.models import Ask, Link, Step
from vouch.program.consent.actions import set_permission
from vouch.program.consent.models import Consent
from vouch.program.consent.queries import consents_of
from vouch.program.history.models import Change
from vouch.web.portal import door

pytestmark = pytest.mark.django_db


def state(ask: Ask) -> str:
    return str(Ask.objects.get(pk=ask.pk).state)


def test_it_says_why_you_both_wins_what_it_takes_and_what_your_company_said() -> None:
    town = Town()
    set_permission(by=town.omar, account=town.ana.account, activity="reference_call", allowed="yes",
                   said_by_contact=town.bo, said_on=door.today())  # fmt: skip
    ask, secret = invited(town, town.ana, why="You brought twelve sites live.", subject="A call with Core")
    for page in (Client().get(f"/for-you/i/{secret}/"), visiting(town.ana).get(f"/for-you/invitations/{ask.pk}/")):
        told = text_of(page)
        for words in ("Why you", "twelve sites live", "What is in it for you", "Sixty peers", "What is in it for Acme",
                      "named first", "About 30 minutes", "One person or a few", "Acme allows it; Bo Berg said so",
                      "You can answer until", "A call with Core"):  # fmt: skip
            assert words in told, words
        for answer in ("accepted", "something_smaller", "not_now", "declined"):
            assert f'name="answer" value="{answer}"' in told


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_whoever_only_opens_the_links_of_a_mail_changes_nothing(method: str) -> None:
    town = Town()
    ask, secret = invited(town, town.ana)
    before = (Step.objects.count(), Consent.objects.count(), Change.objects.count(), state(ask))
    for page in (f"/for-you/i/{secret}/", f"/for-you/stop/{stop_secret(town.ana)}/"):
        for _ in range(3):
            getattr(Client(), method)(page)
    assert (Step.objects.count(), Consent.objects.count(), Change.objects.count(), state(ask)) == before


@pytest.mark.parametrize(("pressed", "becomes"), [("accepted", "accepted"), ("declined", "declined")])
@pytest.mark.parametrize("where", ["link", "portal"])
def test_yes_and_no_are_one_press_each(pressed: str, becomes: str, where: str) -> None:
    town = Town()
    ask, secret = invited(town, town.ana)
    client, page = {
        "link": (Client(), f"/for-you/i/{secret}/"),
        "portal": (visiting(town.ana), f"/for-you/invitations/{ask.pk}/"),
    }[where]
    assert client.post(page, {"answer": pressed, "words": "So be it"}).url == page
    last = Step.objects.filter(ask=ask).latest("id")
    assert (state(ask), last.door, last.by, last.words) == (becomes, where, None, "So be it")
    assert client.get(page).status_code == 200


def test_not_now_asks_until_when_before_it_is_kept() -> None:
    town = Town()
    ask, secret = invited(town, town.ana)
    page = f"/for-you/i/{secret}/"
    asked = Client().post(page, {"answer": "not_now", "words": "Busy & well"})
    assert (state(ask), "When may we ask again?" in text_of(asked), "Busy &amp; well" in text_of(asked)) == (
        "invited",
        True,
        True,
    )
    wrong = Client().post(page, {"answer": "not_now", "step": "when", "later": "day", "day": "tomorrow"})
    assert (wrong.status_code, state(ask), "Name the day" in text_of(wrong)) == (422, "invited", True)
    past = Client().post(page, {"answer": "not_now", "step": "when", "later": "day", "day": "2020-01-01"})
    assert (past.status_code, state(ask)) == (422, "invited")
    Client().post(page, {"answer": "not_now", "step": "when", "later": "91", "words": "Busy"})
    row = Ask.objects.get(pk=ask.pk)
    assert (row.state, row.not_before, row.answer_words) == ("not_now", door.today() + dt.timedelta(91), "Busy")


def test_something_smaller_offers_what_may_be_asked_and_takes_their_own_words() -> None:
    town = Town()
    ask, secret = invited(town, town.ana)
    page = f"/for-you/i/{secret}/"
    asked = text_of(Client().post(page, {"answer": "something_smaller"}))
    assert "What would suit you better?" in asked
    assert 'name="rather" value="private_quote"' in asked or 'name="rather" value="fun_fact"' in asked
    assert "case_study" not in asked
    assert "public_review" not in asked, "an open invitation is offered to nobody in particular"
    first = asked.partition('name="rather" value="')[2].partition('"')[0]
    Client().post(page, {"answer": "something_smaller", "step": "what", "rather": first, "words": "In spring"})
    row = Ask.objects.get(pk=ask.pk)
    assert row.state == "smaller"
    assert row.answer_words.startswith("Rather ")
    assert row.answer_words.endswith("In spring")


def test_a_yes_asks_for_each_consent_it_needs_and_a_no_to_one_is_kept_too() -> None:
    town = Town()
    _, secret = invited(town, town.ana, activity="named_quote")
    page = f"/for-you/i/{secret}/"
    assert "May we use your words?" not in text_of(Client().get(page)), "nothing is asked before the yes"
    Client().post(page, {"answer": "accepted"})
    told = text_of(Client().get(page))
    assert "May we use your words?" in told
    assert "May we put your name to it?" in told
    assert "picture" not in told, "what this act does not need is not asked"
    Client().post(page, {"consent": "quote", "given": "yes"})
    Client().post(page, {"consent": "name", "given": "no"})
    assert Client().post(page, {"consent": "image", "given": "yes"}).status_code == 422
    words = consents_of(town.ana.pk)
    assert (words["quote"].given, words["name"].given, words["image"].given) == (True, False, None)
    assert "You said no." in text_of(Client().get(page))


def test_they_can_change_their_mind_until_it_is_done() -> None:
    town = Town()
    ask, _ = invited(town, town.ana)
    ana, page = visiting(town.ana), f"/for-you/invitations/{ask.pk}/"
    ana.post(page, {"answer": "accepted"})
    assert "Changed your mind?" in text_of(ana.get(page))
    ana.post(page, {"answer": "declined"})
    assert state(ask) == "declined"
    again = ana.post(page, {"answer": "accepted"})
    assert (again.status_code, "answered this already" in text_of(again)) == (200, True)


def test_a_colleague_sees_what_the_customer_sees_and_cannot_answer() -> None:
    town = Town()
    ask, secret = invited(town, town.ana)
    client = Client()
    client.force_login(town.mara)
    page = f"/for-you/i/{secret}/"
    told = text_of(client.get(page))
    assert "This is what Ana Silva sees" in told
    assert 'name="answer"' not in told
    assert client.post(page, {"answer": "accepted"}).status_code == 409
    assert client.post(f"/for-you/stop/{stop_secret(town.ana)}/").status_code == 409
    assert (state(ask), Consent.objects.count()) == ("invited", 0)


def test_who_came_in_as_themselves_can_answer_although_a_colleague_is_signed_in_too() -> None:
    town = Town()
    ask, secret = invited(town, town.ana)
    client = visiting(town.ana)
    client.force_login(town.mara)
    client.post(f"/for-you/i/{secret}/", {"answer": "declined"})
    assert state(ask) == "declined"
    other, other_secret = invited(town, town.dee)
    assert client.post(f"/for-you/i/{other_secret}/", {"answer": "declined"}).status_code == 409
    assert state(other) == "invited"


def test_a_forwarded_link_opens_this_invitation_and_nothing_else() -> None:
    town = Town()
    _, secret = invited(town, town.ana)
    holder = Client()
    told = text_of(holder.get(f"/for-you/i/{secret}/"))
    for theirs in ("My limits", "Everything we hold", "Leave", town.ana.email):
        assert theirs not in told
    for page in ("/for-you/", "/for-you/limits/", "/for-you/about-me/"):
        assert holder.get(page).status_code == 302


def test_a_link_is_over_when_it_is_made_up_old_of_another_kind_or_its_ask_is_gone() -> None:
    town = Town()
    ask, secret = invited(town, town.ana)
    for wrong in (secret[:-1], secret + "x", stop_secret(town.ana), "%F0%9F%98%80"):
        answer = Client().get(f"/for-you/i/{wrong}/")
        assert (answer.status_code, "not one of ours" in text_of(answer)) == (410, True)
    assert Client().post(f"/for-you/stop/{secret}/").status_code == 410
    Link.objects.filter(digest=links.digest(secret)).update(expires_at=timezone.now())
    assert "could be used until" in text_of(Client().get(f"/for-you/i/{secret}/"))
    Ask.objects.filter(pk=ask.pk).update(state="withdrawn", slot=None)
    assert visiting(town.ana).post(f"/for-you/invitations/{ask.pk}/", {"answer": "accepted"}).status_code == 409


def test_one_press_in_a_mail_program_stops_them_all_once_and_for_good() -> None:
    town = Town()
    ask, _ = invited(town, town.ana)
    page = f"/for-you/stop/{stop_secret(town.ana)}/"
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = strict.post(page, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert (answer.status_code, "You get no more invitations" in text_of(answer)) == (200, True)
    assert (state(ask), consents_of(town.ana.pk)["invitations"].given, Consent.objects.count()) == (
        "declined",
        False,
        1,
    )


def test_html_in_every_field_stays_text_and_right_to_left_names_stand() -> None:
    town = Town()
    evil = "<script>alert(1)</script> & \u202e"
    ask, secret = invited(town, town.ana, subject=f"S {evil}", why=evil, words=evil)
    ana = visiting(town.ana)
    ana.post(f"/for-you/invitations/{ask.pk}/", {"answer": "declined", "words": evil})
    for page in (f"/for-you/invitations/{ask.pk}/", "/for-you/came-of-it/", "/for-you/"):
        assert "<script>alert" not in text_of(ana.get(page))
    assert "<script>alert" not in text_of(Client().get(f"/for-you/i/{secret}/"))
