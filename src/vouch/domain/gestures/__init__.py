"""Small personal gestures: the occasions there are, and a note to begin with for each."""

from __future__ import annotations

from vouch.domain.gestures.note import Occasion, note, notes
from vouch.domain.gestures.occasions import KINDS, Kind

__all__ = ["KINDS", "Kind", "Occasion", "note", "notes"]
