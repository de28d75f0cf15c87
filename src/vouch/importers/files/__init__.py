"""Our own plain format, its templates, and the draft of a mapping for any other file."""

from __future__ import annotations

from vouch.importers.files.plain import KINDS
from vouch.importers.files.suggest import suggest
from vouch.importers.files.template import template

__all__ = ["KINDS", "suggest", "template"]
