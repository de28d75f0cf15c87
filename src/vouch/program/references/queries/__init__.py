"""What is read here, one module a question."""

from __future__ import annotations

from vouch.program.references.queries.conflicts import Conflicts, conflicts
from vouch.program.references.queries.deals import deal_of, deals
from vouch.program.references.queries.listing import LANES, Page, alike, counts, match_of, request_of, requests
from vouch.program.references.queries.looking import Read, Reading, picked, reading

__all__ = [
    "LANES", "Conflicts", "Page", "Read", "Reading", "alike", "conflicts", "counts", "deal_of", "deals", "match_of",
    "picked", "reading", "request_of", "requests",
]  # fmt: skip
