"""Whom to ask next, and for what: worth in plain parts, both wins as a condition, small steps, passion before brand.

The caller has checked every gate: candidates are only what may be asked.
"""

from __future__ import annotations

from vouch.matching.next_ask.candidate import Candidate, Willingness, willingness
from vouch.matching.next_ask.choice import Choice, Passed, Pick, near
from vouch.matching.next_ask.choose import choose
from vouch.matching.next_ask.step import Reached, both, step
from vouch.matching.next_ask.way import Stride, Way, way
from vouch.matching.next_ask.wins import need, win
from vouch.matching.next_ask.worth import Worth, Worths, value

__all__ = [
    "Candidate",
    "Choice",
    "Passed",
    "Pick",
    "Reached",
    "Stride",
    "Way",
    "Willingness",
    "Worth",
    "Worths",
    "both",
    "choose",
    "near",
    "need",
    "step",
    "value",
    "way",
    "willingness",
    "win",
]
