"""Which people are meant by an e-mail address, an id or a name?"""

from __future__ import annotations

from collections.abc import Sequence

from vouch.program.people.models import Contact


def people_meant(text: str, *, limit: int = 20) -> Sequence[Contact]:
    """The people with that e-mail address, else that internal id, else that source's id, else exactly that name."""
    text = text.strip()
    if not text:
        return []
    for column in ("email__iexact", "pk", "source_id", "name__iexact"):
        rows = list(Contact.objects.filter(**{column: text}).order_by("folded", "id")[:limit])
        if rows:
            return rows
    return []
