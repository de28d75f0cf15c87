"""What was asked, what waits for whom, what was given, who carries how much. Each module answers one of these."""

from __future__ import annotations

from vouch.program.asks.queries.board import LANES, Narrowed, board, counts, every
from vouch.program.asks.queries.figures import led_to_between
from vouch.program.asks.queries.gives import Balance, balance, give, gives_due, gives_of
from vouch.program.asks.queries.one import ask, clearances, of_account, of_contact, several, steps
from vouch.program.asks.queries.situations import situations
from vouch.program.asks.queries.standing import account_holds
from vouch.program.asks.queries.theirs import deeds_of, given_to, invitation_of, invitations_of, reached, smaller_than
from vouch.program.asks.queries.waiting import answers, asked_by_owners, later, ready, thanks_due, to_clear, waiting

__all__ = [
    "LANES", "Balance", "Narrowed", "account_holds", "answers", "ask", "asked_by_owners", "balance", "board",
    "clearances", "counts", "deeds_of", "every", "give", "given_to", "gives_due", "gives_of", "invitation_of",
    "invitations_of", "later", "led_to_between", "of_account", "of_contact", "reached", "ready", "several",
    "situations", "smaller_than", "steps", "thanks_due", "to_clear", "waiting",
]  # fmt: skip
