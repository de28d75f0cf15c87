"""Which words can criteria ask for? Those that customers have, most frequent first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from vouch.program.findings.models import Particular
from vouch.program.people.models import Account, Contact

_MOST = 24
"""Words of one list: more are no choice any more."""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """The segments, industries, regions, products and languages of customers."""

    segments: Sequence[str]
    industries: Sequence[str]
    regions: Sequence[str]
    products: Sequence[str]
    languages: Sequence[str]


def offered(*, also: Sequence[str] = ()) -> Offered:
    """The words customers have. `also`: kept in every list where it has them, for a draft that asks for rare ones."""
    customers = Account.objects.filter(customer=True)
    people = Contact.objects.filter(account__customer=True, left_on=None)
    return Offered(
        segments=_words(customers, "segment", also),
        industries=_words(customers, "industry", also),
        regions=_words(customers, "region", also),
        products=_words(Particular.objects.filter(kind="product"), "value", also),
        languages=_words(people, "language", also),
    )


def _words(rows: object, name: str, also: Sequence[str]) -> list[str]:
    counted = rows.exclude(**{name: ""}).values(name).annotate(n=Count("pk")).order_by("-n", name)  # type: ignore[attr-defined]
    found = [str(row[name]) for row in counted]
    return sorted({*found[:_MOST], *(word for word in also if word in found)})
