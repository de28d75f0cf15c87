"""Which open requests still want somebody, and how many?"""

from __future__ import annotations

from vouch.program.references.how import state_of
from vouch.program.references.models import Request
from vouch.program.references.states import OPEN_MATCHES, UNDER_WAY, MatchState, Outcome

_COUNT = (*OPEN_MATCHES, MatchState.DONE)


def wanting(*, limit: int = 200) -> list[tuple[Request, int]]:
    """Each with how many people it wants beside those chosen, by the day they are needed."""
    rows = Request.objects.select_related("seller", "deal", "account").filter(state__in=UNDER_WAY)
    rows = rows.filter(outcome=Outcome.OPEN)  # of a deal that is decided nobody is asked any more
    rows = rows.prefetch_related("matches__ask", "matches__chain", "matches__slots").order_by("needed_by", "key")
    found = []
    for row in rows[:limit]:
        has = sum(state_of(match) in _COUNT for match in row.matches.all())
        if row.how_many > has:
            found.append((row, row.how_many - has))
    return found
