"""Who is invited to an open invitation? Everybody a rule names, or a lot drawn with a seed; never by what they think.

Only a customer's segment, the seed, and how many are wanted go in. Stage, attitude, score and personality are not even
read, so the list cannot depend on them (`docs/ideas/asks.md`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from vouch.program.people.models import Contact


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Whom an open invitation goes to. `segment` None: every customer's; `size` None: everybody; `seed` for the lot."""

    segment: str | None = None
    size: int | None = None
    seed: str = ""

    @property
    def words(self) -> str:
        """As it is kept with each ask, and shown."""
        whose = "every segment" if self.segment is None else f"the segment “{self.segment or 'none given'}”"
        how = "everybody" if self.size is None else f"{self.size} drawn by lot, seed {self.seed}"
        return f"At customers of {whose}: {how}; by no stage, score or opinion."


def drawn(rule: Rule, *, limit: int = 500) -> Sequence[Contact]:
    """Those the rule names, in the order of the lot; at most `limit`. The same rule names the same people.

    Who left, asked not to be approached, or has no address was never in the lot.
    """
    order = sorted(_all(rule).values_list("pk", flat=True), key=lambda pk: _lot(rule.seed, pk))
    chosen = order[: min(rule.size or limit, limit)]
    found = {row.pk: row for row in Contact.objects.select_related("account__owner").filter(pk__in=chosen)}
    return [found[pk] for pk in chosen]


def how_many(rule: Rule) -> int:
    """How many people are in the lot."""
    return _all(rule).count()


def _all(rule: Rule) -> QuerySet[Contact]:
    rows = Contact.objects.filter(account__customer=True, left_on=None, opted_out=False).exclude(email="")
    return rows if rule.segment is None else rows.filter(account__segment=rule.segment)


def _lot(seed: str, pk: str) -> str:
    return hashlib.sha256(f"{seed}:{pk}".encode()).hexdigest()
