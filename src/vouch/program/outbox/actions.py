"""How is a mail that stayed behind sent?"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from vouch.domain.errors import Conflict, Refusal
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.outbox.delivery import deliver
from vouch.program.outbox.models import Message
from vouch.program.outbox.queries import message


def send_again(*, by: User | None, pk: int) -> Message:
    """Try once more to send a mail that waits.

    Raises NotAllowed; NotFound; Conflict when it has left already; Refusal where no mail server is set.
    """
    require(by, "see_outbox")
    if not settings.VOUCH_SMTP:
        raise Refusal(
            "no_mail_server", "No mail server is set, so nothing can be sent. Whoever runs Vouch sets VOUCH_SMTP_URL."
        )
    row = message(pk)
    if row.sent_at:
        raise Conflict("was_sent", "This mail has left already.")
    deliver(row)
    with transaction.atomic():
        record(by=by, action="send_mail_again", kind="mail", object_id=row.pk, sent=row.sent_at is not None)
    return row
