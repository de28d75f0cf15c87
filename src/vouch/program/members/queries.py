"""Whose visit is it, and who is a member?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from vouch.program.members.actions.visiting import digest
from vouch.program.members.models import Member, Visit
from vouch.program.members.who import joined, may_come_in, membership
from vouch.program.people.identity.queries import ids_of, moved, present
from vouch.program.people.models import Contact

__all__ = ["answers", "joined", "member", "membership", "visit", "visits"]


def visit(secret: str, *, today: dt.date) -> Visit | None:
    """The visit of the browser with this secret, with its contact, account and membership.

    None where it ended, grew old, or its contact may not come in any more: erased, gone to another company.
    """
    if not secret:
        return None
    rows = Visit.objects.select_related("contact__account__owner", "contact__member")
    row = rows.filter(digest=digest(secret), ended_at=None, expires_at__gt=timezone.now()).first()
    if row is not None and row.contact.stands_in_id:
        row.contact = present(Contact, row.contact_id, "account__owner", "member") or row.contact
    return row if row is not None and may_come_in(row.contact, today=today) else None


def visits(contact: Contact) -> Sequence[Visit]:
    """Where they are signed in now, the one used last first."""
    rows = Visit.objects.filter(contact__in=ids_of(contact), ended_at=None, expires_at__gt=timezone.now())
    return list(rows.order_by("-seen_at", "-id"))


def member(contact: Contact) -> Member | None:
    """Their membership as it is now; None where they never joined or have left."""
    row = membership(contact)
    return row if row is not None and row.left_at is None else None


def answers() -> list[tuple[str, dict[str, str], dt.date]]:
    """Every member by the id they go by now, what they said on joining, and the day they joined, oldest first."""
    now = moved(Contact)
    rows = Member.objects.filter(left_at=None).order_by("joined_at", "pk").values_list("pk", "answers", "joined_at")
    return [(now.get(pk, pk), said, at.date()) for pk, said, at in rows]
