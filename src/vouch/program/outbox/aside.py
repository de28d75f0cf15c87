"""How does a mail leave at once, without its page waiting for the mail server?

A page that waits while a server speaks tells by its slowness that there was a mail to send. So a code for somebody who
wants to come in leaves beside the page; where that fails, the row waits and the worker sends it.
"""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import connection

from vouch.program.outbox.delivery import deliver
from vouch.program.outbox.models import Message

_log = logging.getLogger("vouch.mail")


def deliver_aside(row: Message) -> threading.Thread | None:
    """Send this mail in a thread of its own, after it was kept; None where no mail server is set."""
    if not settings.VOUCH_SMTP:
        return None
    thread = threading.Thread(target=_deliver, args=[row], name=f"mail-{row.pk}", daemon=True)
    thread.start()
    return thread


def _deliver(row: Message) -> None:
    try:
        deliver(row)
    except Exception:
        _log.exception("mail %s could not be sent beside its page; it waits for the worker", row.pk)
    finally:
        connection.close()
