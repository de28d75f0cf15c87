"""The mail of the day to a colleague: what waits for their yes, what went on without it, and on Mondays the week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vouch.domain.policy import Policy
from vouch.program.asks.days import said
from vouch.program.asks.models import Clearance
from vouch.program.asks.states import Rule
from vouch.program.colleagues.models import User
from vouch.program.outbox.letter import Letter, line, render, sender


@dataclass(frozen=True)
class Question:
    """One clearance and the address at which it is answered."""

    clearance: Clearance
    address: str


@dataclass(frozen=True, kw_only=True)
class Week:
    """A week in counts, as far as it is this colleague's."""

    waiting: int
    ready: int
    invited: int
    thanks: int
    yes: int
    no: int
    done: int
    gives: int
    gives_due: int
    manages: bool

    @property
    def anything(self) -> bool:
        """Whether there is anything to say."""
        return any((self.waiting, self.ready, self.invited, self.thanks, self.yes, self.no, self.done, self.gives_due))

    @property
    def lines(self) -> list[str]:
        """The week in a few sentences, those with something to do first.

        >>> Week(waiting=0, ready=2, invited=0, thanks=1, yes=1, no=0, done=0, gives=0, gives_due=0, manages=True).lines
        ['2 asks are cleared and can be sent.', '1 act is done and waits for thanks.', '1 yes came last week.']
        """
        told = [
            (self.ready if self.manages else 0, "ask is cleared and can be sent", "asks are cleared and can be sent"),
            (self.thanks, "act is done and waits for thanks", "acts are done and wait for thanks"),
            (self.gives_due, "give of yours is due this week", "gives of yours are due this week"),
            (self.waiting, "ask waits for the account's owner", "asks wait for the account's owner"),
            (self.invited, "invitation is open", "invitations are open"),
            (self.yes, "yes came last week", "yeses came last week"),
            (
                self.no,
                "no, not now or something smaller came last week",
                "noes, not nows or smaller wishes came last week",
            ),
            (self.done, "act was done last week", "acts were done last week"),
            (self.gives, "thing was given last week", "things were given last week"),
        ]
        return [f"{count} {one if count == 1 else many}." for count, one, many in told if count]


def day(
    user: User, questions: Sequence[Question], week: Week | None, *, policy: Policy, page: str, also: str = ""
) -> Letter:
    """The mail of the day. `page`: where a colleague sees all of it; `also`: a line beside."""
    asked = [_told(one, policy) for one in questions if one.clearance.rule != Rule.TELL]
    noted = [_told(one, policy) for one in questions if one.clearance.rule == Rule.TELL]
    subject = _subject(asked, noted) if questions or week or not also else "Your day in Vouch"
    context = {
        "subject": subject,
        "name": line(user.name, 120),
        "we": line(policy.company.name, 255),
        "asked": asked,
        "noted": noted,
        "week": week.lines if week else [],
        "also": also,
        "page": page,
    }
    return Letter(
        to=user.email,
        subject=subject,
        text=render("asks/letters/day.txt", **context),
        html=render("asks/letters/day.html", **context),
        sender=sender(f"Vouch at {policy.company.name}"),
        headers={"Auto-Submitted": "auto-generated"},
    )


def _subject(asked: Sequence[dict[str, Any]], noted: Sequence[dict[str, Any]]) -> str:
    if len(asked) == 1:
        return line(f"May we ask {asked[0]['who']} at {asked[0]['company']}?")
    if asked:
        return f"May we ask? {len(asked)} asks wait for your word"
    return f"For you to know: {len(noted)} of your customers will be asked" if noted else "Your week in Vouch"


def _told(one: Question, policy: Policy) -> dict[str, Any]:
    ask = one.clearance.ask
    rung = policy.ladder.get(ask.activity)
    return {
        "who": line(ask.contact.name or "somebody", 255),
        "company": line(ask.account.name, 255),
        "what": rung.words if rung else ask.activity.replace("_", " "),
        "minutes": rung.minutes if rung else None,
        "by": line(str(ask.proposed_by or "a colleague"), 120),
        "why": ask.why,
        "win_person": ask.win_person,
        "win_company": ask.win_company,
        "urgent": ask.urgent,
        "stand_in": one.clearance.stand_in,
        "due": said(one.clearance.due_on),
        "address": one.address,
    }
