"""How does a visit begin, last and end? It is a row; the browser keeps a secret of which the row has the digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from vouch.program.history.actions import record
from vouch.program.members.models import Code, Visit
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact

DAYS = 14
"""How long a visit lasts after it was last used."""
MOST_DAYS = 90
"""And how long at most, used or not."""
_NOTICED = dt.timedelta(hours=1)


@transaction.atomic
def begin(*, contact: Contact) -> str:
    """Let this contact in. Returns the secret."""
    secret, now = secrets.token_urlsafe(32), timezone.now()
    Visit.objects.filter(expires_at__lt=now - dt.timedelta(days=MOST_DAYS)).delete()
    row = Visit.objects.create(
        digest=digest(secret),
        contact=contact,
        began_at=now,
        seen_at=now,
        expires_at=now + dt.timedelta(days=DAYS),
    )
    record(by=None, door="portal", action="begin_visit", kind="contact", object_id=contact.pk, visit=row.pk)
    return secret


def stay(*, visit: Visit) -> bool:
    """Note that the visit is used, at most once an hour; its end moves on. Returns whether it moved."""
    now = timezone.now()
    if now - visit.seen_at < _NOTICED:
        return False
    last = visit.began_at + dt.timedelta(days=MOST_DAYS)
    visit.seen_at, visit.expires_at = now, min(now + dt.timedelta(days=DAYS), last)
    Visit.objects.filter(pk=visit.pk, ended_at=None).update(seen_at=now, expires_at=visit.expires_at)
    return True


@transaction.atomic
def end(*, visit: Visit) -> None:
    """They sign out here."""
    if Visit.objects.filter(pk=visit.pk, ended_at=None).update(ended_at=timezone.now()):
        record(by=None, door="portal", action="end_visit", kind="contact", object_id=visit.contact_id, visit=visit.pk)


@transaction.atomic
def end_all(*, contact: Contact) -> int:
    """They sign out everywhere; also codes on their way are void. Returns how many visits ended."""
    now = timezone.now()
    whose = ids_of(contact)
    ended = Visit.objects.filter(contact__in=whose, ended_at=None, expires_at__gt=now).update(ended_at=now)
    Code.objects.filter(contact__in=whose, used_at=None).update(used_at=now)
    record(by=None, door="portal", action="end_visits", kind="contact", object_id=contact.pk, visits=ended)
    return ended


def digest(secret: str) -> str:
    """What is kept of a visit's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
