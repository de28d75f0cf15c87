"""One ask: what it says, every step it took, what its owner was asked; and the asks of one person or account."""

from __future__ import annotations

from collections.abc import Sequence

from vouch.program.asks.current import fresh
from vouch.program.asks.models import Ask, Clearance, Step
from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import Account, Contact

_BESIDE = ("contact__placement", "account__owner", "proposed_by")


def ask(key: str) -> Ask:
    """One ask with its person and account as they are known now, owner and who proposed it. Raises NotFound."""
    row = Ask.objects.select_related(*_BESIDE, "smaller_of").filter(pk=key).first()
    if row is None or row.contact.stands_in_id or row.account.stands_in_id:
        return fresh(Ask(pk=key))
    return row


def steps(one: Ask) -> Sequence[Step]:
    """Every step it took, first one first, with who took it."""
    return list(one.steps.select_related("by"))


def clearances(one: Ask) -> Sequence[Clearance]:
    """Every question to the owner about it, first one first, with whom it went to and who answered."""
    return list(one.clearances.select_related("asked", "answered_by", "owner").order_by("asked_at", "pk"))


def of_contact(whose: Contact | str, *, limit: int = 50) -> Sequence[Ask]:
    """The asks of one person, newest first."""
    rows = Ask.objects.select_related("proposed_by").filter(contact__in=every_id(Contact, whose))
    return list(rows.order_by("-proposed_at", "key")[:limit])


def of_account(whose: Account | str, *, limit: int = 50) -> Sequence[Ask]:
    """The asks of one account, newest first, with the person."""
    rows = Ask.objects.select_related("contact", "proposed_by").filter(account__in=every_id(Account, whose))
    return list(rows.order_by("-proposed_at", "key")[:limit])


def several(keys: Sequence[str]) -> Sequence[Ask]:
    """The asks with these keys in this order; those that are not there are left out."""
    found = {row.pk: row for row in Ask.objects.select_related(*_BESIDE).filter(pk__in=keys)}
    return [found[key] for key in dict.fromkeys(keys) if key in found]
