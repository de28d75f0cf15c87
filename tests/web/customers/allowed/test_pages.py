"""What a customer allows, and what may be asked of a person: written down, changed, lifted, each by whoever may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.web.factory import Placed
from tests.web.served import text_of
from vouch.program.colleagues.permissions import Position
from vouch.program.consent import actions
from vouch.program.consent import queries as consent
from vouch.program.findings.models import Circumstance
from vouch.program.people.queries import account, contact

SignIn = Callable[..., Client]
LAW = {"kind": "legal", "reason": "A claim", "from_on": "2026-01-01"}
NOW = {"kind": "by_hand", "reason": "Their CIO is <b>leaving</b>", "from_on": "2026-01-01"}


def _told(client: Client, address: str, **form: Any) -> str:
    answer = client.post(address, form) if form else client.get(address)
    if answer.status_code == 302:
        answer = client.get(answer["Location"])
    assert answer.status_code == 200, (answer.status_code, text_of(answer)[:400])
    return " ".join(text_of(answer).split())


def test_what_nobody_asked_is_not_known_yet_and_can_be_written_down(placed: Placed, sign_in: SignIn) -> None:
    client, acme = sign_in(), placed.account("Acme")
    page = _told(client, f"/customers/{acme}/allowed/")
    assert "Nobody knows yet what Acme allows" in page
    assert "Not known yet" in page
    page = _told(
        client,
        f"/customers/{acme}/allowed/say/",
        activity="case_study",
        allowed="never",
        said_by_contact=placed.person("Ana Lind"),
        said_on="2026-05-04",
        note="Not <before> the merger",
    )
    assert "Acme never allows a written case study" in page
    assert "Not &lt;before&gt; the merger" in page
    assert "4 May 2026, written down by Ines Caldeira" in page


def test_a_change_begins_with_what_holds_and_leaves_it_to_be_read(placed: Placed, sign_in: SignIn) -> None:
    client, acme = sign_in(), placed.account("Acme")
    say = f"/customers/{acme}/allowed/say/"
    _told(
        client, say, activity="logo", allowed="yes", said_by="Legal", said_on="2026-05-04",
        until="2099-06-30", at_most="2", per_days="365", uses="web site, deck", territory="Denmark",
    )  # fmt: skip
    page = _told(client, say + "?activity=logo")
    assert 'value="deck, web site"' in page
    assert 'value="2099-06-30"' in page
    page = _told(client, say, activity="logo", allowed="ask_first", said_by="Legal", said_on="2026-06-04")
    assert "Acme wants to be asked before the company’s logo" in page.replace("&#39;", "’").replace("'", "’")
    assert "2 times in 365 days, for deck and web site, in Denmark, until 30 Jun 2099" in page
    row = consent.permissions_of(acme)[0]
    page = _told(client, f"/customers/{acme}/allowed/{row.pk}/end/", x="")
    assert "Nobody knows yet what Acme allows" in page
    assert "What they said before" in page


def test_a_word_whose_last_day_has_passed_is_shown_as_not_known_any_more(placed: Placed, sign_in: SignIn) -> None:
    client, acme = sign_in(), placed.account("Acme")
    row = actions.set_permission(
        by=None, account=account(acme), activity="logo", allowed="yes",
        said_by_contact=contact(placed.person("Ana Lind")), said_on=dt.date(2026, 1, 1), until=dt.date(2099, 1, 1),
    )  # fmt: skip
    type(row).objects.filter(pk=row.pk).update(until=dt.date(2026, 2, 1))
    page = _told(client, f"/customers/{acme}/allowed/")
    assert "Nobody knows yet what Acme allows" in page
    assert "over since 1 Feb 2026: not known any more" in page
    assert "in their portal" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"said_by": ""}, "Say who at the customer said so."),
        ({"at_most": "2"}, "Say how many times, and in how many days"),
        ({"said_on": "2999-01-01"}, "lies in the future"),
        ({"until": "2001-01-01"}, "lies in the past"),
        ({"allowed": "perhaps"}, "Select a valid choice"),
        ({"activity": "dance"}, "Select a valid choice"),
    ],
)
def test_a_mistake_is_told_beside_its_field(placed: Placed, sign_in: SignIn, wrong: dict[str, str], says: str) -> None:
    form = {"activity": "logo", "allowed": "yes", "said_by": "Legal", "said_on": "2026-05-04"} | wrong
    answer = sign_in().post(f"/customers/{placed.account('Acme')}/allowed/say/", form)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert not consent.permissions_of(placed.account("Acme"))


def test_a_hold_stops_every_ask_and_says_who_lifts_it(placed: Placed, sign_in: SignIn) -> None:
    client, acme, ana = sign_in(), placed.account("Acme"), placed.person("Ana Lind")
    assert "Nothing holds Acme back now" in _told(client, f"/customers/{acme}/allowed/")
    page = _told(client, f"/customers/{acme}/hold/", **NOW)
    assert "One thing holds Acme back now" in page
    assert "Their CIO is &lt;b&gt;leaving&lt;/b&gt;" in page
    page = _told(client, f"/customers/people/{ana}/asking/")
    assert "Ana Lind may be asked for 2 things of" in page, "open invitations have no hold but that of the law"
    _told(client, f"/customers/people/{ana}/hold/", **LAW)
    assert "Ana Lind may not be asked for anything now." in _told(client, f"/customers/people/{ana}/asking/")
    for hold in consent.holds_of(acme, ana):
        _told(client, f"/holds/{hold.pk}/lift/", x="")
    assert "may not be asked" not in _told(client, f"/customers/people/{ana}/asking/").partition("</h1>")[0]
    assert "Holds that are over" in _told(client, f"/customers/{acme}/allowed/")


def test_before_a_renewal_the_rule_holds_until_the_team_says_go_on(placed: Placed, sign_in: SignIn) -> None:
    client, acme = sign_in(), placed.account("Acme")
    soon = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=20)
    Circumstance.objects.create(account_id=acme, kind="renewal", until=soon)
    page = _told(client, f"/customers/{acme}/allowed/")
    assert "The contract of Acme ends on" in page
    page = _told(client, f"/customers/{acme}/go-on/", until=f"{soon:%Y-%m-%d}", reason="They signed already")
    assert "Ines Caldeira said go on although a contract ends soon" in page
    assert "Nothing holds Acme back now" in page
    page = _told(client, f"/customers/{acme}/go-on/end/", x="")
    assert "One thing holds Acme back now" in page


def test_what_a_person_took_back_themselves_has_no_button_for_others(placed: Placed, sign_in: SignIn) -> None:
    client, ana = sign_in(), placed.person("Ana Lind")
    page = _told(client, f"/customers/people/{ana}/consent/quote/", given="yes", evidence="A mail of 3 May")
    assert "heard by Ines Caldeira: A mail of 3 May" in page
    actions.say_consent(contact=contact(ana), purpose="quote", given=False, door="link")
    page = _told(client, f"/customers/people/{ana}/asking/")
    assert "Only they can give it back." in page
    assert f"/customers/people/{ana}/consent/quote/" not in page
    answer = client.post(f"/customers/people/{ana}/consent/quote/", {"given": "yes", "evidence": "A call"})
    assert answer.status_code == 422
    assert "Only they can give it again" in text_of(answer)


def test_own_limits_are_shown_with_who_set_them_and_never_loosened(placed: Placed, sign_in: SignIn) -> None:
    client, ana = sign_in(), placed.person("Ana Lind")
    actions.set_limits(contact=contact(ana), exposure=2, refused=["webinar"])
    page = _told(client, f"/customers/people/{ana}/asking/")
    assert "No further than exposure 2" in page
    assert "set by themselves" in page
    form = {"exposure": "3", "refused": ["webinar"], "every_days": "", "paused_until": "", "name_use": ""}
    answer = client.post(f"/customers/people/{ana}/limits/", form)
    assert answer.status_code == 422
    assert "Only they can loosen it" in text_of(answer)
    page = _told(client, f"/customers/people/{ana}/limits/", **(form | {"exposure": "1", "every_days": "90"}))
    assert "At most one invitation in 90 days" in page
    assert "as a colleague heard" in page


def test_a_person_page_answers_in_a_sentence(placed: Placed, sign_in: SignIn) -> None:
    client = sign_in()
    assert "What may be asked, what may not" in _told(client, f"/customers/people/{placed.person('Ana Lind')}/")
    page = _told(client, f"/customers/people/{placed.person('Eve Quiet')}/")
    assert "Eve Quiet may not be asked for anything now" in page


_EACH = [
    ("allowed/say/", {"activity": "logo", "allowed": "yes", "said_by": "Legal", "said_on": "2026-05-04"}),
    ("hold/", NOW),
    ("go-on/", {"until": "2099-01-01", "reason": "Signed"}),
]


@pytest.mark.parametrize(("path", "form"), _EACH)
def test_an_owner_acts_on_their_own_accounts_and_sellers_and_viewers_on_none(
    placed: Placed, sign_in: SignIn, path: str, form: dict[str, str]
) -> None:
    mine, other = placed.account("Acme"), placed.account("Bolt")
    client = sign_in(Position.ACCOUNT_OWNER, owner=account(mine).owner_id)
    assert client.post(f"/customers/{mine}/{path}", form).status_code == 302
    assert client.post(f"/customers/{other}/{path}", form).status_code == 403
    for role in (Position.SELLER, Position.VIEWER):
        client = sign_in(role, owner=account(mine).owner_id)
        assert client.post(f"/customers/{mine}/{path}", form).status_code == 403
        page = _told(client, f"/customers/{mine}/allowed/")
        assert "/allowed/say/" not in page
        assert "/hold/" not in page


def test_only_who_may_sees_and_lifts_a_legal_hold(placed: Placed, sign_in: SignIn) -> None:
    acme = placed.account("Acme")
    _told(sign_in(), f"/customers/{acme}/hold/", **LAW)
    (hold,) = consent.holds_of(acme)
    client = sign_in(Position.ACCOUNT_OWNER, owner=account(acme).owner_id)
    page = _told(client, f"/customers/{acme}/allowed/")
    assert "An administrator or a programme manager can lift it." in page
    assert client.post(f"/holds/{hold.pk}/lift/", {"x": ""}).status_code == 403
    assert client.post(f"/customers/{acme}/hold/", LAW).status_code == 422


def test_a_word_of_another_account_is_not_ended_through_this_one(placed: Placed, sign_in: SignIn) -> None:
    client, acme, bolt = sign_in(), placed.account("Acme"), placed.account("Bolt")
    _told(
        client,
        f"/customers/{acme}/allowed/say/",
        activity="everything",
        allowed="yes",
        said_by="Legal",
        said_on="2026-05-04",
    )
    row = consent.permissions_of(acme)[0]
    assert client.post(f"/customers/{bolt}/allowed/{row.pk}/end/", {"x": ""}).status_code == 404
    assert consent.permissions_of(acme)


def test_earlier_words_and_changes_of_limits_can_be_read(placed: Placed, sign_in: SignIn) -> None:
    client, ana = sign_in(), placed.person("Ana Lind")
    _told(client, f"/customers/people/{ana}/consent/name/", given="yes", evidence="A form")
    _told(client, f"/customers/people/{ana}/consent/name/", given="no")
    actions.set_limits(contact=contact(ana), exposure=2, every_days=30)
    page = _told(client, f"/customers/people/{ana}/asking/")
    assert "What they said before" in page
    assert "heard by Ines Caldeira: A form" in page
    assert "every days and exposure<span" in page.replace("</li>", "")


def test_an_open_invitation_is_not_composed_for_one_person(placed: Placed, sign_in: SignIn) -> None:
    page = _told(sign_in(), f"/customers/people/{placed.person('Ana Lind')}/asking/")
    assert "activity=reference_call" in page
    assert "activity=public_review" not in page
