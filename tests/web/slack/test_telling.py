"""Owners and links of a chain are told in Slack what awaits them: once, to them alone, and only where a token is set."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from tests.program.asks.town import POLICY, clear, colleague
from tests.program.references.desk import Desk, choose, go_on, request
from tests.web.slack.api import NO_CHANNEL, NOBODY, SPENGLER, TOO_MANY, Asked, slack_api
from tests.web.slack.slacks import SECRET, TEAM, buttons, press, words_of
from vouch.domain.policy.desk import Mode
from vouch.program.access import slack
from vouch.program.access.models import SlackNotice, SlackUser
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import Match
from vouch.program.references.states import MatchState
from vouch.web.slack import press as pressing
from vouch.web.slack import telling
from vouch.web.slack.telling import Telling

pytestmark = pytest.mark.django_db
OMAR = "U0OMAR"


@pytest.fixture
def api(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    settings.VOUCH_SLACK_BOT_TOKEN, settings.VOUCH_SLACK_SIGNING_SECRET = "xoxb-1", SECRET
    monkeypatch.setattr(pressing, "wake", lambda: None)
    with slack_api() as (asked, client):
        monkeypatch.setattr(telling, "WebClient", client)
        yield asked


@pytest.fixture
def desk() -> Desk:
    return Desk()


def link(who: User, user: str = OMAR) -> None:
    slack.link_by_code(team=TEAM, slack=user, code=slack.make_code(by=who))


def tell() -> list[str]:
    """The worker's looks until nothing is left to do."""
    telling_, said = Telling(), []
    while words := telling_.step():
        said.append(words)
    return said


def later(seconds: int = 0, **more: Any) -> None:
    """So much time passes for what waits to be tried again."""
    SlackNotice.objects.update(not_before=timezone.now() - dt.timedelta(seconds=1), **more)


def test_an_owner_is_asked_in_slack_once_and_answers_with_a_button(desk: Desk, api: Asked) -> None:
    link(desk.omar)
    match = choose(desk, request(desk))
    assert tell() == ["A colleague was told in Slack what awaits them."]
    (message,) = api.of("chat.postMessage")
    assert message["channel"] == OMAR
    assert message["text"] == "May we ask Ana Silva of Acme?"
    blocks = message["blocks"] if isinstance(message["blocks"], list) else json.loads(message["blocks"])
    told = {"blocks": blocks}
    assert {"clear_yes", "clear_no", "clear_not_now", "look"} == buttons(told).keys()
    assert "Norden" in words_of(told)
    assert buttons(told)["look"]["url"].endswith(f"/clearances/{match.ask_id}/")
    assert tell() == []
    assert press(buttons(told)["clear_yes"], user=OMAR).status_code == 200
    assert state_of(now(match.pk)) is MatchState.INVITED
    assert len(api.calls) == 1


def test_whoever_answered_meanwhile_is_told_nothing(desk: Desk, api: Asked) -> None:
    link(desk.omar)
    clear(desk, choose(desk, request(desk)).ask)
    assert tell() == []
    assert api.calls == []


def test_a_link_of_the_chain_is_asked_and_told_because_of_what(desk: Desk, api: Asked) -> None:
    lou = colleague("lou", Position.VIEWER)
    link(lou, "U0LOU")
    assert desk.ana.account is not None
    actions.set_mode(by=desk.mara, activity="reference_call", mode=Mode.MANAGER_CLEARED, policy=POLICY)
    actions.set_chain(by=desk.mara, account=desk.ana.account, colleagues=[lou], why=["contracts"])
    match = choose(desk, request(desk))
    clear(desk, match.ask)
    go_on()
    tell()
    (message,) = [one for one in api.of("chat.postMessage") if one["channel"] == "U0LOU"]
    assert message["text"] == "Do you agree that we ask Ana Silva of Acme?"
    assert "contracts" in words_of(message)


