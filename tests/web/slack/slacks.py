"""What Slack sends, as its documentation shows it, signed as it signs: form-encoded commands, interaction payloads."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

from django.test import Client

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
HOOK = "https://hooks.slack.com/commands/T1DC2JH3J/397700885554/96rGlfmibIGlgcZRskXaIFfN"
TEAM, USER = "T1DC2JH3J", "U2CERLKJA"
EXAMPLE = (
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
    "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
    "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121"
    ".803a0bc887a14d10d2c447fce8b6703c"
)
"""The request of Slack's page on verifying requests, of 1531420618."""
EXAMPLE_AT, EXAMPLE_SIGNATURE = "1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


def signature(body: str, at: str, secret: str = SECRET) -> str:
    """As Slack makes it."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()


def send(path: str, body: str, *, at: str = "", sign: str = "") -> Any:
    """Post this body, signed now."""
    at = at or str(int(time.time()))
    headers = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": sign or signature(body, at)}
    client = Client(raise_request_exception=False)
    return client.post(path, body, content_type="application/x-www-form-urlencoded", headers=headers)


def command(text: str, *, user: str = USER, **more: str) -> Any:
    """`/vouch text`."""
    told = {
        "token": "xyzz0WbapA4vBCDEFasx0q6G", "team_id": TEAM, "team_domain": "testteamnow", "channel_id": "G8PSS9T3V",
        "channel_name": "foobar", "user_id": user, "user_name": "roadrunner", "command": "/vouch", "text": text,
        "response_url": HOOK, "trigger_id": "398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
    }  # fmt: skip
    return send("/slack/command/", urlencode(told | more))


def press(action: dict[str, Any], *, user: str = USER, to: str = HOOK) -> Any:
    """A button of a message."""
    payload = {
        "type": "block_actions", "team": {"id": TEAM, "domain": "testteamnow"},
        "user": {"id": user, "username": "roadrunner", "team_id": TEAM}, "api_app_id": "A02", "token": "Shh_its_a_seekrit",
        "container": {"type": "message", "message_ts": "1548261231.000200"}, "trigger_id": "12466734323.1395872398",
        "channel": {"id": "CBR2V3XEX", "name": "review-updates"}, "response_url": to,
        "actions": [{"type": "button", "block_id": "=qXel", "action_ts": "1548426417.840180", **action}],
    }  # fmt: skip
    return send("/slack/press/", urlencode({"payload": json.dumps(payload)}))


def submit(view: dict[str, Any], values: dict[str, str], *, user: str = USER) -> Any:
    """A window that was filled in and sent."""
    state = {"values": {name: {name: {"type": "plain_text_input", "value": text}} for name, text in values.items()}}
    payload = {
        "type": "view_submission", "team": {"id": TEAM, "domain": "testteamnow"}, "user": {"id": user, "team_id": TEAM},
        "api_app_id": "A02", "trigger_id": "12466734323.1395872399",
        "view": {"id": "V1", "type": "modal", "hash": "156772938.1827394", "state": state, **view},
    }  # fmt: skip
    return send("/slack/press/", urlencode({"payload": json.dumps(payload)}))


def buttons(message: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The buttons of a message by what they do."""
    rows = [one for one in message["blocks"] if one["type"] == "actions"]
    return {one["action_id"]: one for row in rows for one in row["elements"]}


def words_of(message: dict[str, Any]) -> str:
    """All that is read."""
    return json.dumps(message, ensure_ascii=False)
