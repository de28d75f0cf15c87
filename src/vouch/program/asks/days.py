"""Which moment is a day's, and which day a moment's? Days begin and end in the company's time zone."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from vouch.domain.policy import Policy


def moment_on(today: dt.date, policy: Policy) -> dt.datetime:
    """Now, where `today` is the company's day now; else noon of that day, as somebody who tells of another day means.

    What is written down never lies on another day than the one its gates were checked for.
    """
    now = timezone.now()
    if day_of(now, policy) == today:
        return now
    return dt.datetime.combine(today, dt.time(12), tzinfo=policy.zone)


def day_of(moment: dt.datetime, policy: Policy) -> dt.date:
    """The company's day at that moment."""
    return moment.astimezone(policy.zone).date()


def said(day: dt.date | dt.datetime) -> str:
    """A day as our sentences say it.

    >>> said(dt.date(2026, 11, 3))
    '3 Nov 2026'
    """
    return f"{day:%-d %b %Y}"
