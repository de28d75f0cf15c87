"""What colleagues wrote down, carried to the lake as facts."""

from __future__ import annotations

from vouch.runs.carry.carry import carry

__all__ = ["carry"]
