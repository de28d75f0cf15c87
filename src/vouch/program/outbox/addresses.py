"""How do we know our mails again, and which addresses does none of them reach?"""

from __future__ import annotations

import secrets
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone

from vouch.program.outbox.letter import line
from vouch.program.outbox.models import Undeliverable


def new_message_id() -> str:
    """A name for a mail that nobody can guess: who returns it to us has seen the mail."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f"<{secrets.token_hex(16)}@{address.rpartition('@')[2] or 'localhost'}>"


def undeliverable(address: str, why: str) -> None:
    """Note that mail does not reach this address; the first word on it stays."""
    Undeliverable.objects.get_or_create(
        address=address.lower(), defaults={"since": timezone.now(), "why": line(why, 300)}
    )


def why_dead(address: str) -> str:
    """Why no mail goes to this address; empty where it does."""
    dead = Undeliverable.objects.filter(address=address.lower()).first()
    return f"No mail reaches this address since {dead.since:%-d %b %Y}: {dead.why}"[:300] if dead else ""
