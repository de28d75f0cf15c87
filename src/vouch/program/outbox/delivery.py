"""How does a mail leave? A sender takes it by one conditional update before it says a word to the server.

Two senders never speak of one mail, and one that is killed leaves its mail taken: that may have left, so it is shown as
in doubt and never sent again by itself. What the server cannot take now is tried again, more and more rarely, for five
days.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from vouch.program.outbox.addresses import new_message_id, undeliverable, why_dead
from vouch.program.outbox.models import Message
from vouch.program.outbox.queries import due
from vouch.program.outbox.smtp import InDoubt, Later, Never, Server

_log = logging.getLogger("vouch.mail")

WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360)) + (dt.timedelta(hours=12),) * 8
"""How long a mail rests after each time the server could not take it: five days in all, as mail servers do."""


KEPT = dt.timedelta(days=14)
"""How long a mail waits for a first try."""


class Outbox(BaseEmailBackend):
    """Django's e-mail backend of Vouch, for mails somebody waits for (a code, a new password): sent at once.

    A server that fails never fails the request: the row keeps its words and is tried again.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep these mails, one row an address, and send what can be sent. Returns how many were taken."""
        for mail in email_messages:
            html = ""
            if isinstance(mail, EmailMultiAlternatives):
                html = next((str(part[0]) for part in mail.alternatives if part[1] == "text/html"), "")
            for address in mail.recipients():
                row = Message.objects.create(
                    to=address,
                    subject=str(mail.subject)[:200],
                    text=str(mail.body),
                    html=html,
                    sender=mail.from_email,
                    message_id=new_message_id(),
                    headers={"Auto-Submitted": "auto-generated"},
                    created_at=timezone.now(),
                )
                if settings.VOUCH_SMTP:
                    deliver(row)
        return len(email_messages)


@dataclass
class Tried:
    """How many mails a sender took, and whether the server takes none at all at the moment."""

    mails: int = 0
    server_down: bool = False


def deliver_due(*, limit: int = 50, now: dt.datetime | None = None) -> Tried:
    """Send what waits and may be tried now, oldest first, over one connection; stop where the server takes nothing.

    Nothing happens where no mail server is set.
    """
    tried = Tried()
    if not settings.VOUCH_SMTP:
        return tried
    server = _server()
    try:
        for row in due(limit=limit, now=now):
            tried.mails += deliver(row, server=server, now=now)
            if server.takes_nothing:
                tried.server_down = True
                break
    finally:
        server.close()
    return tried


def deliver(row: Message, *, server: Server | None = None, now: dt.datetime | None = None) -> bool:
    """Try to send one waiting mail; False when somebody else has taken it, or there is nothing to send.

    The row says what came of it: `sent_at` and an emptied text; `not_before` and `error`; `failed_at` and `error`; or
    nothing more than `taken_at`, where nobody knows.
    """
    if why := why_dead(row.to) or _too_old(row, now or timezone.now()):
        _open().filter(pk=row.pk).update(failed_at=timezone.now(), error=why)
        row.refresh_from_db()
        return False
    if not _open().filter(pk=row.pk).update(taken_at=timezone.now(), tries=F("tries") + 1):
        return False
    row.refresh_from_db()
    own = server is None
    server = server or _server()
    try:
        server.hand_over(_mail(row))
    except Later as refused:
        server.takes_nothing = refused.anything
        _later(row, str(refused), now or timezone.now())
    except Never as refused:
        _never(row, refused)
    except InDoubt as lost:
        _log.warning("mail %s may have left: %s", row.pk, lost)
        Message.objects.filter(pk=row.pk).update(error=f"It may have left: {lost}"[:300])
    else:
        left = {"sent_at": timezone.now(), "error": "", "text": "", "html": "", "attachments": []}
        Message.objects.filter(pk=row.pk).update(**left)
    finally:
        if own:
            server.close()
    row.refresh_from_db()
    return True


def _open() -> QuerySet[Message]:
    return Message.objects.filter(sent_at=None, taken_at=None, failed_at=None)


def _too_old(row: Message, now: dt.datetime) -> str:
    """Why a mail that was never tried is not begun with: a server that is set late finds the mails of months."""
    if row.tries or row.not_before or now - row.created_at < KEPT:
        return ""
    return f"Not sent: it waited for more than {KEPT.days} days, and what it says may not hold any more."


def _later(row: Message, words: str, now: dt.datetime) -> None:
    if row.tries > len(WAITS):
        Message.objects.filter(pk=row.pk).update(failed_at=now, error=f"Given up after five days. {words}"[:300])
        return
    Message.objects.filter(pk=row.pk).update(
        taken_at=None, not_before=now + WAITS[max(row.tries, 1) - 1], error=words[:300]
    )


def _never(row: Message, refused: Never) -> None:
    with transaction.atomic():
        Message.objects.filter(pk=row.pk).update(failed_at=timezone.now(), error=str(refused)[:300])
        if refused.dead_address:
            undeliverable(row.to, str(refused))


def _server() -> Server:
    return Server(timeout=settings.EMAIL_TIMEOUT)


def _mail(row: Message) -> EmailMultiAlternatives:
    headers = dict(row.headers)
    if row.message_id:
        headers["Message-ID"] = row.message_id
    mail = EmailMultiAlternatives(
        subject=row.subject, body=row.text, from_email=row.sender, to=[row.to], headers=headers
    )
    if row.html:
        mail.attach_alternative(row.html, "text/html")
    for one in row.attachments:
        if one["type"].startswith("text/calendar"):
            # programs that know calendars read it as another form of the mail (RFC 6047); the others offer the file
            mail.attach_alternative(one["text"], one["type"])
        mail.attach(one["name"], one["text"], one["type"])
    return mail
