"""The links of real mails, at their real pages: scanners open them and nothing happens; one press acts."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, Town, clear, propose, send
from tests.web.served import text_of
from vouch.program.asks.actions.telling import tell_daily
from vouch.program.asks.models import Ask, Clearance, Link, Step
from vouch.program.consent.models import Consent
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message
from vouch.web.shared.addresses import address
from vouch.web.workspace.asks.day import today

pytestmark = pytest.mark.django_db

SCANNERS = ["", "Mozilla/5.0 (Windows NT 10.0) SafeLinks", "BarracudaCentral", "curl/8.5.0", "GoogleImageProxy"]


def mailed(to: str, what: str) -> str:
    """The path of a link in the mail to this address."""
    mail = Message.objects.get(to=to)
    found = re.search(rf"https?://[^/\s]+(/\S*{what}\S*)", mail.text)
    assert found is not None, mail.text
    return found[1]


def town_with_mails() -> tuple[Town, Ask]:
    """Omar is asked about Bo; Ana is invited."""
    town, day = Town(), today()
    send(town, clear(town, propose(town, today=day), today=day), today=day, address=address)
    asked = propose(town, town.bo, today=day)
    tell_daily(policy=POLICY, today=day, address=address)
    return town, asked


def everything() -> list[object]:
    """All that a link could change."""
    return [
        list(model.objects.order_by("pk").values()) for model in (Ask, Clearance, Step, Consent, Change, Link, Message)
    ]


@pytest.mark.parametrize("agent", SCANNERS)
def test_a_scanner_that_opens_every_link_changes_nothing(agent: str) -> None:
    town_with_mails()
    pages = [
        mailed("omar@example.com", "clearances/"),
        mailed("ana@example.org", "/i/"),
        mailed("ana@example.org", "/stop/"),
    ]
    before = everything()
    for page in pages:
        for _ in range(3):
            client = Client(headers={"user-agent": agent})
            assert client.get(page).status_code == 200
            assert client.head(page).status_code in {200, 405}
            client.options(page)
    assert everything() == before


def test_the_owner_answers_by_one_press_from_the_mail_without_signing_in() -> None:
    town, asked = town_with_mails()
    page = mailed("omar@example.com", "clearances/")
    assert "Bo Berg" in text_of(Client().get(page))
    Client().post(page, {"answer": "yes"})
    asked.refresh_from_db()
    assert asked.state == "cleared"
    step = asked.steps.last()
    assert step is not None
    assert (step.by, step.door) == (town.omar, "link")
    Client().post(page, {"answer": "no"})
    asked.refresh_from_db()
    assert asked.state == "not_cleared", "the same owner may change their own word until it is sent"


def test_a_mail_programs_own_button_stops_invitations_with_no_cookie_and_no_page() -> None:
    town_with_mails()
    head = Message.objects.get(to="ana@example.org").headers["List-Unsubscribe"].strip("<>")
    page = re.sub(r"^https?://[^/]+", "", head)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(page, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert strict.post(page, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Consent.objects.filter(contact__email="ana@example.org", purpose="invitations", given=False).count() == 1


@pytest.mark.parametrize("what", ["clearances/", "/i/", "/stop/"])
def test_a_link_that_lost_a_letter_is_said_gently(what: str) -> None:
    town_with_mails()
    page = mailed("omar@example.com" if what == "clearances/" else "ana@example.org", what)
    answer = Client().get(page.rstrip("/")[:-1] + "/")
    assert answer.status_code in {404, 410}
    assert "lost a piece on the way" in text_of(answer)
