"""What changes here, one module a thing that is done."""

from __future__ import annotations

from vouch.program.references.actions.agree import agree
from vouch.program.references.actions.choose import choose
from vouch.program.references.actions.deals import DealRow, decided_meanwhile, publish_deals
from vouch.program.references.actions.fulfilment import set_chain, set_mode
from vouch.program.references.actions.going import go_on, go_on_all
from vouch.program.references.actions.looking import Address, look, reveal, shown
from vouch.program.references.actions.tending import done, not_filled, say, take, withdraw
from vouch.program.references.actions.write import LIKE, MUST, Written, hand_in, keep_draft, whole

__all__ = [
    "LIKE", "MUST", "Address", "DealRow", "Written", "agree", "choose", "decided_meanwhile", "done", "go_on",
    "go_on_all", "hand_in", "keep_draft", "look", "not_filled", "publish_deals", "reveal", "say", "set_chain",
    "set_mode", "shown", "take", "whole", "withdraw",
]  # fmt: skip
