"""Which deals can a request be for? Those of the CRM that are open, found by a word or by their id there."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from vouch.program.colleagues.models import User
from vouch.program.people.folding import fold
from vouch.program.references.models import Deal
from vouch.program.references.states import Outcome


def deals(words: str = "", *, mine: User | None = None, limit: int = 20) -> Sequence[Deal]:
    """Open deals whose name or buyer has all these words; those of `mine` first, then those that close first."""
    rows = Deal.objects.select_related("account", "owner").filter(outcome=Outcome.OPEN)
    for word in fold(words).split()[:6]:
        rows = rows.filter(Q(folded__contains=word) | Q(company__icontains=word) | Q(source_id__iexact=word))
    found = list(rows.order_by("closes_on", "id")[: limit * 5])
    own = mine.owner if mine is not None else ""
    return sorted(found, key=lambda one: not (own and one.owner_id == own))[:limit]


def deal_of(system_id: str) -> Deal | None:
    """The deal a CRM's link means: by its whole id here, or its id in the source (Salesforce's short one, too)."""
    named = " ".join(system_id.split())
    if not named:
        return None
    rows = Deal.objects.select_related("account", "owner")
    found = rows.filter(Q(pk=named) | Q(source_id=named)).first()
    if found is None and len(named) == 15:  # Salesforce's short form: the long one adds a check of three
        found = rows.filter(source_id__startswith=named).first()
    return found
