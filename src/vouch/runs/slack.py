"""What is posted to Slack: to its own addresses, and to no other that a request may name."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

_log = logging.getLogger("vouch.work")


def is_slack(address: str) -> bool:
    """Whether this is where Slack takes answers.

    >>> is_slack("https://hooks.slack.com/actions/T1/2/x")
    True
    >>> [is_slack(one) for one in ("http://hooks.slack.com/x", "https://hooks.slack.com.evil.example/x", "")]
    [False, False, False]
    >>> [is_slack(one) for one in ("https://hooks.slack.com@evil.example/", "https://hooks.slack.com:99/x")]
    [False, False]
    """
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and parts.netloc == "hooks.slack.com" and len(address) <= 500
    except ValueError:
        return False


def post(address: str, message: Mapping[str, Any]) -> bool:
    """Post a message; False where Slack did not take it now. Never to an address that is not Slack's."""
    if not is_slack(address):
        return True
    try:
        answer = WebhookClient(address, timeout=5).send_dict(dict(message))
    except (SlackClientError, OSError) as error:
        _log.warning("Slack did not take an answer: %s", type(error).__name__)
        return False
    # 4xx: the address holds for half an hour and five answers, and does not come back
    return answer.status_code < 500
