"""What holds now, and what was said before."""

from __future__ import annotations

from vouch.program.consent.queries.company import permission, permission_history, permissions_of, speakers_of
from vouch.program.consent.queries.holding import hold_history, hold_of, holds_of, release_of
from vouch.program.consent.queries.limits import limits_by_person, limits_history, limits_of
from vouch.program.consent.queries.person import (
    Word,
    consent_history,
    consents_of,
    taken_back_themselves,
    withdrawn_of,
)
from vouch.program.consent.queries.whose import Everybody, among, known_as

__all__ = [
    "Everybody",
    "Word",
    "among",
    "consent_history",
    "consents_of",
    "hold_history",
    "hold_of",
    "holds_of",
    "known_as",
    "limits_by_person",
    "limits_history",
    "limits_of",
    "permission",
    "permission_history",
    "permissions_of",
    "release_of",
    "speakers_of",
    "taken_back_themselves",
    "withdrawn_of",
]
