"""How is a match now? Read anew, with all that says how far it is, whatever was read before."""

from __future__ import annotations

from vouch.domain.errors import NotFound
from vouch.program.references.models import Match


def now(key: str) -> Match:
    """The match as it is now. Raises NotFound."""
    rows = Match.objects.select_related("request__seller", "request__deal", "contact", "account__owner", "ask")
    rows = rows.select_related("request__taken_by", "chosen_by")
    found = rows.prefetch_related("chain", "slots", "feedback").filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_match", "There is nobody of that for this request any more. They may have been erased.")
    return found
