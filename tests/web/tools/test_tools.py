"""One's own keys and Slack: a key is shown once, by the answer that makes it, and taken back by a press."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.web.served import text_of
from vouch.program.access import slack
from vouch.program.access.models import ApiKey
from vouch.program.colleagues.permissions import Position

pytestmark = pytest.mark.django_db
PAGE = "/settings/profile/tools/"


def test_a_key_is_shown_once_answers_and_is_taken_back(sign_in: Callable[..., Client]) -> None:
    client = sign_in(Position.SELLER)
    assert "No keys of yours answer to programs." in text_of(client.get(PAGE))
    made = client.post(f"{PAGE}key/", {"name": "CRM", "days": "90", "read_only": "on"})
    (secret,) = re.findall(r'value="(vouch_[\w-]+)"', text_of(made))
    assert "no-store" in made["Cache-Control"]
    body = text_of(client.get(PAGE))
    assert secret not in body
    assert "reads only" in body
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    assert program.get("/api/v1/me").json()["role"] == "seller"
    client.post(f"{PAGE}key/{ApiKey.objects.get().pk}/revoke/")
    assert program.get("/api/v1/me").status_code == 401


def test_a_key_without_a_name_is_said_beside_its_field(sign_in: Callable[..., Client]) -> None:
    answer = sign_in().post(f"{PAGE}key/", {"name": "", "days": "90"})
    assert answer.status_code == 422
    assert not ApiKey.objects.exists()


def test_a_code_makes_somebody_in_slack_this_colleague(sign_in: Callable[..., Client], settings: Any) -> None:
    settings.VOUCH_SLACK_SIGNING_SECRET = "secret"
    client = sign_in(Position.SELLER)
    (code,) = re.findall(r"/vouch link ([\w-]+)", text_of(client.post(f"{PAGE}slack/")))
    who = slack.link_by_code(team="T1", slack="U1", code=code.lower())
    assert slack.colleague_of(team="T1", slack="U1") == who
    assert "Slack knows you" in text_of(client.get(PAGE))
    client.post(f"{PAGE}slack/{slack.links_of(who)[0].pk}/unlink/")
    assert slack.colleague_of(team="T1", slack="U1") is None
