"""The letters to colleagues: a link of the chain is asked, an owner is told."""

from __future__ import annotations

from typing import Any

from vouch.domain.asking.spoken import to_you
from vouch.domain.policy import Policy
from vouch.program.asks.days import said
from vouch.program.colleagues.models import User
from vouch.program.outbox.letter import Letter, line, render
from vouch.program.references.models import ChainAnswer, ChainLink, Match


def owners_of(match: Match) -> list[User]:
    """The colleagues who are this account's owner in the CRM; nobody where none has joined."""
    owner = match.account.owner_id
    return list(User.objects.filter(owner=owner, is_active=True, joined_at__isnull=False)[:3]) if owner else []


def chain(answer: ChainAnswer, link: ChainLink, *, policy: Policy, page: str) -> Letter:
    """The question to one link of the chain."""
    match = answer.match
    subject = f"Do you agree? {match.account.name} for {match.request.buyer}"
    return _letter("chain", subject, answer.asked, match, policy, page, {"because": link.why})


def told(match: Match, reader: User, *, policy: Policy, page: str) -> Letter:
    """The notice to an owner that a seller asks one of their customers."""
    subject = f"For your information: {match.account.name} is asked for {match.request.buyer}"
    return _letter("told", subject, reader, match, policy, page, {})


def _letter(
    about: str, subject: str, reader: User, match: Match, policy: Policy, page: str, more: dict[str, Any]
) -> Letter:
    rung = policy.ladder.get(match.request.activity)
    context = more | {
        "about": about,
        "subject": line(subject),
        "name": line(reader.name, 120),
        "person": line(match.contact.name or match.contact.email, 255),
        "company": line(match.account.name, 255),
        "buyer": line(match.request.buyer, 255),
        "by": line(str(match.chosen_by), 120),
        "what": to_you(rung.words) if rung else match.request.activity.replace("_", " "),
        "needed_by": said(match.request.needed_by) if match.request.needed_by else "",
        "reasons": [line(str(one)) for one in match.fit.get("reasons", [])][:3],
        "page": page,
    }
    return Letter(
        to=reader.email,
        subject=line(subject),
        text=render("references/letters/colleagues.txt", **context),
        html=render("references/letters/colleagues.html", **context),
    )
