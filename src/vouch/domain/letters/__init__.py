"""What a letter may begin with, rung by rung and for each way to be: plain, and never a favour."""

from __future__ import annotations

from vouch.domain.letters.fields import FIELDS, MAY_BE_UNKNOWN, PIECES
from vouch.domain.letters.filling import Filled, fill
from vouch.domain.letters.load import FILE, load, read
from vouch.domain.letters.start import (
    Start,
    begun_for,
    for_person,
    for_several,
    how_long,
    of_person,
    of_rung,
    read_by,
    start,
)
from vouch.domain.letters.templates import Template, Templates, shipped

__all__ = [
    "FIELDS", "FILE", "MAY_BE_UNKNOWN", "PIECES", "Filled", "Start", "Template", "Templates", "begun_for", "fill",
    "for_person", "for_several", "how_long", "load", "of_person", "of_rung", "read", "read_by", "shipped", "start",
]  # fmt: skip
