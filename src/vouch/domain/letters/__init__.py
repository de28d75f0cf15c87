"""What a letter may begin with, rung by rung: plain, and never a favour."""

from __future__ import annotations

from vouch.domain.letters.start import NAMES, Start, for_person, how_long, start

__all__ = ["NAMES", "Start", "for_person", "how_long", "start"]
