"""Only Slack is answered, only for five minutes, and only once; whoever is not is told nothing."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import Clock, SignatureVerifier

from tests.program.asks.town import Town
from tests.web.slack.slacks import (
    EXAMPLE,
    EXAMPLE_AT,
    EXAMPLE_SIGNATURE,
    SECRET,
    TEAM,
    USER,
    command,
    send,
    signature,
)
from vouch.program.access import slack
from vouch.program.access.models import SlackCall
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.web.slack import who

pytestmark = pytest.mark.django_db
LOGGED = "logged I asked Ana of Acme for a quote"


@pytest.fixture
def town(settings: Any) -> Town:
    settings.VOUCH_SLACK_SIGNING_SECRET = SECRET
    return Town()


def link(user: User) -> None:
    slack.link_by_code(team=TEAM, slack=USER, code=slack.make_code(by=user))


class Then(Clock):
    def now(self) -> float:
        return float(EXAMPLE_AT)


def test_slacks_own_example_is_signed_as_its_page_says() -> None:
    assert signature(EXAMPLE, EXAMPLE_AT) == EXAMPLE_SIGNATURE
    assert SignatureVerifier(SECRET, Then()).is_valid(EXAMPLE, EXAMPLE_AT, EXAMPLE_SIGNATURE)


@pytest.mark.parametrize(
    ("at", "sign"),
    [
        (EXAMPLE_AT, EXAMPLE_SIGNATURE),
        ("", "v0=" + "0" * 64),
        ("", "nonsense"),
        ("", "v0=" + "é" * 64),
        ("soon", EXAMPLE_SIGNATURE),
        ("+400", ""),
        ("-400", ""),
    ],
)
def test_forged_or_old_is_401_and_nothing_else(town: Town, at: str, sign: str) -> None:
    if at[:1] in "+-" and at:
        at = str(int(time.time()) + int(at))
    answer = send("/slack/command/", EXAMPLE, at=at, sign=sign)
    assert (answer.status_code, answer.content) == (401, b"")
    assert not SlackCall.objects.exists()


def test_one_letter_more_breaks_the_signature(town: Town) -> None:
    at = str(int(time.time()))
    assert send("/slack/command/", EXAMPLE + "x", at=at, sign=signature(EXAMPLE, at)).status_code == 401


def test_where_no_secret_is_set_there_is_nothing(settings: Any) -> None:
    settings.VOUCH_SLACK_SIGNING_SECRET = ""
    assert send("/slack/command/", EXAMPLE).status_code == 404


def test_the_same_request_again_does_nothing_and_is_answered_as_before(town: Town) -> None:
    link(town.mara)
    body = urlencode({"team_id": TEAM, "user_id": USER, "command": "/vouch", "text": LOGGED})
    at = str(int(time.time()))
    first, second = (send("/slack/command/", body, at=at) for _ in range(2))
    assert first.json() == second.json()
    assert "Written down" in first.json()["text"]
    assert Ask.objects.count() == 1


def test_who_is_nobody_here_is_told_how_to_become_somebody_and_no_more(town: Town) -> None:
    answer = command("mine").json()
    assert (answer["response_type"], "/vouch link CODE" in answer["text"]) == ("ephemeral", True)
    assert "Ana" not in answer["text"]


def test_a_code_works_once_and_a_wrong_one_says_so(town: Town) -> None:
    code = slack.make_code(by=town.sol)
    assert "You are Sol here" in command(f"link {code}").json()["text"]
    assert "This code is none" in command(f"link {code}", trigger_id="2").json()["text"]
    assert "Nothing of yours" in command("mine").json()["text"]
    town.sol.is_active = False
    town.sol.save()
    assert "which colleague you are" in command("mine", trigger_id="3").json()["text"]


def test_with_a_bot_token_the_address_in_slack_says_who_it_is(
    town: Town, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VOUCH_SLACK_BOT_TOKEN = "xoxb-1"
    told: dict[str, Any] = {"team_id": TEAM, "profile": {"email": "SOL@example.com"}}

    class Web:
        def __init__(self, **_: Any) -> None: ...

        def users_info(self, *, user: str) -> dict[str, Any]:
            return {"ok": True, "user": told}

    monkeypatch.setattr(who, "WebClient", Web)
    told["is_restricted"] = True
    assert "which colleague" in command("mine").json()["text"], "a guest of the workspace is no colleague"
    told["is_restricted"] = False
    assert "Nothing of yours" in command("mine", trigger_id="2").json()["text"]
    assert slack.colleague_of(team=TEAM, slack=USER) == town.sol
