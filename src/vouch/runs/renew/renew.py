"""Does every step. One that breaks neither stops the others nor takes back the placements they stand on."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.program.findings import queries as findings
from vouch.runs.renew.steps import STEPS, Step

_log = logging.getLogger("vouch.work")


def renew(data: Path, policy: Policy, today: date, *, steps: Sequence[Step] = STEPS) -> tuple[str, ...]:
    """Every step, in order, for the day `today`; the names of those that broke, each with its traceback in the log."""
    broken = []
    for name, do in steps:
        try:
            do(data, policy, today)
        except Exception:
            _log.exception("%s could not be worked out anew; what was found before still stands", name)
            broken.append(name)
    return tuple(broken)


def due(policy: Policy, today: date, last: date | None) -> bool:
    """Whether a day has begun since the steps were done: `last`, or the day of the current run where that is later.

    Rests end and terms come near by the day, also where nobody is placed anew at night. Never before the first run.
    """
    run = findings.current_run()
    if run is None:
        return False
    placed = run.finished_at.astimezone(policy.zone).date()
    return today > max(placed, last or placed)
