"""What can go? Copies nobody decided about, inbox files kept long enough, work that ended long ago."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy
from vouch.program.access import notices, slack
from vouch.program.exports.queries import wanted
from vouch.program.saved_views.actions import forget_deleted
from vouch.program.work import doing, queries
from vouch.runs.order import Report, put_in_order
from vouch.runs.taken import files as taken
from vouch.runs.work import copies
from vouch.runs.work.inbox import Inbox

UNDECIDED = dt.timedelta(days=3)
"""How long copies wait for somebody's yes."""
REMEMBERED = dt.timedelta(days=30)
"""How long the list of past work is kept. Batches and the history of changes are kept for ever."""
_UNWRITTEN = dt.timedelta(hours=1)


def tidy(data: Path, inbox: Inbox, policy: Policy, *, now: dt.datetime | None = None) -> None:
    """Remove what is no longer needed. Safe to call at any time, any number of times."""
    now = now or timezone.now()
    for delivery in queries.abandoned(before=now - UNDECIDED):
        copies.remove(data, delivery.pk)
        doing.close(delivery)
    for folder in copies.unknown(data, queries.open_ids()):
        # copies are written before their row: leave those that are only just being handed in
        if now.timestamp() - folder.stat().st_mtime > _UNWRITTEN.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)
    inbox.tidy(keep_days=settings.VOUCH_INBOX_KEEP_DAYS, today=now.astimezone(policy.zone).date())
    doing.forget(before=now - REMEMBERED)
    slack.forget(before=now - slack.REMEMBERED)
    notices.forget(before=now)
    forget_deleted(now=now)
    taken.remove_all_but(data, wanted(now=now))


def lay_together(data: Path, policy: Policy) -> Report:
    """Lay small files of facts together, and roll up what policy keeps for a time.

    While somebody imports, or the disk is full, it is left to the next time; `vouch doctor` says what is left.
    """
    try:
        return put_in_order(data, policy, timezone.now().astimezone(policy.zone).date(), patience=0.0)
    except Refusal:
        return Report()
