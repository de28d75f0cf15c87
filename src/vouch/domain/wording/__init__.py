"""The wording of invitations: what begs, presses, promises nothing or pays for praise; and better turns."""

from __future__ import annotations

from vouch.domain.wording.faults import Fault
from vouch.domain.wording.holes import Hole, holes
from vouch.domain.wording.mending import mended
from vouch.domain.wording.reading import Edit, Mark, Reading, read
from vouch.domain.wording.refusing import stopped, stopped_in

__all__ = ["Edit", "Fault", "Hole", "Mark", "Reading", "holes", "mended", "read", "stopped", "stopped_in"]
