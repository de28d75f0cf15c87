"""Who may be the same, and is not joined? Pairs for people to settle, each with its reasons; nothing is decided here.

Candidates share a block (a domain, an address, a rare word of a name), and a block that too many share says nothing
and is left out. So the work grows with the records and not with their square.
"""

from __future__ import annotations

from vouch.insight.identity.alike.companies import Company, alike_companies
from vouch.insight.identity.alike.pairs import Pair
from vouch.insight.identity.alike.people import Someone, alike_people

__all__ = ["Company", "Pair", "Someone", "alike_companies", "alike_people"]
