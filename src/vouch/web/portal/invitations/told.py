"""What does an invitation say to its reader? Sentences made of the ask, the policy and the company's word."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.domain.policy import Policy
from vouch.program.consent.queries import consents_of, permissions_of
from vouch.web.portal.kinds import kind
from vouch.web.shared.reader import current

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.consent.models import Permission
    from vouch.program.consent.queries import Word

PURPOSES = {
    "quote": ("your words", "May we use your words?"),
    "name": ("your name", "May we put your name to it?"),
    "image": ("your picture and voice", "May we use your picture and voice?"),
}
"""What a person can agree to, one by one: what it is about, and the question."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One invitation as its reader sees it.

    `asked_consents` are the purposes it needs that its reader has not agreed to yet, with what they said before.
    """

    ask: Ask
    what: str
    takes: str
    company_said: str
    seen_by: str
    asked_consents: tuple[tuple[str, str, Word], ...]
    tracked: bool

    @property
    def open(self) -> bool:
        """Whether it waits for an answer, or can still be answered although it closed."""
        return self.ask.state in ("invited", "no_answer")

    @property
    def accepted(self) -> bool:
        """Whether they said yes and it is still to be done."""
        return bool(self.ask.state == "accepted")


def told(ask: Ask, policy: Policy, today: dt.date) -> Told:
    """The invitation in sentences."""
    rung = policy.ladder.get(ask.activity)
    words = consents_of(ask.contact_id)
    needed = rung.consents if rung else ()
    return Told(
        ask=ask,
        what=kind(ask.activity, policy),
        takes=_takes(rung.minutes) if rung else "",
        company_said=company_said(ask, today),
        seen_by=SEEN[rung.exposure] if rung else "",
        asked_consents=tuple(
            (purpose, PURPOSES[purpose][1], words[purpose]) for purpose in needed if words[purpose].given is not True
        ),
        tracked=rung.tracked if rung else True,
    )


SEEN = (
    "Nobody outside our two companies.",
    "One person or a few, in confidence.",
    "A group, or readers of a site, without your face.",
    "The public, with your name.",
    "The public, with your name and what you did.",
    "The public, with your face and voice.",
)
"""Who sees it, by exposure."""


def _takes(minutes: int) -> str:
    if minutes < 100:
        return f"About {minutes} minutes of your time."
    hours = round(minutes / 60)
    return f"About {hours} hours of your time in all."


def company_said(ask: Ask, today: dt.date) -> str:
    """What the reader's company has said of this, in a sentence."""
    held = {row.activity: row for row in permissions_of(ask.account_id) if row.until is None or row.until >= today}
    word = held.get(ask.activity) or held.get("")
    name = ask.account.name
    if word is None:
        return f"{name} has said nothing about this to us. Whether you may is between you and them."
    return {
        "never": f"{name} does not want this. Please say no, or speak with {_who(word)} first.",
        "ask_first": f"{name} wants to be asked before anything is used. We do that after your yes.",
        "yes": f"{name} allows it{_by(word)}.",
    }[word.allowed]


def _who(word: Permission) -> str:
    return (word.said_by_contact.name if word.said_by_contact else word.said_by) or "whoever said so"


def _by(word: Permission) -> str:
    who = _who(word)
    until = f", until {current().long_day(word.until)}" if word.until else ""
    return f"; {who} said so on {current().long_day(word.said_on)}{until}"
