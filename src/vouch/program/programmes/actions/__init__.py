"""What changes here, one module a thing that is done."""

from __future__ import annotations

from vouch.program.programmes.actions.costs import add_cost, take_cost_back
from vouch.program.programmes.actions.move import begin, discard, end
from vouch.program.programmes.actions.publish import publish_pools
from vouch.program.programmes.actions.within import (
    add_asks,
    add_openings,
    choose_people,
    leave_out,
    say_kept,
    take_ask_out,
    take_opening_out,
)
from vouch.program.programmes.actions.write import write_programme

__all__ = [
    "add_asks", "add_cost", "add_openings", "begin", "choose_people", "discard", "end", "leave_out", "publish_pools",
    "say_kept", "take_ask_out", "take_cost_back", "take_opening_out", "write_programme",
]  # fmt: skip
