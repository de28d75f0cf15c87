"""What was suggested before, for a run that says what changed it."""

from __future__ import annotations

from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Contact
from vouch.program.suggestions.models import NextStep
from vouch.program.suggestions.rows import Earlier

_COLUMNS = ("kind", "activity", "sentence", "value", "parts", "computed_on", "before", "changed", "reasons")


def earlier() -> dict[str, Earlier]:
    """The step that stands now, by person. In two statements."""
    now = moved(Contact)
    rows = NextStep.objects.order_by("pk").values_list("contact_id", *_COLUMNS).iterator(chunk_size=5000)
    return {now.get(pk, pk): Earlier(**dict(zip(_COLUMNS, told, strict=True))) for pk, *told in rows}