def test_where_sellers_choose_the_owner_is_told_and_decides_nothing(desk: Desk, api: Asked) -> None:
    link(desk.omar)
    actions.set_mode(by=desk.mara, activity="reference_call", mode=Mode.SELF_TOLD, policy=POLICY)
    choose(desk, request(desk), by=desk.sol)
    tell()
    (message,) = api.of("chat.postMessage")
    assert message["text"].startswith("For your information: Ana Silva of Acme is asked")
    assert "Sol asks" in words_of(message)
    assert "clear_yes" not in words_of(message)


def test_whoever_never_linked_is_found_by_their_address_unless_they_took_the_link_back(desk: Desk, api: Asked) -> None:
    api.answers["users.lookupByEmail"] = SPENGLER | {"user": SPENGLER["user"] | {"profile": {"email": desk.omar.email}}}
    choose(desk, request(desk))
    tell()
    assert api.of("users.lookupByEmail") == [{"email": desk.omar.email}]
    assert api.of("chat.postMessage")[0]["channel"] == "W012A3CDE"
    linked = SlackUser.objects.get(user=desk.omar)
    assert (linked.slack, linked.team, linked.how) == ("W012A3CDE", "T012AB3C4", "email")
    slack.unlink(by=desk.omar, pk=linked.pk)
    choose(desk, request(desk), desk.cy)
    tell()
    assert len(api.of("chat.postMessage")) == 1, "they said that they are nobody in Slack"
    assert len(api.of("users.lookupByEmail")) == 1


@pytest.mark.parametrize(
    "answer", [NOBODY, SPENGLER | {"user": SPENGLER["user"] | {"is_restricted": True}},
               SPENGLER | {"user": SPENGLER["user"] | {"deleted": True}}],
)  # fmt: skip
def test_guests_and_those_who_are_not_there_are_told_nothing_and_the_mail_is_all_there_is(
    desk: Desk, api: Asked, answer: dict[str, Any]
) -> None:
    api.answers["users.lookupByEmail"] = answer
    choose(desk, request(desk))
    tell()
    assert api.of("chat.postMessage") == []
    assert SlackNotice.objects.get().failed == "nobody_there"
    later()
    assert tell() == []


def test_slack_asks_for_rest_and_is_asked_again_after_it(desk: Desk, api: Asked) -> None:
    link(desk.omar)
    api.answers["chat.postMessage"] = (429, {"Retry-After": "30"}, TOO_MANY)
    choose(desk, request(desk))
    tell()
    row = SlackNotice.objects.get()
    assert 25 < (row.not_before - timezone.now()).total_seconds() <= 30
    assert row.done_at is None
    assert tell() == []
    api.answers.pop("chat.postMessage")
    api.answers["chat.postMessage"] = {"ok": True, "channel": OMAR, "ts": "1.2"}
    later()
    tell()
    assert SlackNotice.objects.get().done_at is not None
    assert SlackNotice.objects.get().failed == ""


def test_what_slack_refuses_for_good_is_left_and_what_it_cannot_is_tried_five_times(desk: Desk, api: Asked) -> None:
    link(desk.omar)
    api.answers["chat.postMessage"] = NO_CHANNEL
    choose(desk, request(desk))
    tell()
    assert SlackNotice.objects.get().failed == "channel_not_found"
    api.answers["chat.postMessage"] = {"ok": False, "error": "internal_error"}
    choose(desk, request(desk), desk.cy)
    for _ in range(9):
        tell()
        SlackNotice.objects.filter(done_at=None).update(not_before=timezone.now())
    assert SlackNotice.objects.get(failed="internal_error").tries == 5
    assert Match.objects.count() == 2, "nothing else hangs on it"


def test_without_a_token_nothing_changes(desk: Desk, api: Asked, settings: Any) -> None:
    settings.VOUCH_SLACK_BOT_TOKEN = ""
    link(desk.omar)
    choose(desk, request(desk))
    assert tell() == []
    assert api.calls == []
    assert not SlackNotice.objects.exists()


def test_whoever_connects_slack_today_is_not_told_of_last_month(desk: Desk, api: Asked) -> None:
    link(desk.omar)
    match = choose(desk, request(desk))
    match.ask.clearances.update(asked_at=timezone.now() - dt.timedelta(days=30))
    assert tell() == []
