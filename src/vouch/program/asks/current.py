"""Which ask is this now, and whose? Read anew, whatever was read before."""

from __future__ import annotations

from vouch.domain.errors import NotFound
from vouch.program.asks.models import Ask
from vouch.program.people.identity.queries import present
from vouch.program.people.models import Account, Contact


def fresh(ask: Ask) -> Ask:
    """The ask as it is now, with its person, account and owner.

    Where records were joined since, its person is the one they stand in now; the row keeps the id it was written under.

    Raises NotFound.
    """
    found = Ask.objects.select_related("contact", "account__owner", "proposed_by").filter(pk=ask.pk).first()
    if found is not None and not found.contact.stands_in_id and not found.account.stands_in_id:
        return found
    found = found or Ask.objects.select_related("proposed_by").filter(pk=ask.pk).first()
    contact = present(Contact, found.contact_id, "account__owner") if found is not None else None
    account = present(Account, found.account_id, "owner") if found is not None else None
    account = account or (contact.account if contact is not None else None)
    if found is None or contact is None or account is None:
        raise NotFound("no_such_ask", "There is no such ask any more. The person may have been erased.")
    found.contact, found.account = contact, account
    return found
