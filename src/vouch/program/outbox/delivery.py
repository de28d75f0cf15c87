"""How does a mail leave? Django hands it over here; it is kept, and sent where a mail server is set."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.utils import timezone

from vouch.program.outbox.models import Message

_SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Outbox(BaseEmailBackend):
    """Django's e-mail backend of Vouch: every mail becomes a row, and is sent at once where a mail server is set.

    A server that fails never fails the request: the row keeps its words, and an administrator can send it again.
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
                    created_at=timezone.now(),
                )
                if settings.VOUCH_SMTP:
                    deliver(row)
        return len(email_messages)


def deliver(row: Message) -> bool:
    """Try to send one waiting mail; True when the server took it.

    The row says what came of it: `sent_at` and an emptied text, or `error`.
    """
    mail = EmailMultiAlternatives(
        subject=row.subject,
        body=row.text,
        from_email=row.sender,
        to=[row.to],
        connection=get_connection(_SMTP, timeout=settings.EMAIL_TIMEOUT),
    )
    if row.html:
        mail.attach_alternative(row.html, "text/html")
    try:
        mail.send()
    except OSError as error:  # smtplib's errors are OSErrors too
        row.error = f"{type(error).__name__}: {error}"[:300]
        row.save(update_fields=["error"])
        return False
    row.sent_at, row.error, row.text, row.html = timezone.now(), "", "", ""
    row.save(update_fields=["sent_at", "error", "text", "html"])
    return True
