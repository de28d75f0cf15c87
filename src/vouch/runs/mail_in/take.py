"""What follows from a mail that came in, or from one line about an ask made outside Vouch? A sentence says what did."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from vouch.domain.errors import Ambiguous, BadInput, Conflict, NotFound
from vouch.domain.policy import Policy
from vouch.program.asks.actions import log_outside
from vouch.program.colleagues.queries import by_email
from vouch.program.outbox.actions import bounced
from vouch.program.people.meant import people_meant
from vouch.runs.mail_in.read import Bounce, Letter, read

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact

DOOR = "mail"
_SHOWN = 6


def log(
    whom: str,
    *,
    activity: str,
    on: dt.date,
    answer: str = "",
    answered_on: dt.date | None = None,
    by: str = "",
    words: str = "",
    policy: Policy,
    today: dt.date,
) -> str:
    """Write down one ask made outside Vouch. `by`: the address of the colleague who asked.

    Raises NotFound; Ambiguous; BadInput; NotAllowed; Conflict where it is written down already.
    """
    contact = _one(whom)
    rung = policy.rung_of(activity) or activity
    log_outside(
        by=_colleague(by) if by else None,
        contact=contact,
        activity=rung,
        asked_on=on,
        answer=answer or None,
        answered_on=answered_on,
        words=words,
        policy=policy,
        today=today,
    )
    return _said(contact, rung, on, policy)


def take(raw: bytes, *, activity: str = "", answer: str = "", policy: Policy, today: dt.date) -> list[str]:
    """What follows from one mail, a sentence for each thing. The same mail a second time changes nothing.

    Raises BadInput where it is neither a bounce of ours nor a colleague's ask of somebody we know.
    """
    mail = read(raw)
    if isinstance(mail, Bounce):
        return [_came_back(mail)]
    return _asked(mail, activity, answer, policy, today)


def _came_back(bounce: Bounce) -> str:
    if not bounce.final:
        return "A mail is late, and its server still tries. Nothing was changed."
    row = bounced(message_id=bounce.message_id, why=bounce.why, door=DOOR)
    return f"The mail to {row.to} came back ({bounce.why}). Nothing more is sent there."


def _asked(mail: Letter, activity: str, answer: str, policy: Policy, today: dt.date) -> list[str]:
    by = _colleague(mail.sender)
    rung = _rung(activity, mail.subject, policy)
    people = [row for address in mail.to if by_email(address) is None for row in people_meant(address)]
    people = list({row.pk: row for row in people}.values())
    if not people:
        raise BadInput(
            "nobody_we_know",
            f"None of the addresses in this mail ({', '.join(mail.to[:_SHOWN]) or 'none'}) is somebody's we know.",
        )
    on = min(mail.sent_at.astimezone(policy.zone).date() if mail.sent_at else today, today)
    told = []
    for contact in people:
        key = hashlib.sha256(f"{mail.message_id}\n{contact.pk}".encode()).hexdigest()[:32] if mail.message_id else ""
        try:
            log_outside(
                by=by,
                contact=contact,
                activity=rung,
                asked_on=on,
                answer=answer or None,
                subject=mail.subject,
                key=key,
                door=DOOR,
                policy=policy,
                today=today,
            )
        except Conflict as refusal:
            told.append(refusal.sentence)
        else:
            told.append(_said(contact, rung, on, policy))
    return told


def _rung(activity: str, subject: str, policy: Policy) -> str:
    """The rung that was named, else the one whose words stand in the subject, the longest first."""
    if activity:
        return policy.rung_of(activity) or activity
    plain = " ".join(subject.lower().split())
    words = {word: name for name, rung in policy.ladder.items() for word in (name.replace("_", " "), *rung.also)}
    for word in sorted(words, key=len, reverse=True):
        if word in plain:
            return words[word]
    raise BadInput("for_what", "The subject does not say what was asked for. Name it with --for.", field="activity")


def _one(whom: str) -> Contact:
    rows = people_meant(whom.strip())
    if not rows:
        raise NotFound("not_found", f"Nobody is known by “{whom}”. Name them by e-mail address or by id.", name=whom)
    if len(rows) > 1:
        told = ", ".join(f"{row.name} ({row.email or row.source_id})" for row in rows[:_SHOWN])
        raise Ambiguous("ambiguous", f"“{whom}” can mean {told}. Name one by e-mail address or id.", name=whom)
    return rows[0]


def _colleague(address: str) -> User:
    found = by_email(address)
    if found is None or not found.is_active:
        raise BadInput("not_a_colleague", f"“{address}” is no colleague's address, so nobody here asked.", field="by")
    return found


def _said(contact: Contact, activity: str, on: dt.date, policy: Policy) -> str:
    what = policy.ladder[activity].words if activity in policy.ladder else activity
    who = contact.name or contact.email
    return f"Written down: {who} was asked for {what} on {on:%-d %b %Y}, outside Vouch."
