"""What is due of asking, and which mails can leave? The worker's part in giving and asking.

Nothing is remembered between two calls but when to look again. Everything that counts is in the database, where each
change is conditional and each mail has a key: two workers, or one that was killed and begins again, do nothing twice.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from vouch.domain.policy import Policy
from vouch.program.asks.actions import telling, tending
from vouch.program.asks.links import Address
from vouch.program.openings.actions import tend as tend_openings
from vouch.program.outbox import queries as outbox
from vouch.program.outbox.delivery import deliver_due
from vouch.program.references.actions import tend as tend_references
from vouch.program.touch import queries as touch

TEND_EVERY = 60.0
"""Seconds between looks at what is due by itself."""
SERVER_RESTS = 60.0
"""Seconds in which a mail server that took nothing is left alone."""
_AT_ONCE = 20
"""Mails sent before the worker looks at its other work."""


@dataclass
class Asking:
    """The worker's part in asking. Without `address`, which makes links of mails, only written mails are sent."""

    address: Address | None = None
    _tended: float = float("-inf")
    _server_rests_until: float = float("-inf")

    def step(self, policy: Policy) -> str:
        """Do what is due now; in a sentence what was done, empty where nothing was. Safe to call at any time."""
        if self.address is not None and time.monotonic() - self._tended >= TEND_EVERY:
            self._tended = time.monotonic()
            told = tend(policy, address=self.address, now=timezone.now())
            if told:
                return told
        return self._send(policy)

    def waits(self) -> bool:
        """Whether there is something to send at this moment."""
        return bool(settings.VOUCH_SMTP) and time.monotonic() >= self._server_rests_until and outbox.any_due()

    def _send(self, policy: Policy) -> str:
        if not self.waits():
            return ""
        # while the server was down somebody may have withdrawn, or a hold been set
        tending.recall_unwanted(policy=policy, today=_today(policy, timezone.now()), limit=_AT_ONCE)
        tried = deliver_due(limit=_AT_ONCE)
        if tried.server_down:
            self._server_rests_until = time.monotonic() + SERVER_RESTS
        return f"{tried.mails} mail{'' if tried.mails == 1 else 's'} tried." if tried.mails else ""


def tend(policy: Policy, *, address: Address, now: dt.datetime) -> str:
    """Everything that happens by itself at this moment; in a sentence what did, empty where nothing did."""
    today = _today(policy, now)
    counts = {
        "not delivered": tending.end_undeliverable(policy=policy, today=today),
        "closed without an answer": tending.close_unanswered(policy=policy, today=today),
        "reminded": tending.remind(policy=policy, today=today, address=address),
        "clearances passed on": tending.pass_on(policy=policy, today=today),
        "asked for clearance again": tending.ask_again(policy=policy, today=today),
        "urgent questions": telling.tell_urgent(policy=policy, today=today, address=address),
    }
    counts |= tend_openings(policy=policy, today=today, address=address)
    counts |= tend_references(policy=policy, today=today, address=address, at=now)
    at = settings.VOUCH_DAILY_MAIL
    if at is not None and now.astimezone(policy.zone).time() >= at:
        counts["mails of the day"] = telling.tell_daily(
            policy=policy, today=today, address=address, beside=lambda user: touch.line_of(user, today=today)
        )
    done = [f"{words}: {count}" for words, count in counts.items() if count]
    return f"Asks, openings and requests looked after ({', '.join(done)})." if done else ""


def _today(policy: Policy, now: dt.datetime) -> dt.date:
    return now.astimezone(policy.zone).date()
