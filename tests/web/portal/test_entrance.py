"""The customers' door: who is let in, with which cookie, and that it is no colleague's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client, override_settings
from django.urls import reverse

from tests.program.cast import ines
from tests.web.portal.cast import code_in_mail, come_in
from tests.web.served import text_of
from tests.web.test_safety import addresses
from vouch.program.members.actions import join
from vouch.program.members.models import Member, Visit
from vouch.program.members.terms import TERMS
from vouch.program.people.models import Contact
from vouch.web.shared.addresses import address as page_behind

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("placed")]  # mails leave on commit

ANA = "ana@acme.example"
PORTAL = [pattern for pattern in addresses() if str(pattern.name).startswith("portal_")]
GUESTS = [pattern for pattern in PORTAL if pattern.name != "portal_preview"]
"""All but the preview, which is a page of colleagues at this address."""
_ARGUMENTS = {
    "goal": "1",
    "secret": "x",
    "key": "0" * 32,
    "contact": "c" + "0" * 15,
    "purpose": "quote",
    "kind": "json",
    "pk": 1,
}


def address_of(pattern: Any) -> str:
    return reverse(pattern.name, kwargs={name: _ARGUMENTS[name] for name in pattern.pattern.converters})


def test_the_door_has_pages_and_all_of_them_begin_alike() -> None:
    assert len(PORTAL) >= 6
    assert {address_of(pattern).split("/")[1] for pattern in PORTAL} == {"for-you"}


@pytest.mark.parametrize("pattern", GUESTS, ids=lambda pattern: pattern.name)
@pytest.mark.parametrize("who", ["a stranger", "a colleague", "a made-up cookie"])
def test_every_page_of_a_guest_sends_everybody_else_to_the_entrance(pattern: Any, who: str) -> None:
    client = Client()
    if who == "a colleague":
        client.force_login(ines())
    if who == "a made-up cookie":
        client.cookies["vouch_visit"] = "A" * 43
    door = pattern.callback.door
    assert door in {"guests", "anybody"}, pattern.name
    for answer in (client.get(address_of(pattern)), client.post(address_of(pattern))):
        if door == "guests":
            assert answer.status_code == 302
            assert answer.url.startswith("/for-you/come-in/")
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("address", [ANA, "nobody@acme.example", "nobody@nowhere.example"])
def test_the_answer_to_an_address_is_the_same_whoever_it_is(client: Client, address: str) -> None:
    answer = client.post("/for-you/come-in/", {"email": address}, follow=True)
    assert answer.redirect_chain == [("/for-you/come-in/code/?next=%2Ffor-you%2F", 302)]
    assert "If the address you gave is one we write to" in text_of(answer)
    assert address not in text_of(answer)


def test_the_cookie_goes_to_this_door_alone_and_no_script_reads_it() -> None:
    cookie = come_in(ANA).cookies["vouch_visit"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/for-you/", True, "Lax")
    assert cookie["max-age"] == 14 * 86_400
    assert not cookie["secure"], "the tests speak http"
    with override_settings(SESSION_COOKIE_SECURE=True):
        assert come_in(ANA).cookies["vouch_visit"]["secure"]


def test_a_code_is_good_only_in_the_browser_that_asked_for_it() -> None:
    asked, thief = Client(), Client()
    asked.post("/for-you/come-in/", {"email": ANA})
    code = code_in_mail()
    thief.post("/for-you/come-in/", {"email": "mallory@nowhere.example"})
    assert thief.post("/for-you/come-in/code/", {"code": code}).status_code == 422
    assert asked.post("/for-you/come-in/code/", {"code": code}).status_code == 302


def test_a_wrong_code_is_said_beside_the_field_and_the_sixth_is_not_looked_at(client: Client) -> None:
    client.post("/for-you/come-in/", {"email": ANA})
    right = code_in_mail()
    for _ in range(5):
        answer = client.post("/for-you/come-in/code/", {"code": "000000" if right != "000000" else "000001"})
        assert (answer.status_code, "That is not the code" in text_of(answer)) == (422, True)
    answer = client.post("/for-you/come-in/code/", {"code": right})
    assert (answer.status_code, "Ask for a new code" in text_of(answer)) == (410, True)


def test_one_goes_on_to_the_page_one_wanted_but_never_elsewhere(client: Client) -> None:
    assert client.get("/for-you/join/questions/").url == "/for-you/come-in/?next=%2Ffor-you%2Fjoin%2Fquestions%2F"
    for wanted, ends in [
        ("/for-you/why/", "/for-you/why/"),
        ("https://evil.example/for-you/", "/for-you/"),
        ("//evil.example/for-you/", "/for-you/"),
        ("/for-you/../settings/people/", "/for-you/"),
        ("/settings/people/", "/for-you/"),
    ]:
        client = Client()
        client.post("/for-you/come-in/", {"email": ANA})
        answer = client.post("/for-you/come-in/code/", {"code": code_in_mail(), "next": wanted})
        assert answer.url == ends


def test_a_visit_opens_no_page_of_colleagues_and_a_colleague_no_page_of_guests(
    sign_in: Callable[..., Client],
) -> None:
    guest = come_in(ANA)
    for page in ("/settings/profile/", "/settings/people/", "/customers/"):
        assert guest.get(page).url.startswith("/sign-in/")
    assert sign_in().get("/for-you/").url == "/for-you/come-in/"


def test_the_same_browser_can_hold_both_and_each_stays_what_it_is(sign_in: Callable[..., Client]) -> None:
    both = come_in(ANA, sign_in())
    assert "Ana Lind" in text_of(both.get("/for-you/"))
    assert both.get("/settings/profile/").status_code == 200
    both.post("/for-you/go/")
    assert both.get("/for-you/").status_code == 302
    assert both.get("/settings/profile/").status_code == 200


def test_signing_out_ends_the_visit_itself_here_or_everywhere() -> None:
    one, two = come_in(ANA), come_in(ANA)
    kept = one.cookies["vouch_visit"].value
    one.post("/for-you/go/")
    one.cookies["vouch_visit"] = kept
    assert one.get("/for-you/").status_code == 302, "the cookie alone is of no use any more"
    assert two.get("/for-you/").status_code == 200
    come_in(ANA).post("/for-you/go/everywhere/")
    assert two.get("/for-you/").status_code == 302
    assert Visit.objects.filter(ended_at=None).count() == 0


def test_forms_without_their_secret_change_nothing() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/for-you/come-in/", {"email": ANA}).status_code == 403
    strict.cookies = come_in(ANA).cookies
    assert strict.post("/for-you/go/").status_code == 403
    assert strict.get("/for-you/").status_code == 200


def test_joining_is_offered_with_its_terms_asks_two_questions_and_can_be_skipped() -> None:
    ana = come_in(ANA)
    assert "Read what it is, and join if you like" in text_of(ana.get("/for-you/"))
    terms = text_of(ana.get("/for-you/why/"))
    for heading in ("Why it exists", "What you get", "What we get", "What is computed about you", "How to leave"):
        assert heading in terms
    version = terms.partition('name="terms" value="')[2].partition('"')[0]
    assert ana.post("/for-you/join/", {"terms": "another"}).status_code == 409
    assert ana.post("/for-you/join/", {"terms": version}).url == "/for-you/join/questions/"
    assert ana.post("/for-you/join/questions/", {"part": "made-up"}).status_code == 422
    answer = ana.post("/for-you/join/questions/", {"part": "educator", "thanks": ""}, follow=True)
    assert "It is kept" in text_of(answer)
    assert "join if you like" not in text_of(ana.get("/for-you/"))
    assert "You joined on" in text_of(ana.get("/for-you/why/"))


def test_an_address_that_is_none_a_form_that_is_too_old_and_our_own_mistake_keep_this_doors_frame(
    sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = come_in(ANA, sign_in())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    client.raise_request_exception = False
    monkeypatch.setattr("vouch.web.portal.home.views.page", lambda *_: 1 / 0)
    for answer, status in (
        (client.get("/for-you/nothing/"), 404),
        (strict.post("/for-you/leave/"), 403),
        (client.get("/for-you/"), 500),
    ):
        told = text_of(answer)
        assert answer.status_code == status
        assert 'href="/for-you/"' in told
        for ours in ("Colleagues", 'href="/"', "Sign out", "administrator", "ines@example.com"):
            assert ours not in told, (status, ours)


def test_members_of_older_terms_are_told_and_agree_or_not() -> None:
    ana = come_in(ANA)
    who = Contact.objects.get(email=ANA)
    join(contact=who, terms=TERMS)
    Member.objects.update(terms="2020-01")
    assert "The terms have changed." in text_of(ana.get("/for-you/"))
    assert "You joined under version 2020-01" in text_of(ana.get("/for-you/why/"))
    assert ana.post("/for-you/join/", {"terms": TERMS}).url == "/for-you/"
    assert Member.objects.get().terms == TERMS
    assert "The terms have changed." not in text_of(ana.get("/for-you/"))


@pytest.mark.parametrize("kind", ["invitation", "stop"])
def test_the_links_of_mails_lead_to_this_door(kind: str) -> None:
    whole = page_behind(kind, "x" * 32)
    answer = Client().get(whole.removeprefix(django_settings.VOUCH_URL))
    assert whole.startswith(f"{django_settings.VOUCH_URL}/for-you/")
    assert "not one of ours" in text_of(answer)
