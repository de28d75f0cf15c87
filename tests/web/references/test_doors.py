"""The page, the API and Slack give the same answer; a CRM’s link opens the form and changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.program.asks.town import POLICY
from tests.program.references.desk import Desk, request
from tests.web.api.calling import Program
from tests.web.served import text_of
from tests.web.slack.slacks import SECRET, TEAM, USER, press, words_of
from vouch.domain.policy.desk import Mode, Names
from vouch.program.access import slack
from vouch.program.colleagues.models import User
from vouch.program.history.models import Change
from vouch.program.people.models import Account
from vouch.program.references import actions
from vouch.program.references.models import Look, Request
from vouch.runs.desk import pool
from vouch.web.shared import shell
from vouch.web.slack import later
from vouch.web.slack import press as pressing

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    settings.VOUCH_SLACK_SIGNING_SECRET = SECRET
    monkeypatch.setattr(pressing, "wake", lambda: None)
    pool._STANDING.clear()
    found = Desk()
    Account.objects.filter(name="Bolt").update(industry="Fintech", employees=480, country="Germany")
    Account.objects.filter(name="Acme").update(industry="Food")
    actions.set_mode(by=found.mara, activity="reference_call", mode=Mode.SELF_CLEARED, policy=POLICY)
    yield found
    pool._STANDING.clear()


def browser(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


@pytest.mark.parametrize("names", ["shown", "after_clearance"])
def test_page_api_and_slack_show_the_same_people_in_the_same_order_for_the_same_reasons(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, names: str
) -> None:
    changed = POLICY.model_copy(update={"desk": POLICY.desk.model_copy(update={"names": Names(names)})})
    monkeypatch.setattr(shell, "_kept", lambda *_: changed)
    posted: list[dict[str, Any]] = []
    monkeypatch.setattr(later, "post", lambda _to, message: bool(posted.append(message)) or True)
    slack.link_by_code(team=TEAM, slack=USER, code=slack.make_code(by=desk.sol))
    asked = request(desk, like={"industry": "Fintech"})
    api = Program(desk.sol).get(f"requests/{asked.pk}/matches").json()["matches"]
    page = text_of(browser(desk.sol).get(f"/references/{asked.pk}/matches/"))
    Request.objects.filter(pk=asked.pk).update(state="draft")
    press({"action_id": "hand_in", "value": asked.pk})
    later.step()
    (message,) = posted
    in_slack = words_of(message)
    picks = [one["pick"] for one in api]
    assert len(picks) == 4
    assert [one["masked"] for one in api] == [names != "shown"] * 4
    assert list(dict.fromkeys(re.findall(r"/choose/([0-9a-f]{24})/", page))) == picks
    assert list(dict.fromkeys(re.findall(r"/choose/([0-9a-f]{24})/", in_slack))) == picks
    for one in api:
        for told in (one["name"], *one["reasons"]):
            assert told in page
            assert told in in_slack
    if names != "shown":
        for name in ("Ana Silva", "Dee Diaz", "Acme", "Bolt"):
            assert name not in in_slack
            assert name not in page
    assert Look.objects.filter(kind="list").count() == 1, "one list, whichever door opened it again"


def test_a_link_of_the_crm_opens_the_form_for_its_deal_and_changes_nothing(desk: Desk) -> None:
    before = (Request.objects.count(), Change.objects.count())
    client = browser(desk.sol)
    answer = client.get("/references/from-crm/", {"system": "salesforce", "deal": "0061", "words": "Twelve sites"})
    assert answer.status_code == 302
    body = text_of(client.get(answer["Location"]))
    assert re.search(r'value="salesforce:0061"[^>]*(selected|checked)', body)
    assert "Twelve sites" in body
    assert (Request.objects.count(), Change.objects.count()) == before


def test_a_signed_link_is_refused_where_it_was_changed(desk: Desk) -> None:
    url = Program(desk.sol).get("deals/link", deal="0061").json()["url"]
    parts = urlsplit(url)
    client = browser(desk.sol)
    assert client.get(f"{parts.path}?{parts.query}").status_code == 302
    changed = parts.query.replace("0061", "0062")
    assert "was changed on its way" in text_of(client.get(f"{parts.path}?{changed}"))
    assert client.get(f"{parts.path}?{parts.query.replace('until=2', 'until=3')}").status_code == 400


def test_a_deal_that_is_not_here_yet_is_said_and_the_form_opens(desk: Desk) -> None:
    answer = browser(desk.sol).get("/references/from-crm/", {"deal": "0069", "buyer": "Oslo"}, follow=True)
    body = text_of(answer)
    assert "has not come with an import yet" in body
    assert "Oslo" in body


def test_whoever_is_not_signed_in_signs_in_first(desk: Desk) -> None:
    answer = Client().get("/references/from-crm/", {"deal": "0061"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=")
