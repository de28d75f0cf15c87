"""Owners and links of a chain are told in Slack what awaits them, and whom of theirs a seller asks: by the worker.

Only with a bot token. Mails go out all the same, and what is told here is read from what stands at that moment. A
message can come twice where the worker is killed between posting and noting it; nobody is told never.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from vouch.domain.errors import NotFound
from vouch.program.access import notices as told
from vouch.program.access import slack
from vouch.program.references.queries.notices import Notice, notices
from vouch.web.slack import said

if TYPE_CHECKING:
    from vouch.program.access.models import SlackNotice
    from vouch.program.colleagues.models import User

EVERY = 5.0
"""Seconds between looks at what is to be told."""
_AGAIN = frozenset({"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable",
                    "request_timeout", "team_added_to_org"})  # fmt: skip
"""What Slack says where the same is worth trying again later."""
_REST = 30
_log = logging.getLogger("vouch.work")


@dataclass
class Telling:
    """The worker's part. Nothing is remembered but when to look again."""

    _looked: float = float("-inf")

    def step(self) -> str:
        """Tell the next thing; in a sentence what was done, empty where nothing was."""
        if not settings.VOUCH_SLACK_BOT_TOKEN or time.monotonic() - self._looked < EVERY:
            return ""
        found = notices(now=timezone.now())
        over = told.settled([one.key for one in found])
        first = next((one for one in found if one.key not in over), None)
        if first is None:
            self._looked = time.monotonic()
            return ""
        return "A colleague was told in Slack what awaits them." if tell(first) else "Slack did not take a message."


def tell(notice: Notice) -> bool:
    """Tell this colleague; False where Slack did not take it now, or knows nobody of their address."""
    row = told.begin(notice.key, notice.user)
    client = WebClient(token=settings.VOUCH_SLACK_BOT_TOKEN, timeout=5)
    try:
        whom = told.address_of(notice.user) or _looked_up(client, notice.user)
        if not whom:
            told.over(row, failed="nobody_there")
            return False
        message = said.notice(notice)
        client.chat_postMessage(channel=whom, unfurl_links=False, unfurl_media=False, **message)
    except SlackApiError as error:
        _refused(row, error)
        return False
    except (SlackClientError, OSError) as error:
        _log.warning("Slack did not take a message: %s", type(error).__name__)
        if row.tries >= told.TRIES:
            told.over(row, failed="unreachable")
        return False
    told.over(row)
    return True


def _refused(row: SlackNotice, error: SlackApiError) -> None:
    answer: Any = error.response
    code = str(answer.get("error") or "unknown")
    _log.warning("Slack did not take a message: %s", code)
    if code in _AGAIN and row.tries < told.TRIES:
        wait = str((getattr(answer, "headers", None) or {}).get("Retry-After", ""))
        if wait.isdigit():
            told.rest(row, max(int(wait), 1))
        return
    told.over(row, failed=code)


def _looked_up(client: WebClient, user: User) -> str:
    """Who has this colleague's address in the workspace, linked from now on; empty for nobody, and for guests."""
    if not told.may_be_looked_up(user):
        return ""
    try:
        found = client.users_lookupByEmail(email=user.email).get("user") or {}
    except SlackApiError as error:
        answer: Any = error.response
        if answer.get("error") in ("users_not_found", "missing_scope"):
            return ""
        raise
    if not found.get("id") or any(found.get(one) for one in ("is_bot", "deleted", "is_restricted")):
        return ""
    try:
        slack.link_by_email(team=str(found.get("team_id") or ""), slack=str(found["id"]), email=user.email)
    except NotFound:
        return ""
    return str(found["id"])
