"""What criteria of openings ask of and only a run knows: roles and products, published for the program."""

from __future__ import annotations

from vouch.runs.openings.particulars import particulars

__all__ = ["particulars"]
