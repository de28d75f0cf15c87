"""What is this mail? A report that one of ours did not arrive (RFC 3464), or a letter: from whom, to whom, when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime

from vouch.domain.errors import BadInput

MOST_BYTES = 40_000_000
_QUOTED = re.compile(r"^[>\s*_]*(?:to|cc|an|à|a|para|naar|do|til)\s*[*_]*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
"""Lines in which a mail program quotes the head of what it forwards."""


@dataclass(frozen=True)
class Bounce:
    """A mail of ours that did not arrive. `final`: it never will; else the server still tries."""

    message_id: str
    why: str
    final: bool


@dataclass(frozen=True)
class Letter:
    """A letter. `to` has every address it may have gone to, in lower case, those of its head first."""

    sender: str
    to: tuple[str, ...]
    subject: str
    sent_at: dt.datetime | None
    message_id: str


def read(raw: bytes) -> Bounce | Letter:
    """Read one mail. Raises BadInput for what is no mail."""
    if len(raw) > MOST_BYTES:
        raise BadInput("too_large", f"This mail is larger than {MOST_BYTES // 1_000_000} megabytes.")
    mail = message_from_bytes(raw, policy=policy.default)
    if not mail.keys():
        raise BadInput("no_mail", "This is no mail: it has no head. Save the message with all its lines, as .eml.")
    return _bounce(mail) or _letter(mail)


def _bounce(mail: EmailMessage) -> Bounce | None:
    if mail.get_content_type() != "multipart/report":
        return None
    parts = list(mail.walk())
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        return None
    action, code, why = "", "", ""
    for block in status.get_payload() if isinstance(status.get_payload(), list) else []:
        if isinstance(block, Message) and block.get("Final-Recipient"):
            action = _plain(block.get("Action")).lower()
            code = _plain(block.get("Status"))
            why = _plain(block.get("Diagnostic-Code")).removeprefix("smtp;").strip() or code
    final = action == "failed" and not code.startswith("4")
    return Bounce(_id_of_ours(parts), f"{why or action}"[:300], final)


def _id_of_ours(parts: list[EmailMessage]) -> str:
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return _plain(inner[0].get("Message-ID"))
        if kind == "text/rfc822-headers":
            return _plain(message_from_bytes(part.get_payload(decode=True) or b"").get("Message-ID"))  # type: ignore[arg-type]
    return ""


def _letter(mail: EmailMessage) -> Letter:
    inner = next((part for part in mail.walk() if part.get_content_type() == "message/rfc822"), None)
    forwarded = inner.get_payload() if inner is not None else None
    about = forwarded[0] if isinstance(forwarded, list) and forwarded and isinstance(forwarded[0], Message) else mail
    to = [*_addresses(about, "To", "Cc"), *_addresses(mail, "To", "Cc"), *_quoted(mail)]
    return Letter(
        sender=next(iter(_addresses(mail, "From")), ""),
        to=tuple(dict.fromkeys(to)),
        subject=_plain(about.get("Subject")),
        sent_at=_moment(about),
        message_id=_plain(about.get("Message-ID")) or _plain(mail.get("Message-ID")),
    )


def _addresses(mail: Message, *names: str) -> Iterator[str]:
    lines = [str(value) for name in names for value in mail.get_all(name, [])]
    for _name, address in getaddresses(lines):
        if "@" in address:
            yield address.strip().lower()


def _quoted(mail: EmailMessage) -> Iterator[str]:
    """Addresses that a mail program wrote above what it forwards."""
    try:
        body = mail.get_body(("plain",))
        text = body.get_content() if body is not None else ""
    except (MessageError, KeyError, LookupError, UnicodeError):
        return
    for line in _QUOTED.findall(str(text)[:200_000]):
        for _name, address in getaddresses([line.replace("mailto:", "")]):
            if "@" in address:
                yield address.strip(" <>[]").lower()


def _moment(mail: Message) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(_plain(mail.get("Date")))
    except (ValueError, TypeError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _plain(value: object) -> str:
    return " ".join(str(value or "").split())
