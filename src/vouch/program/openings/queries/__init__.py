"""What is read here, one module a question."""

from __future__ import annotations

from vouch.program.openings.queries.fitting import Candidate, Fitting, HowMany, candidate, fitting, how_many
from vouch.program.openings.queries.listing import LANES, Listed, counts, guest, guests, history, opening, openings
from vouch.program.openings.queries.places import Seats, place_of, seats_of
from vouch.program.openings.queries.theirs import by_secret, opening_of, openings_of

__all__ = [
    "LANES", "Candidate", "Fitting", "HowMany", "Listed", "Seats", "by_secret", "candidate", "counts", "fitting",
    "guest",
    "guests", "history", "how_many", "opening", "opening_of", "openings", "openings_of", "place_of", "seats_of",
]  # fmt: skip
