"""Under which ids may words about an account or a person lie? Under that of every record they stand in.

Words keep the id under which they were said, so that they are where they were once a join of two records is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable

from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Account, Contact


def account_ids(pk: str) -> list[str]:
    """The ids under which words about an account may lie."""
    row = Account.objects.filter(pk=pk).first()
    return ids_of(row) if row else [pk]


def contact_ids(pk: str) -> list[str]:
    """The ids under which words of and about a person may lie."""
    row = Contact.objects.filter(pk=pk).first()
    return ids_of(row) if row else [pk]


def known_as(rows: Iterable[Account | Contact]) -> dict[str, str]:
    """The id each of these goes by now, by every id under which words about them may lie."""
    return {id_: row.pk for row in rows for id_ in reversed(ids_of(row))}
