"""Who may come in by this address?

Whoever works at a customer, invited or not: limits, a no and what is known of them are theirs before they join. A
member may come in as long as they want, also where their company is a customer no more. Nobody comes in by the address
of an employer they have left, nor by one that several people share: there a code would not say who reads it.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ObjectDoesNotExist

from vouch.program.members.models import Member
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact


def somebody(address: str, *, today: dt.date) -> Contact | None:
    """The one contact who may come in by this address; None for nobody, and where it is not clear who."""
    rows = Contact.objects.select_related("account", "member").filter(email=address.strip().lower())
    able = [row for row in rows[:20] if may_come_in(row, today=today)]
    able = [row for row in able if joined(row)] or able
    return able[0] if len(able) == 1 else None


def may_come_in(contact: Contact, *, today: dt.date) -> bool:
    """Whether this contact may come in today."""
    if contact.left_on is not None and contact.left_on <= today:
        return False
    at_customer = contact.account is not None and contact.account.customer
    return at_customer or joined(contact)


def joined(contact: Contact) -> bool:
    """Whether they are a member now."""
    row = membership(contact)
    return row is not None and row.left_at is None


def membership(contact: Contact) -> Member | None:
    """Their row as a member, also where they have left; None where they never joined.

    Where several records are one person they are a member if they joined under any; the row under their present id is
    preferred, then the one in which something was said last.
    """
    try:
        own = contact.member
    except ObjectDoesNotExist:
        own = None
    others = [id_ for id_ in ids_of(contact) if id_ != contact.pk]
    if not others or (own is not None and own.left_at is None):
        return own
    rows = list(Member.objects.filter(pk__in=others).order_by("-joined_at"))
    return next((row for row in rows if row.left_at is None), own or next(iter(rows), None))
