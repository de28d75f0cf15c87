"""What is read here, one module a question."""

from __future__ import annotations

from vouch.program.programmes.queries.compare import MOST, Compared, compared
from vouch.program.programmes.queries.figures import Figures, figures
from vouch.program.programmes.queries.listing import (
    LANES,
    asks_of,
    costs_of,
    counts,
    history,
    openings_of,
    programme,
    programmes,
    several,
)
from vouch.program.programmes.queries.people import could_be_asked, people_of
from vouch.program.programmes.queries.pools import Suits, suits
from vouch.program.programmes.queries.within import asks_in, free_openings, offered_asks, programme_of_ask

__all__ = [
    "LANES", "MOST", "Compared", "Figures", "Suits", "asks_in", "asks_of", "compared", "costs_of", "could_be_asked",
    "counts", "figures", "free_openings", "history", "offered_asks", "openings_of", "people_of", "programme",
    "programme_of_ask", "programmes", "several", "suits",
]  # fmt: skip
