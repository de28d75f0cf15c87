"""What is read here, one module a question."""

from __future__ import annotations

from vouch.program.references.queries.conflicts import Conflicts, conflicts
from vouch.program.references.queries.deals import deal_of, deals
from vouch.program.references.queries.looking import Read, Reading, picked, reading

__all__ = ["Conflicts", "Read", "Reading", "conflicts", "deal_of", "deals", "picked", "reading"]
