"""Which day is it at the company?"""

from __future__ import annotations

import datetime as dt

from vouch.web.shared.shell import policy


def today() -> dt.date:
    """The day it is at the company."""
    return dt.datetime.now(policy().zone).date()
