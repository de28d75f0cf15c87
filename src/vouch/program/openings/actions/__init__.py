"""What changes here, one module a thing that is done."""

from __future__ import annotations

from vouch.program.openings.actions.answer import answer
from vouch.program.openings.actions.change import change
from vouch.program.openings.actions.decide import decide, draw
from vouch.program.openings.actions.end import cancel, close, hold
from vouch.program.openings.actions.invite import Invited, invite, send_cleared, take_back
from vouch.program.openings.actions.leaving import leave, no_more_invitations, stop
from vouch.program.openings.actions.publish import more_seats, publish
from vouch.program.openings.actions.tending import tend
from vouch.program.openings.actions.write import discard, write_opening

__all__ = [
    "Invited", "answer", "cancel", "change", "close", "decide", "discard", "draw", "hold", "invite", "leave",
    "more_seats", "no_more_invitations", "publish", "send_cleared", "stop", "take_back", "tend",
    "write_opening",
]  # fmt: skip
