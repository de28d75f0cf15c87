"""Who has to agree beside the owner, account by account?"""

from __future__ import annotations

from collections.abc import Sequence

from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Account
from vouch.program.references.models import ChainLink


def chain_of(account: Account) -> list[ChainLink]:
    """The links after this account's owner, in order."""
    rows = ChainLink.objects.select_related("colleague").filter(account_id__in=ids_of(account))
    return list(rows.order_by("place", "pk"))


def chains(*, limit: int = 200) -> Sequence[tuple[Account, list[ChainLink]]]:
    """Every account that has a chain, by name, with its links."""
    found: dict[str, tuple[Account, list[ChainLink]]] = {}
    for link in ChainLink.objects.select_related("account", "colleague").order_by("account__folded", "place"):
        found.setdefault(link.account_id, (link.account, []))[1].append(link)
    return list(found.values())[:limit]
