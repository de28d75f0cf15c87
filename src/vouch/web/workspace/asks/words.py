"""How an ask reads: its rung, its headline, its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from vouch.program.asks.states import AskState, Origin
from vouch.web.shared import reader
from vouch.web.shared.environment import capital, few, listed, word
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask, Clearance, Step
    from vouch.program.people.models import Contact

LANE_WORDS = {
    "waiting": "Waiting for an owner",
    "ready": "Ready to send",
    "invited": "Invited",
    "accepted": "Accepted",
    "thanks": "Thanks due",
    "over": "Over",
}
_DOORS = {
    "worker": "by itself",
    "portal": "in the portal",
    "link": "by the link of the mail",
    "command_line": "on the command line",
}


def rung_words(activity: str) -> str:
    """An activity type as people read it; one that policy no longer has by its own name."""
    rung = policy().ladder.get(activity)
    return rung.words if rung else word(activity)


def name_of(contact: Contact | None) -> str:
    """What a person is called."""
    return (contact and (contact.name or contact.email)) or "Somebody without a name"


def day(value: dt.date | dt.datetime | None) -> str:
    """A day as the reader writes it."""
    return reader.current().day(value)


def board_sentence(counts: Mapping[str, int], *, narrowed: bool) -> str:
    """The answer of the board: what waits for us."""
    said = [
        few(counts[lane], one, many)
        for lane, one, many in (
            ("ready", "invitation is ready to send", "invitations are ready to send"),
            ("waiting", "ask waits for an account owner", "asks wait for an account owner"),
            ("thanks", "person should hear thank you", "people should hear thank you"),
        )
        if counts[lane]
    ]
    if said:
        return f"{capital(listed(said))}."
    if any(counts.values()):
        with_them = counts["invited"] + counts["accepted"]
        return f"Nothing waits for us; {few(with_them, 'ask is', 'asks are')} with customers."
    return "No ask fits this choice." if narrowed else "Nobody has been asked for anything yet."


def headline(ask: Ask, waiting: Clearance | None = None) -> str:
    """The answer of an ask's page: how far it is."""
    who, what = name_of(ask.contact), rung_words(ask.activity)
    match AskState(ask.state):
        case AskState.PROPOSED:
            whom = str(waiting.asked) if waiting and waiting.asked else "a programme manager"
            since = f" since {day(waiting.asked_at)}" if waiting else ""
            return f"Inviting {who} to {what} waits for {whom}{since}."
        case AskState.CLEARED if ask.origin == Origin.OWNER:
            return (
                f"{ask.account.owner.name if ask.account.owner else 'The owner'} will ask {who} for {what} in person."
            )
        case AskState.CLEARED:
            return f"The invitation of {who} to {what} is ready to send."
        case AskState.INVITED:
            until = f", and has until {day(ask.answer_until)} to answer" if ask.answer_until else ""
            return f"{who} was asked for {what} on {day(ask.invited_at)}{until}."
        case AskState.ACCEPTED:
            return f"{who} said yes to {what} on {day(ask.answered_at)}."
        case AskState.DONE:
            return f"{who} did it on {day(ask.done_at)}: {what}. Thanks are due."
        case AskState.THANKED:
            return f"{who} did it, and was thanked on {day(ask.thanked_at)}: {what}."
        case AskState.DECLINED:
            return f"{who} said no to {what} on {day(ask.answered_at)}."
        case AskState.NOT_NOW:
            until = f", and not before {day(ask.not_before)}" if ask.not_before else ""
            return f"{who} said “not now” to {what}{until}."
        case AskState.SMALLER:
            return f"{who} would like something smaller than {what}."
        case AskState.NO_ANSWER:
            return f"{who} did not answer the invitation to {what}."
        case AskState.NOT_CLEARED:
            return f"The owner said no to inviting {who} to {what}."
        case AskState.UNTRACKED:
            return f"{who} was invited to {what} on {day(ask.invited_at)}. What came of it is theirs to know."
        case _:
            return f"The invitation of {who} to {what} was taken back."


def beside(ask: Ask, today: dt.date) -> str:
    """What a line of the board says of where an ask is, in a few words."""
    match AskState(ask.state):
        case AskState.PROPOSED | AskState.CLEARED:
            return f"proposed {day(ask.proposed_at)}"
        case AskState.INVITED:
            if ask.answer_until is None:
                return f"asked {day(ask.invited_at)}"
            left = (ask.answer_until - today).days
            ends = "ends today" if left == 0 else "over" if left < 0 else f"{left} day{'s' if left != 1 else ''} left"
            return f"asked {day(ask.invited_at)}, {ends}"
        case AskState.ACCEPTED:
            return f"said yes {day(ask.answered_at)}"
        case AskState.DONE:
            return f"done {day(ask.done_at)}"
        case _:
            return f"{ask.get_state_display()}, {day(ask.changed_at)}"


def taken_by(step: Step) -> str:
    """Who took a step."""
    if step.by is not None:
        return str(step.by)
    return _DOORS.get(step.door, "") or "the person"
