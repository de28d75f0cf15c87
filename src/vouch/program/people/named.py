"""What are some accounts and people called? Names for ids, a page of them at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from vouch.program.people.models import Account, Contact


@dataclass(frozen=True)
class Named:
    """An account or a person as a line of text shows them. `account` is where a person works, an internal id."""

    kind: str
    id: str
    name: str
    account: str = ""
    value: float | None = None


def named(ids: Collection[str | None]) -> dict[str, Named]:
    """The accounts (`a...`) and people (`c...`) with these ids; those who are not known, or erased, are left out."""
    known: dict[str, Named] = {}
    accounts = [one for one in ids if one and one.startswith("a")]
    people = [one for one in ids if one and one.startswith("c")]
    if accounts:
        for pk, name, value in Account.objects.filter(pk__in=accounts).values_list("id", "name", "yearly_value"):
            known[pk] = Named("account", pk, name, pk, value)
    if people:
        rows = Contact.objects.filter(pk__in=people).values_list("id", "name", "email", "account_id")
        for pk, name, email, account in rows:
            known[pk] = Named("contact", pk, name or email, account or "")
    return known
