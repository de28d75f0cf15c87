"""Which ask is this now, and whose? Read anew, whatever was read before."""

from __future__ import annotations

from vouch.domain.errors import NotFound
from vouch.program.asks.models import Ask
from vouch.program.people.identity.queries import contact_known_as


def fresh(ask: Ask) -> Ask:
    """The ask as it is now, with its person, account and owner.

    Where records were joined since, its person is the one they stand in now; the row keeps the id it was written under.

    Raises NotFound.
    """
    found = Ask.objects.select_related("contact", "account__owner", "proposed_by").filter(pk=ask.pk).first()
    if found is not None:
        return found
    found = Ask.objects.select_related("proposed_by").filter(pk=ask.pk).first()
    contact = contact_known_as(found.contact_id) if found is not None else None
    if found is None or contact is None or contact.account is None:
        raise NotFound("no_such_ask", "There is no such ask any more. The person may have been erased.")
    found.contact, found.account = contact, contact.account
    return found
