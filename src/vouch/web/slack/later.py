"""What the worker still does for Slack: look for who fits, and post what comes of a press."""

from __future__ import annotations

import json
from typing import Any

from vouch.domain.errors import Refusal
from vouch.program.access import slack
from vouch.program.references.queries.listing import handed_in
from vouch.runs.slack import post
from vouch.web.shared.day import today
from vouch.web.shared.references.found import found
from vouch.web.shared.shell import policy
from vouch.web.slack import said, words
from vouch.web.slack.door import DOOR


def step() -> str:
    """Do the next thing; in a sentence what, empty where there is nothing. Begun again where it was not posted."""
    call = slack.next_call()
    if call is None:
        return ""
    slack.begin(call)
    told = call.later
    message = json.loads(told["about"]) if told["what"] == "say" else _found(told["about"])
    if post(call.answer_to, message) or call.tries + 1 >= slack.TRIES:
        slack.over(call)
    return "An answer to Slack."


def _found(key: str) -> dict[str, Any]:
    """Who fits the request that was just handed in, as its seller may read them."""
    row = handed_in(key)
    head = f"Asked: {row.buyer}. The desk sees it."
    try:
        answer = found(row, by=row.seller, door=DOOR, policy=policy(), today=today())
    except Refusal as refusal:
        return words.instead(f"{head} {refusal.sentence}")
    message = said.found(answer, row, by=row.seller)
    message["text"] = words.clean(head)
    message["blocks"] = [words.section(words.clean(head)).to_dict(), *message["blocks"]]
    return message | {"replace_original": True}
