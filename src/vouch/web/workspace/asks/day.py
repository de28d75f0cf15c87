"""Which day is it at the company, and where does a link in a mail lead?"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse

from vouch.web.shared.shell import policy


def today() -> dt.date:
    """The day it is at the company."""
    return dt.datetime.now(policy().zone).date()


def absolute(kind: str, secret: str) -> str:
    """The whole address of a kind of page (invitation, stop, clearance; this_week has no secret)."""
    return f"{settings.VOUCH_URL}{reverse(kind, args=[secret] if secret else [])}"
