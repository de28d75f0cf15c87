"""How does the program learn who the customers are? A run hands over all of them; nobody else writes these rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from vouch.program.people.folding import fold
from vouch.program.people.models import Account, Contact, Owner
from vouch.program.people.rows import AccountRow, ContactRow, OwnerRow
from vouch.program.people.writing import replace_all

_OWNER = ("id", "run", "system", "source_id", "also", "name", "email", "active")
_ACCOUNT = (
    *("id", "run", "system", "source_id", "also", "name", "folded", "customer", "type", "domain", "industry"),
    *("segment", "region", "country", "employees", "yearly_value", "currency", "customer_since", "customer_until"),
    *("parent", "owner"),
)
_CONTACT = (
    *("id", "run", "system", "source_id", "also", "account", "name", "folded", "email", "title", "department"),
    *("country", "language", "suggested_role", "opted_out", "left_on", "owner"),
)


@dataclass(frozen=True, kw_only=True)
class Projected:
    """How many identities there are now."""

    owners: int
    accounts: int
    contacts: int


@transaction.atomic
def project(
    *, run: str, owners: Iterable[OwnerRow], accounts: Iterable[AccountRow], contacts: Iterable[ContactRow]
) -> Projected:
    """Replace the projection by these rows, which are all there are: what is not among them is gone afterwards.

    Streams are read once and never held; have them ready, since colleagues who write wait for the end. Entries of
    staff keep pointing at ids, so that nothing they wrote is lost when an identity comes back.
    """
    return Projected(
        owners=replace_all(
            Owner,
            _OWNER,
            ((r.id, run, r.system, r.source_id, r.also, r.name[:255], r.email, r.active) for r in owners),
        ),
        accounts=replace_all(
            Account,
            _ACCOUNT,
            (
                (
                    *(r.id, run, r.system, r.source_id, r.also, r.name[:255], fold(r.name)[:255], r.customer),
                    *(r.type[:120], r.domain[:255], r.industry[:120], r.segment[:120], r.region[:120]),
                    *(r.country[:120], r.employees, r.yearly_value, r.currency[:3], r.customer_since),
                    *(r.customer_until, r.parent, r.owner),
                )
                for r in accounts
            ),
        ),
        contacts=replace_all(
            Contact,
            _CONTACT,
            (
                (
                    *(r.id, run, r.system, r.source_id, r.also, r.account, r.name[:255]),
                    *(fold(r.name or r.email)[:255], r.email[:254], r.title[:255], r.department[:120]),
                    *(r.country[:120], r.language[:32], r.suggested_role[:120], r.opted_out, r.left_on, r.owner),
                )
                for r in contacts
            ),
        ),
    )
