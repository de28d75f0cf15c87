"""The page, the API and Slack give the same answer; a CRM’s link opens the form and changes nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db.models import Q
from django.test import Client

from tests.program.asks.town import POLICY
from tests.program.references.calls import booked, offered, willing
from tests.program.references.desk import Desk, deal, request
from tests.web.api.calling import Program
from tests.web.served import text_of
from tests.web.slack.slacks import SECRET, TEAM, USER, press, words_of
from vouch.domain.policy.desk import Mode, Names
from vouch.program.access import slack
from vouch.program.colleagues.models import User
from vouch.program.history.models import Change
from vouch.program.people.models import Account
from vouch.program.references import actions
from vouch.program.references.models import Look, Match, Request
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


STEPS: dict[str, tuple[dict[str, str], str, dict[str, Any]]] = {
    "place": ({"place": "Hall 4"}, "place", {"place": "Hall 4"}),
    "call_off": ({"words": "A strike."}, "call-off", {"words": "A strike."}),
    "missed": ({"who": "seller"}, "missed", {"who": "seller"}),
    "feedback": (
        {"grade": "positive", "minutes": "20", "again": "yes"}, "feedback",
        {"grade": "positive", "minutes": 20, "again": True},
    ),
    "their_feedback": (
        {"grade": "neutral", "minutes": "45", "again": "no", "words": "Long."}, "feedback",
        {"side": "customer", "grade": "neutral", "minutes": 45, "again": False, "words": "Long."},
    ),
    "buyers_link": ({}, "buyers-link", {}),
    "thank": ({"words": "Well said."}, "thanks", {"words": "Well said."}),
    "outcome": ({"words": "They chose us."}, "outcome", {"words": "They chose us."}),
}  # fmt: skip
"""A step as the page's form and as the API's operation."""


BEGUN, NOT_BEGUN = "That time has begun already", "It has not begun yet"
CASES = [
    ("place", "before", "", {"place": "Hall 4"}),
    ("call_off", "before", "", {"starts_at": None}),
    ("call_off", "after", BEGUN, {"missed": ""}),
    ("missed", "before", "Until then, call it off", {"missed": ""}),
    ("missed", "after", "", {"missed": "seller"}),
    ("buyers_link", "offered", "", {"links": 1}),
    ("buyers_link", "before", "named no times", {"links": 0}),
    ("feedback", "before", NOT_BEGUN, {"said": []}),
    ("feedback", "after", "", {"said": [("seller", "positive", 20, True, "")], "ask__state": "done"}),
    ("feedback", "said", "You have said how it was", {"said": [("seller", "neutral", None, None, "")]}),
    ("their_feedback", "before", NOT_BEGUN, {"said": []}),
    ("their_feedback", "after", "", {"said": [("customer", "neutral", 45, False, "Long.")], "ask__state": "done"}),
    (
        "their_feedback", "said", "",
        {"said": [("customer", "neutral", 45, False, "Long."), ("seller", "neutral", None, None, "")]},
    ),
    ("thank", "after", "This ask is “accepted” already", {"ask__thanks": ""}),
    ("thank", "said", "", {"ask__thanks": "Well said."}),
    ("outcome", "after", "There is nothing to tell yet", {"told": False}),
    ("outcome", "said", "", {"told": True}),
]  # fmt: skip
"""A step, at what time it is taken, what it is refused with (empty: it is done), and what is so afterwards."""


def stands(row: Match) -> dict[str, Any]:
    """What is known of somebody on their way."""
    found = (
        Match.objects.annotate(told=Q(told_outcome_at__isnull=False))
        .values("place", "starts_at", "missed", "sequence", "told", "ask__state", "ask__thanks")
        .get(pk=row.pk)
    )
    said = row.feedback.order_by("side").values_list("side", "grade", "minutes", "again", "words")
    return {**found, "said": list(said), "links": row.buyer_links.count()}


@pytest.mark.parametrize(("page", "when", "sentence", "then"), CASES)
def test_what_is_done_with_somebody_is_the_same_by_page_and_by_program(
    desk: Desk, page: str, when: str, sentence: str, then: dict[str, Any]
) -> None:
    """Two people at the same step, before and after the hour, and after one side said how it was and the deal is won:
    what the page does the program does, and what it refuses the program refuses in the same words."""
    form, operation, told = STEPS[page]
    browse, program = browser(desk.mara), Program(desk.mara)
    times = [dt.datetime.now(dt.UTC) + dt.timedelta(days=day) for day in (3, 4, 5)]
    left, right = (offered(willing(desk, request(desk), whom), times) for whom in (desk.ana, desk.dee))
    if when != "offered":
        left, right = booked(desk, left), booked(desk, right)
    if when in ("after", "said"):
        Match.objects.update(starts_at=dt.datetime.now(dt.UTC) - dt.timedelta(hours=1))
    if when == "said":
        for row in (left, right):
            assert program.post(f"matches/{row.pk}/feedback", grade="neutral").status_code == 200
        deal(outcome="won")
    before = stands(left)
    by_page = browse.post(f"/references/{left.request_id}/match/{left.pk}/{page}/", form)
    by_program = program.post(f"matches/{right.pk}/{operation}", **told)
    one, other = stands(left), stands(right)
    assert one == other
    assert {name: one[name] for name in then} == then
    if sentence:
        assert (by_page.status_code, by_program.status_code) == (422, 409)
        detail = by_program.json()["detail"]
        assert sentence in detail
        assert _timeless(detail.replace("Dee Diaz", "Ana Silva")) in _timeless(unescape(text_of(by_page)))
        assert one == before, "what is refused changes nothing"
    else:
        assert (by_page.status_code, by_program.status_code) in ((302, 200), (302, 201), (200, 200)), by_program.content
        assert one != before


def _timeless(words: str) -> str:
    """The words without the minute: the two doors may be asked on either side of a full one."""
    return re.sub(r"at \d\d:\d\d UTC", "at that minute", words)
