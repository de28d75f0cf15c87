"""Who gets no gesture either: those who opted out, left, paused, or are held for legal reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from vouch.program.consent.models import Hold, Limits
from vouch.program.findings.models import Circumstance
from vouch.program.people.models import Contact


def in_peace(contacts: Collection[str], *, today: dt.date) -> set[str]:
    """Those of these people who are left in peace today. An open escalation is no moment for a card either."""
    people = Contact.objects.filter(pk__in=contacts)
    found = set(people.filter(Q(opted_out=True) | Q(left_on__lte=today)).values_list("pk", flat=True))
    found |= set(contacts) - set(people.values_list("pk", flat=True))
    found |= set(Limits.objects.filter(contact__in=contacts, paused_until__gte=today).values_list("contact", flat=True))
    held = Hold.objects.filter(lifted_at=None, from_on__lte=today, kind="legal").exclude(until__lt=today)
    found |= set(held.filter(contact__in=contacts).values_list("contact", flat=True))
    accounts = {pk for pk in held.exclude(account=None).values_list("account", flat=True) if pk}
    accounts |= set(Circumstance.objects.filter(kind="escalation").values_list("account", flat=True))
    return found | set(people.filter(account__in=accounts).values_list("pk", flat=True))
