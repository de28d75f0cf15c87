"""What the pages show: the current run, and what it found, by the company's days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest

from vouch.program.findings.queries import current_run
from vouch.runs.shown import Found, found
from vouch.web.shared.shell import policy, run_of

if TYPE_CHECKING:
    from vouch.program.findings.models import Run


def data() -> Path:
    """The data folder."""
    return Path(settings.DATA)


def shown(request: HttpRequest | None = None) -> tuple[Run | None, Found | None]:
    """The current run and what it found: (None, None) before the first, (run, None) when its tables are gone.

    With the request of a page the run is the one that the page's frame names, and is asked for once.
    """
    run = run_of(request) if request is not None else current_run()
    return run, (found(data(), run.pk, policy().zone) if run else None)


def day_of(text: str) -> dt.date | None:
    """A day of an address, `2026-11-22`; None where it is none."""
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
