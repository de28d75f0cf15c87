"""What changes here, one module a thing that is done."""

from __future__ import annotations

from vouch.program.references.actions.agree import agree
from vouch.program.references.actions.bring import Brought, bring_references
from vouch.program.references.actions.catch_up import catch_up
from vouch.program.references.actions.change import call_off, missed, set_place
from vouch.program.references.actions.choose import choose
from vouch.program.references.actions.deals import DealRow, decided_meanwhile, publish_deals
from vouch.program.references.actions.follow import answer, follow, leave, no_more_invitations, stop
from vouch.program.references.actions.foreseen import publish_coverage, publish_prices
from vouch.program.references.actions.fulfilment import set_chain, set_mode
from vouch.program.references.actions.going import go_on, go_on_all
from vouch.program.references.actions.how_it_was import say_how
from vouch.program.references.actions.looking import Address, count, look, reveal, shown
from vouch.program.references.actions.picking import link_for_buyer, pick_by_link
from vouch.program.references.actions.refer import follow_referral, introduce, set_fate, thank_for_referral
from vouch.program.references.actions.tend import tend
from vouch.program.references.actions.tending import done, not_filled, say, take, withdraw
from vouch.program.references.actions.thanks import skip_outcome, tell_outcome, thank, write_outcome
from vouch.program.references.actions.times import offer, pick
from vouch.program.references.actions.write import LIKE, MUST, Written, hand_in, keep_draft, whole

__all__ = [
    "LIKE", "MUST", "Address", "Brought", "DealRow", "Written", "agree", "answer", "bring_references", "call_off",
    "catch_up", "choose", "count", "decided_meanwhile", "done", "follow", "follow_referral", "go_on", "go_on_all",
    "hand_in", "introduce", "keep_draft", "leave", "link_for_buyer", "look", "missed", "no_more_invitations",
    "not_filled", "offer", "pick", "pick_by_link", "publish_coverage", "publish_deals", "publish_prices", "reveal",
    "say", "say_how", "set_chain", "set_fate", "set_mode", "set_place", "shown", "skip_outcome", "stop", "take",
    "tell_outcome", "tend", "thank", "thank_for_referral", "whole", "withdraw", "write_outcome",
]  # fmt: skip
