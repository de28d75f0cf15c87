"""Which words of our data can somebody mean? Industries, regions and products of customers, by the request's field."""

from __future__ import annotations

from vouch.program.findings.models import Particular
from vouch.program.people.models import Account

_MOST = 2000


def known_words() -> dict[str, list[str]]:
    """The values there are, by field; in three statements."""
    rows = Account.objects.filter(customer=True)
    industries = set(rows.values_list("industry", flat=True).distinct()[:_MOST])
    industries |= set(rows.values_list("segment", flat=True).distinct()[:_MOST])
    regions = {one for pair in rows.values_list("region", "country").distinct()[:_MOST] for one in pair}
    products = set(Particular.objects.filter(kind="product").values_list("value", flat=True).distinct()[:_MOST])
    found = {"industry": industries, "region": regions, "product": products}
    return {name: sorted(values - {""}) for name, values in found.items()}
