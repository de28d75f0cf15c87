"""What was asked, what waits for whom, what was given, who carries how much. Each module answers one of these."""

from __future__ import annotations

from vouch.program.asks.queries.board import LANES, Narrowed, board, counts, every
from vouch.program.asks.queries.gives import Balance, balance, give, gives_due, gives_of
from vouch.program.asks.queries.one import ask, clearances, of_account, of_contact, several, steps
from vouch.program.asks.queries.situations import situations
from vouch.program.asks.queries.standing import account_holds
from vouch.program.asks.queries.waiting import answers, asked_by_owners, later, ready, thanks_due, to_clear, waiting

__all__ = [
    "LANES", "Balance", "Narrowed", "account_holds", "answers", "ask", "asked_by_owners", "balance", "board",
    "clearances", "counts", "every", "give", "gives_due", "gives_of", "later", "of_account", "of_contact", "ready",
    "several", "situations", "steps", "thanks_due", "to_clear", "waiting",
]  # fmt: skip
