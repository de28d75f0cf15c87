"""Our own plain format, its templates, and the draft of a mapping for any other file."""

from __future__ import annotations

from vouch.importers.files.plain import KINDS

__all__ = ["KINDS"]
