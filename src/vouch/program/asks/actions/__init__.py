"""What changes here, one module a thing that is done."""

from __future__ import annotations

from vouch.program.asks.actions.afterwards import led_to, put_off, remind_owner
from vouch.program.asks.actions.answer import answer
from vouch.program.asks.actions.by_link import answer_by_link, clear_by_link, open_link, stop
from vouch.program.asks.actions.clear import answer_clearance
from vouch.program.asks.actions.finish import finish, thank, withdraw
from vouch.program.asks.actions.gives import do_give, drop_give, followed, plan_give
from vouch.program.asks.actions.leaving import leave, no_more_invitations
from vouch.program.asks.actions.outside import log_outside, owner_words, sent_myself
from vouch.program.asks.actions.propose import propose
from vouch.program.asks.actions.rules import set_owner_rule
from vouch.program.asks.actions.send import Sent, send

__all__ = [
    "Sent", "answer", "answer_by_link", "answer_clearance", "clear_by_link", "do_give", "drop_give", "finish",
    "followed", "leave", "led_to", "log_outside", "no_more_invitations", "open_link", "owner_words", "plan_give",
    "propose", "put_off", "remind_owner", "send", "sent_myself", "set_owner_rule", "stop", "thank", "withdraw",
]  # fmt: skip
