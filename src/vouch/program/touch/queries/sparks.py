"""Who of us could speak to somebody, and what colleagues say they share with them?"""

from __future__ import annotations

from collections.abc import Sequence

from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import Contact
from vouch.program.people.personality.queries import own_word
from vouch.program.touch.models import InCommon, Spark


def sparks_of(contact: Contact | str) -> Sequence[Spark]:
    """Who of us, the best first, as it was worked out last; nobody where the person objects to such conclusions."""
    word = own_word(contact)
    if word is not None and word.objected_at is not None:
        return []
    rows = Spark.objects.select_related("colleague").filter(contact_id__in=every_id(Contact, contact))
    return list(rows.order_by("rank", "pk"))


def in_common_with(contact: Contact | str) -> Sequence[InCommon]:
    """What colleagues say they share with this person, the latest first."""
    rows = InCommon.objects.select_related("author").filter(contact_id__in=every_id(Contact, contact))
    return list(rows.order_by("-said_at", "pk"))
