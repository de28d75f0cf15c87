"""On which day of the company's zone does a moment lie?"""

from __future__ import annotations

from datetime import UTC, date, datetime

from vouch.runs.place.run import Run


def local_day(run: Run, seconds: int | None) -> date | None:
    """The day on which a moment (seconds since 1970) lies; None of none."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).astimezone(run.policy.zone).date()
