"""What is a short letter about a call? Its paragraphs, what is certain, one thing to do; set in one way for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.program.colleagues.models import User
from vouch.program.outbox.letter import Attachment, Letter, line, render, reply_to, sender, stop_in_one_click
from vouch.program.people.models import Contact


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a letter says: `says` its paragraphs, `facts` what stands apart, `go` the words on its button."""

    subject: str
    says: Sequence[str]
    facts: Sequence[tuple[str, str]] = ()
    go: str = ""
    note: str = ""


def to_customer(
    words: Words,
    contact: Contact,
    *,
    by: User,
    policy: Policy,
    page: str = "",
    stop: str = "",
    attachments: tuple[Attachment, ...] = (),
) -> Letter:
    """A letter to a customer, signed by a colleague who reads the answers. `stop`: where all invitations end."""
    signed = line(by.name or by.email, 120)
    return _letter(
        words, to=contact.email, name=contact.name, page=page, stop=stop, signed=signed, we=policy.company.name,
        sent_by=sender(f"{signed}, {policy.company.name}"), contact=contact.pk, attachments=attachments,
        headers=reply_to(by.name, by.email) | (stop_in_one_click(stop) if stop else {}),
    )  # fmt: skip


def to_buyer(
    words: Words,
    *,
    name: str,
    email: str,
    by: User,
    policy: Policy,
    page: str = "",
    attachments: tuple[Attachment, ...] = (),
) -> Letter:
    """A letter to the buyer, signed by their seller."""
    signed = line(by.name or by.email, 120)
    return _letter(
        words, to=email, name=name, page=page, signed=signed, we=policy.company.name, attachments=attachments,
        sent_by=sender(f"{signed}, {policy.company.name}"), headers=reply_to(by.name, by.email),
    )  # fmt: skip


def to_colleague(words: Words, reader: User, *, page: str = "", attachments: tuple[Attachment, ...] = ()) -> Letter:
    """A letter to a colleague of ours."""
    return _letter(words, to=reader.email, name=reader.name, page=page, attachments=attachments)


def _letter(
    words: Words,
    *,
    to: str,
    name: str,
    page: str,
    stop: str = "",
    signed: str = "",
    we: str = "",
    sent_by: str = "",
    contact: str = "",
    headers: dict[str, str] | None = None,
    attachments: tuple[Attachment, ...] = (),
) -> Letter:
    context = {
        "subject": line(words.subject),
        "name": line(name, 255),
        "says": [one for one in words.says if one],
        "facts": [(what, line(value, 300)) for what, value in words.facts if value],
        "go": words.go if page else "",
        "note": words.note,
        "page": page,
        "stop": stop,
        "signed": signed,
        "we": line(we, 255),
    }
    return Letter(
        to=to,
        subject=line(words.subject),
        text=render("references/letters/plain.txt", **context),
        html=render("references/letters/plain.html", **context),
        sender=sent_by,
        contact=contact,
        headers=headers or {},
        attachments=attachments,
    )
