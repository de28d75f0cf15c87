"""Which colleague is somebody in Slack? Who typed a code once; or, with a bot token, who has the same e-mail there."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from vouch.domain.errors import NotFound, Refusal
from vouch.program.access import slack

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

_log = logging.getLogger("vouch.web")


def colleague(team: str, who: str) -> User:
    """The colleague. Raises Refusal that says how to become one."""
    found = slack.colleague_of(team=team, slack=who)
    if found is None and settings.VOUCH_SLACK_BOT_TOKEN:
        found = _by_email(team, who)
    if found is None:
        page = settings.VOUCH_URL + reverse("tools")
        raise Refusal(
            "nobody_in_slack", f"I do not know which colleague you are. Make a code at {page} and type it here: "
            "/vouch link CODE",
        )  # fmt: skip
    return found


def _by_email(team: str, who: str) -> User | None:
    try:
        answer = WebClient(token=settings.VOUCH_SLACK_BOT_TOKEN, timeout=2).users_info(user=who)
    except (SlackClientError, OSError) as error:
        _log.warning("Slack did not say who somebody is: %s", type(error).__name__)
        return None
    user = answer.get("user") or {}
    email = (user.get("profile") or {}).get("email") or ""
    # guests and bots of the workspace are no colleagues, whatever address they have
    if (
        not email
        or user.get("is_bot")
        or user.get("is_restricted")
        or user.get("deleted")
        or user.get("team_id") != team
    ):
        return None
    try:
        return slack.link_by_email(team=team, slack=who, email=email)
    except NotFound:
        return None
