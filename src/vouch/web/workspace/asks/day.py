"""Which day is it at the company, and where does a link in a mail lead?"""

from __future__ import annotations

import datetime as dt

from vouch.web.shared.addresses import address
from vouch.web.shared.shell import policy


def today() -> dt.date:
    """The day it is at the company."""
    return dt.datetime.now(policy().zone).date()


def absolute(kind: str, secret: str) -> str:
    """The whole address of a kind of page (invitation, stop, clearance; this_week has no secret)."""
    return address(kind, secret)
