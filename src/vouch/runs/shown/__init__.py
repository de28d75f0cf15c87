"""What a run found, in the shape that pages ask for it: months, moves, gates with evidence, one subject's history.

Everything here reads the result tables of one run, which never change, or one fact of the lake; it gives back plain
values, so that pages need no engine of their own.
"""

from __future__ import annotations

from vouch.runs.shown.found import Found, found

__all__ = ["Found", "found"]
