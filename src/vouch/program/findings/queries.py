"""Where does each customer stand now, and which run says so?"""

from __future__ import annotations

from vouch.program.findings.models import Run


def current_run() -> Run | None:
    """The run whose placements are shown; None before the first one."""
    return Run.objects.filter(current=True).first()
