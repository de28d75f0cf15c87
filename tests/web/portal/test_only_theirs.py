"""A member sees only what is theirs: other people's ids and keys, other companies' rules, and what is ours alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.program.asks.town import Town, propose
from tests.web.factory import Placed
from tests.web.portal.cast import invited, visiting
from tests.web.served import text_of
from vouch.domain.policy import load
from vouch.program.asks import actions
from vouch.program.asks.models import Ask
from vouch.program.consent.actions import set_limits, set_permission
from vouch.program.consent.models import Consent, Permission
from vouch.program.consent.queries import limits_of, permissions_of
from vouch.program.members.actions import answer_questions, join, leave
from vouch.program.members.models import Visit
from vouch.program.members.terms import TERMS
from vouch.program.people.models import Contact
from vouch.web.portal import door

pytestmark = pytest.mark.django_db


def test_an_invitation_of_somebody_else_is_not_there_whether_at_the_same_company_or_another() -> None:
    town = Town()
    ask, _ = invited(town, town.ana, subject="Between us")
    for other in (town.bo, town.dee):
        for answer in (
            visiting(other).get(f"/for-you/invitations/{ask.pk}/"),
            visiting(other).post(f"/for-you/invitations/{ask.pk}/", {"answer": "accepted"}),
        ):
            assert answer.status_code == 404
            assert "Between us" not in text_of(answer)
        for page in ("/for-you/", "/for-you/came-of-it/"):
            assert "Between us" not in text_of(visiting(other).get(page))
    assert Ask.objects.get(pk=ask.pk).state == "invited"


def test_what_was_proposed_and_has_not_left_is_ours_alone() -> None:
    town = Town()
    ask = propose(town, today=door.today(), subject="Not yet")
    ana = visiting(town.ana)
    assert ana.get(f"/for-you/invitations/{ask.pk}/").status_code == 404
    assert ana.post(f"/for-you/invitations/{ask.pk}/", {"answer": "accepted"}).status_code == 404
    for page in ("/for-you/", "/for-you/came-of-it/"):
        assert "Not yet" not in text_of(ana.get(page))
    assert Ask.objects.get(pk=ask.pk).state == "proposed"


def test_gives_of_others_and_our_own_notes_on_them_are_not_shown() -> None:
    town = Town()
    plain = {"by": town.mara, "account": town.ana.account, "kind": "access"}
    for whom, gives in ((town.ana, "An hour with Mira"), (town.bo, "Tickets for Bo"), (None, "A map for all of Acme")):
        give = actions.plan_give(**plain, contact=whom, do="Soften them up first", gives=gives)
        actions.do_give(by=town.mara, give=give, done_on=door.today())
    told = text_of(visiting(town.ana).get("/for-you/came-of-it/"))
    assert ("An hour with Mira" in told, "A map for all of Acme" in told) == (True, True)
    assert ("Tickets for Bo" in told, "Soften them up" in told) == (False, False)


def test_a_form_that_names_somebody_else_changes_oneself_only() -> None:
    town = Town()
    set_limits(contact=town.bo, exposure=1)
    ana = visiting(town.ana)
    theirs = {"contact": town.bo.pk, "contact_id": town.bo.pk, "id": town.bo.pk, "account": town.dee.account_id}
    ana.post("/for-you/limits/", {"exposure": "5", "every_days": "", "name_use": "", **theirs})
    ana.post("/for-you/may-use/", {"purpose": "quote", "given": "yes", **theirs})
    assert (limits_of(town.ana.pk).exposure, limits_of(town.bo.pk).exposure) == (5, 1)
    assert {row.contact_id for row in Consent.objects.all()} == {town.ana.pk}


def test_only_who_spoke_for_the_company_changes_its_rules_and_only_its_own() -> None:
    town = Town()
    acme, bolt = town.ana.account, town.dee.account
    plain = {"by": town.mara, "allowed": "yes", "said_on": door.today()}
    set_permission(**plain, account=acme, activity="reference_call", said_by_contact=town.bo)
    of_bolt = set_permission(**plain, account=bolt, activity="logo", said_by_contact=town.dee)
    word = {"activity": "logo", "allowed": "never", "until": "", "at_most": "", "per_days": "", "territory": ""}
    ana, bo = visiting(town.ana), visiting(town.bo)
    refused = ana.post("/for-you/company/", word)
    assert (refused.status_code, "Bo Berg can." in text_of(refused)) == (403, True)
    assert ana.post(f"/for-you/company/{permissions_of(acme.pk)[0].pk}/end/").status_code == 403
    assert "Say something new" not in text_of(ana.get("/for-you/company/"))
    assert "Say something new" in text_of(bo.get("/for-you/company/"))
    assert bo.post("/for-you/company/", {**word, "account": bolt.pk}).status_code == 302
    assert bo.post(f"/for-you/company/{of_bolt.pk}/end/").status_code == 404
    said = Permission.objects.get(account=acme, activity="logo", ended_at=None)
    assert (said.allowed, said.said_by_contact_id, said.by) == ("never", town.bo.pk, None)
    assert Permission.objects.get(pk=of_bolt.pk).ended_at is None
    assert bo.post(f"/for-you/company/{said.pk}/end/").status_code == 302
    assert Permission.objects.get(pk=said.pk).ended_at is not None


def test_no_title_and_no_import_makes_somebody_speak_for_their_company() -> None:
    town = Town()
    told = text_of(visiting(town.ana).get("/for-you/company/"))
    assert "has not told us what it allows" in told
    assert visiting(town.ana).post("/for-you/company/", {"activity": "", "allowed": "yes"}).status_code == 403


def test_a_cookie_that_was_changed_or_whose_visit_ended_opens_nothing() -> None:
    town = Town()
    client = visiting(town.ana)
    right = client.cookies["vouch_visit"].value
    assert client.get("/for-you/limits/").status_code == 200
    for wrong in (right[:-1], right.swapcase(), "", Visit.objects.get().digest, "\u00e4" * 43):
        client.cookies["vouch_visit"] = wrong
        assert client.get("/for-you/limits/").status_code == 302, wrong
    client.cookies["vouch_visit"] = right
    assert client.post("/for-you/go/everywhere/").status_code == 302
    client.cookies["vouch_visit"] = right
    assert client.post("/for-you/limits/pause/", {"for": "91"}).url.startswith("/for-you/come-in/")
    assert limits_of(town.ana.pk).paused_until is None


def test_the_preview_takes_a_colleague_and_has_nothing_to_press() -> None:
    town = Town()
    invited(town, town.ana)
    page = f"/for-you/preview/{town.ana.pk}/"
    assert visiting(town.ana).get(page).url.startswith("/sign-in/")
    client = Client()
    client.force_login(town.sol)
    told = text_of(client.get(page))
    assert "This is what Ana Silva sees" in told
    assert "What is in it for you" in told
    assert "<form" not in told.partition("<main")[2]
    assert client.post(page).status_code == 405
    assert client.get("/for-you/preview/nobody/").status_code == 404
    assert not Visit.objects.filter(contact=town.dee).exists()


def test_a_home_takes_as_many_statements_however_much_was_asked_and_done() -> None:
    town = Town()
    ana = visiting(town.ana)

    def statements(page: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert ana.get(page).status_code == 200
        return len(caught)

    def done(number: int) -> None:
        for _ in range(number):
            ask = propose(town, today=door.today(), activity="feedback")
            Ask.objects.filter(pk=ask.pk).update(
                state="done", slot=None, invited_at=timezone.now() - dt.timedelta(days=400),
                done_at=timezone.now() - dt.timedelta(days=399), led_to="Joy"
            )  # fmt: skip

    done(1)
    before = [statements("/for-you/"), statements("/for-you/came-of-it/")]
    done(6)
    assert [statements("/for-you/"), statements("/for-you/came-of-it/")] == before
    assert max(before) <= 16


def test_a_persons_page_says_whether_they_joined_and_what_they_said(
    placed: Placed, sign_in: Callable[..., Client]
) -> None:
    ana = Contact.objects.get(pk=placed.person("Ana Lind"))
    page = f"/customers/people/{ana.pk}/"
    client = sign_in()
    assert "Has not joined." in text_of(client.get(page))
    join(contact=ana, terms=TERMS)
    answer_questions(contact=ana, policy=load(), thanks="private")
    told = text_of(client.get(page))
    assert "How they like to be thanked: “A letter to me that says what it meant”." in told
    assert f"/for-you/preview/{ana.pk}/" in told
    leave(contact=ana)
    told = text_of(client.get(page))
    assert "Joined once, and left on" in told
    assert "A letter to me that says what it meant" not in told
