"""Who must never be shown, or asked, for a request? The buyer's own people, its relatives, and its competitors.

A customer who competes with the buyer would give away that they buy; one who worked for the buyer is no stranger to
them. They are left out before anything is counted, so that no figure says that they are there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from vouch.program.people.folding import fold
from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import Account, Contact, Move
from vouch.program.references.models import Request


@dataclass(frozen=True)
class Conflicts:
    """Ids of accounts and of people who are out of the question for one request."""

    accounts: frozenset[str] = field(default_factory=frozenset)
    people: frozenset[str] = field(default_factory=frozenset)

    def between(self, contact: Contact) -> bool:
        """Whether this person is one of them."""
        return contact.pk in self.people or (contact.account_id or "") in self.accounts


def conflicts(request: Request) -> Conflicts:
    """The conflicts of this request, in a fixed number of statements.

    The buyer is its account, and any account of the buyer's name; competitors are those named on the request.
    """
    buyers = set(every_id(Account, request.account_id)) if request.account_id else set()
    folded = fold(request.buyer)
    if folded:
        buyers |= set(Account.objects.filter(folded=folded).values_list("pk", flat=True))
    family = _family(buyers)
    out = family | {one for pk in request.conflicts for one in every_id(Account, str(pk))}
    was_there = set(Move.objects.filter(left_id__in=family).values_list("contact_id", flat=True)) if family else set()
    return Conflicts(frozenset(out), frozenset(was_there))


def _family(buyers: set[str]) -> set[str]:
    """The buyers, their parents, and whoever has a parent in common: up to the top and down again, twice."""
    found = set(buyers)
    for _ in range(3):
        above = set(Account.objects.filter(pk__in=found).exclude(parent=None).values_list("parent_id", flat=True))
        rows = Account.objects.filter(Q(parent_id__in=found | above) | Q(pk__in=above)).values_list("pk", flat=True)
        more = found | {one for one in above if one} | set(rows)
        if more == found:
            break
        found = more
    return found


def rival_names(request: Request) -> list[str]:
    """What the companies are called that were named as competitors of the buyer."""
    rows = Account.objects.filter(pk__in=[str(pk) for pk in request.conflicts]).order_by("folded", "pk")
    return list(dict.fromkeys(rows.values_list("name", flat=True)))
