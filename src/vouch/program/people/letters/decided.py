"""What did somebody decide about a nomination? One mail to whoever wrote it, with the reason in the decider's words."""

from __future__ import annotations

from vouch.program.outbox.letter import Letter, line, render, reply_to, sender
from vouch.program.people.models import Nominated, Nomination


def key_of(nomination: Nomination) -> str:
    """The outbox's key of this mail: one for each time it was decided."""
    return f"nomination {nomination.key} {nomination.version}"


def decided(nomination: Nomination, *, page: str) -> Letter:
    """The mail. `page`: where the nomination stands."""
    by, author, contact, account = (
        nomination.decided_by, nomination.author, nomination.contact, nomination.account
    )  # fmt: skip
    assert by is not None
    named = [one for one in (contact and (contact.name or contact.email), account and account.name) if one]
    whom = line(", ".join(named) or "a customer")
    yes = nomination.state == Nominated.APPROVED
    return Letter(
        to=author.email,
        subject=f"{'Approved' if yes else 'Not approved'}: your nomination of {whom}",
        text=render(
            "people/letters/decided.txt", name=line(author.name, 255), by=line(by.name or by.email, 120), whom=whom,
            yes=yes, because=nomination.because, page=page,
        ),
        sender=sender(by.name or by.email),
        headers=reply_to(by.name, by.email),
    )  # fmt: skip
