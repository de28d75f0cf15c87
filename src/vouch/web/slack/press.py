"""A button was pressed: hand in, clear, agree. What comes of it takes the message's place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from vouch.domain.errors import BadInput, Refusal
from vouch.program.asks.actions import answer_clearance
from vouch.program.references import actions, queries
from vouch.program.references.actions import Written
from vouch.program.references.how import state_of
from vouch.runs.slack import is_slack
from vouch.runs.work import wake, wake_for_mail
from vouch.web.shared.addresses import address
from vouch.web.shared.day import today
from vouch.web.shared.shell import policy
from vouch.web.slack import choosing, need, who, words
from vouch.web.slack.door import DOOR, Answered, Later, from_slack

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

NOTHING: words.Message = {}


@dataclass(frozen=True)
class Press:
    """Who pressed which button, and what it is about."""

    by: User
    what: str
    about: str


def answer(told: QueryDict) -> Answered:
    """One press. Slack shows nothing of our answer: what is to be read is posted to the message."""
    payload = _payload(told)
    if payload.get("type") == "view_submission":
        return _submitted(payload)
    if payload.get("type") != "block_actions":
        return NOTHING, None
    action: dict[str, Any] = next(iter(payload.get("actions") or ()), {})
    to = str(payload.get("response_url") or "")
    if "url" in action or not isinstance(action.get("action_id"), str):
        return NOTHING, None  # a link: the browser is there already
    said, more = _done(payload, action)
    if not is_slack(to):
        return said, None
    if not (said or more):
        return NOTHING, None
    wake()
    return NOTHING, Later("found", more, to) if more else Later("say", json.dumps(said), to)


interactivity = from_slack(answer)


def _done(payload: dict[str, Any], action: dict[str, Any]) -> tuple[words.Message, str]:
    """What comes of it; the key of a request where whoever fits is to be looked for."""
    try:
        by = who.colleague(
            str((payload.get("team") or {}).get("id", "")), str((payload.get("user") or {}).get("id", ""))
        )
        press = Press(by, action["action_id"], str(action.get("value") or "")[:400])
        if press.what.startswith("pick_"):
            trigger, to = str(payload.get("trigger_id") or ""), str(payload.get("response_url") or "")
            choosing.open_window(press.about, by=by, trigger=trigger, to=to)
            return NOTHING, ""
        kind = "deal" if press.what.startswith("deal_") else press.what
        do = _DO.get(kind)
        if do is None:
            raise BadInput("no_such_button", "This button is of an older day. Ask once more: /vouch mine")
        return do(press)
    except Refusal as refusal:
        return words.plain(refusal.sentence) | {"replace_original": False}, ""


def _submitted(payload: dict[str, Any]) -> Answered:
    """What was written in a window."""
    view = payload.get("view") or {}
    if view.get("callback_id") != choosing.WINDOW:
        return NOTHING, None
    try:
        said, line, to = choosing.submitted(view, by=_who(payload))
    except Refusal as refusal:
        return choosing.errors("win_person", refusal.sentence), None
    if not line or not is_slack(to):
        return said, None
    wake()
    return said, Later("say", json.dumps(words.plain(line) | {"replace_original": False}), to)


def _who(payload: dict[str, Any]) -> User:
    team, user = (payload.get(name) or {} for name in ("team", "user"))
    return who.colleague(str(team.get("id", "")), str(user.get("id", "")))


def _payload(told: QueryDict) -> dict[str, Any]:
    try:
        found = json.loads(told.get("payload", ""))
    except (ValueError, RecursionError):
        raise BadInput("no_payload", "This cannot be read.") from None
    return found if isinstance(found, dict) else {}


def _hand_in(press: Press) -> tuple[words.Message, str]:
    row = queries.request_of(press.about, press.by)
    row = actions.hand_in(by=press.by, request=row, door=DOOR, policy=policy(), today=today())
    return NOTHING, row.pk


def _throw_away(press: Press) -> tuple[words.Message, str]:
    row = queries.request_of(press.about, press.by)
    actions.withdraw(by=press.by, request=row, door=DOOR, policy=policy(), today=today())
    return words.instead("Thrown away."), ""


def _deal(press: Press) -> tuple[words.Message, str]:
    key, _, deal = press.about.partition(" ")
    row = queries.request_of(key, press.by)
    like = {name: getattr(row, f"like_{name}") for name in actions.LIKE}
    written = Written(
        activity=row.activity, deal=deal, buyer=row.buyer, words=row.words, like=like, how_many=row.how_many,
        needed_by=row.needed_by,
    )  # fmt: skip
    told = {"by": press.by, "door": DOOR, "policy": policy(), "today": today()}
    draft = actions.keep_draft(request=row, written=written, **told)  # type: ignore[arg-type]
    return need.shown(draft) | {"replace_original": True}, ""


def _clear(word: str) -> Callable[[Press], tuple[words.Message, str]]:
    def do(press: Press) -> tuple[words.Message, str]:
        match, rules, day = queries.match_of(press.about, press.by), policy(), today()
        answer_clearance(by=press.by, ask=match.ask, answer=word, door=DOOR, policy=rules, today=day)
        match = actions.go_on(match, policy=rules, today=day, address=address)
        wake_for_mail()
        name = match.contact.name or match.contact.email
        return words.instead(f"Kept: {word.replace('_', ' ')}. {name}: they {state_of(match).label}."), ""

    return do


def _agree(agreed: bool) -> Callable[[Press], tuple[words.Message, str]]:
    def do(press: Press) -> tuple[words.Message, str]:
        match = queries.match_of(press.about, press.by)
        match = actions.agree(
            by=press.by, match=match, agreed=agreed, door=DOOR, policy=policy(), today=today(), address=address
        )
        wake_for_mail()
        name = match.contact.name or match.contact.email
        return words.instead(f"Kept. {name}: they {state_of(match).label}."), ""

    return do


_DO: dict[str, Callable[[Press], tuple[words.Message, str]]] = {
    "hand_in": _hand_in,
    "throw_away": _throw_away,
    "deal": _deal,
    "clear_yes": _clear("yes"),
    "clear_no": _clear("no"),
    "clear_not_now": _clear("not_now"),
    "agree_yes": _agree(True),
    "agree_no": _agree(False),
}
