"""What were colleagues told in Slack without having asked? Each thing once; tried again where Slack did not take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from vouch.program.access.models import SlackNotice, SlackUser
from vouch.program.colleagues.models import User
from vouch.program.history.models import Change

TRIES = 5
FIRST_WAIT = dt.timedelta(seconds=30)
KEPT = dt.timedelta(days=90)


def settled(keys: Collection[str]) -> set[str]:
    """Which of these were told, were left, or are to be tried again only later."""
    rows = SlackNotice.objects.filter(key__in=keys)
    now = timezone.now()
    return {one.key for one in rows if one.done_at is not None or one.not_before > now}


@transaction.atomic
def begin(key: str, user: User) -> SlackNotice:
    """Note that this is tried now; again in a while where nobody says that it is over."""
    now = timezone.now()
    row, _made = SlackNotice.objects.get_or_create(key=key, defaults={"user": user, "at": now, "not_before": now})
    row.tries, row.not_before = row.tries + 1, now + FIRST_WAIT * 2**row.tries
    row.save(update_fields=["tries", "not_before"])
    return row


def over(notice: SlackNotice, *, failed: str = "") -> None:
    """It was posted, or is left for the reason Slack gave."""
    SlackNotice.objects.filter(pk=notice.pk).update(done_at=timezone.now(), failed=failed[:64])


def rest(notice: SlackNotice, seconds: int) -> None:
    """Slack asks to be left alone for so long."""
    SlackNotice.objects.filter(pk=notice.pk).update(not_before=timezone.now() + dt.timedelta(seconds=seconds))


def address_of(user: User) -> str:
    """Who this colleague is in Slack, as they linked last; empty where nobody knows."""
    rows = SlackUser.objects.filter(user=user).order_by("-linked_at")
    return rows.values_list("slack", flat=True).first() or ""


def may_be_looked_up(user: User) -> bool:
    """Whether they may be looked for in Slack by their e-mail: not where they once said that they are nobody there."""
    return not Change.objects.filter(action="unlink_slack", kind="colleague", object_id=str(user.pk)).exists()


def forget(*, before: dt.datetime) -> int:
    """Forget what was told long ago."""
    return SlackNotice.objects.filter(at__lt=before - KEPT).delete()[0]
