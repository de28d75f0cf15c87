"""Erasing a person everywhere, and keeping them out; and giving a person what is kept about them."""

from __future__ import annotations

from vouch.runs.erase.erase import Report, erase

__all__ = ["Report", "erase"]
