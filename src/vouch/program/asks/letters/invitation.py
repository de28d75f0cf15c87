"""The letter of an invitation: what is asked, why this person, what both sides have of it, and four ways to answer."""

from __future__ import annotations

from typing import Any

from vouch.domain.asking.spoken import to_you
from vouch.domain.policy import Policy
from vouch.program.asks.days import said
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.program.outbox.letter import Letter, line, render, reply_to, sender, stop_in_one_click


def invitation(ask: Ask, *, by: User, policy: Policy, page: str, stop: str) -> Letter:
    """The invitation. `page`: where it is answered; `stop`: where one ends all invitations."""
    return _to_customer(ask, by, policy, page, stop, template="invitation", subject=ask.subject)


def reminder(ask: Ask, *, by: User, policy: Policy, page: str, stop: str) -> Letter:
    """The one reminder, short: a no is as good an answer as a yes."""
    return _to_customer(ask, by, policy, page, stop, template="reminder", subject=f"Still open: {ask.subject}")


def owner_text(ask: Ask, *, by: User, policy: Policy) -> str:
    """Our text for an account owner who asks from their own mail: no links, no address, their own name below it."""
    return render("asks/letters/owner.txt", **_context(ask, by, policy))


def _to_customer(ask: Ask, by: User, policy: Policy, page: str, stop: str, *, template: str, subject: str) -> Letter:
    context = _context(ask, by, policy) | {"subject": line(subject), "page": page, "stop": stop}
    return Letter(
        to=ask.contact.email,
        subject=line(subject),
        text=render(f"asks/letters/{template}.txt", **context),
        html=render(f"asks/letters/{template}.html", **context),
        sender=sender(f"{by.name or by.email}, {policy.company.name}"),
        contact=ask.contact_id,
        headers=reply_to(by.name, by.email) | stop_in_one_click(stop),
    )


def _context(ask: Ask, by: User, policy: Policy) -> dict[str, Any]:
    rung = policy.ladder.get(ask.activity)
    return {
        "name": line(ask.contact.name, 255),
        "their_company": line(ask.account.name, 255),
        "we": line(policy.company.name, 255),
        "by": line(by.name or by.email, 120),
        "what": to_you(rung.words) if rung else ask.activity.replace("_", " "),
        "minutes": rung.minutes if rung else None,
        "tracked": rung.tracked if rung else True,
        "words": ask.words,
        "why": ask.why,
        "win_person": ask.win_person,
        "win_company": ask.win_company,
        "reward": ask.reward_announced,
        "until": said(ask.answer_until) if ask.answer_until else "",
    }
