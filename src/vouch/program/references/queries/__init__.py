"""What is read here, one module a question."""

from __future__ import annotations

from vouch.program.references.queries.conflicts import Conflicts, conflicts
from vouch.program.references.queries.deals import deal_of, deals

__all__ = ["Conflicts", "conflicts", "deal_of", "deals"]
