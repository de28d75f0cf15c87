"""Choose somebody without leaving Slack: a window asks what is in it for them, and sends what the page would send."""

from __future__ import annotations

import json
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, SectionBlock
from slack_sdk.models.views import View

from vouch.domain.errors import BadInput, Refusal
from vouch.domain.letters import for_person, start
from vouch.program.references import actions, queries
from vouch.program.references.how import state_of
from vouch.runs.desk import fit_for
from vouch.runs.work import wake_for_mail
from vouch.web.shared.addresses import address
from vouch.web.shared.day import today
from vouch.web.shared.shell import policy
from vouch.web.slack import words
from vouch.web.slack.door import DOOR

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

WINDOW = "choose"
_ASKED = (
    ("win_person", "What is in it for the person?", 300, False),
    ("win_company", "What is in it for their company?", 300, False),
    ("why", "Why them?", 500, True),
)
_log = logging.getLogger("vouch.web")


def open_window(about: str, *, by: User, trigger: str, to: str) -> None:
    """Open the window for somebody of a list. Raises NotFound; Refusal where Slack does not open it."""
    key, _, pick = about.partition(" ")
    row, rules = queries.request_of(key, by), policy()
    contact = queries.picked(row, pick, by=by)
    read = queries.reading(row, by=by, policy=rules).of(contact)
    named = ("", "your company") if read.masked else (contact.name, read.company)
    own = partial(for_person, name=named[0], company=named[1])
    hints = start(row.activity, rules.ladder[row.activity], us=rules.company.name)
    view = View(
        type="modal", callback_id=WINDOW, title="Choose", submit="Choose", close="Not now",
        private_metadata=json.dumps({"key": key, "pick": pick, "to": to}),
        blocks=[
            SectionBlock(text=words.clean(f"{read.name}, for {row.buyer}")[:2000]),
            *(
                InputBlock(
                    block_id=field, label=label, optional=optional,
                    hint=own(str(getattr(hints, field, "")))[:2000] or None,
                    element=PlainTextInputElement(action_id=field, multiline=True, max_length=most),
                )
                for field, label, most, optional in _ASKED
            ),
        ],
    )  # fmt: skip
    try:
        WebClient(token=settings.VOUCH_SLACK_BOT_TOKEN, timeout=2).views_open(trigger_id=trigger, view=view.to_dict())
    except (SlackClientError, OSError) as error:
        _log.warning("Slack opened no window: %s", type(error).__name__)
        raise Refusal("no_window", "Slack opened no window. Choose in Vouch, with the other button.") from None


def submitted(view: dict[str, Any], *, by: User) -> tuple[words.Message, str, str]:
    """What was written in the window: choose. Returns Slack's answer, the words to post, and where to.

    A mistake stands in the window beside its field, as on the page.
    """
    about = json.loads(view.get("private_metadata") or "{}")
    values = (view.get("state") or {}).get("values") or {}
    told = {name: str((values.get(name) or {}).get(name, {}).get("value") or "") for name, *_ in _ASKED}
    rules, day = policy(), today()
    row = queries.request_of(str(about.get("key")), by)
    contact = queries.picked(row, str(about.get("pick")), by=by)
    name = queries.reading(row, by=by, policy=rules).of(contact).name
    try:
        match = actions.choose(
            by=by, request=row, contact=contact, fit=fit_for(row, contact.pk, policy=rules, today=day), door=DOOR,
            policy=rules, today=day, address=address, **told,
        )  # fmt: skip
    except BadInput as refusal:
        field = str(refusal.data.get("field"))
        return errors(field if field in told else "win_person", refusal.sentence), "", ""
    except Refusal as refusal:
        return errors("win_person", refusal.sentence), "", ""
    wake_for_mail()
    return {}, f"Chosen: {name}. They {state_of(match).label}.", str(about.get("to") or "")


def errors(field: str, sentence: str) -> words.Message:
    """A mistake, shown in the window."""
    return {"response_action": "errors", "errors": {field: sentence[:2000]}}
