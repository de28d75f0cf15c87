"""Runs in a process of its own, so that it can be killed: brings a batch of facts, or refreshes."""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from pathlib import Path

from tests.insight.company import TODAY
from tests.insight.facts import account, act, grave, loyal, nps, person, role, used_daily
from tests.runs.again.batches import lay, rows_of
from vouch.domain.policy import load
from vouch.project.start import prepare, start

CUSTOMERS = 12
MONTHS = 2


def bring(data: Path, number: int) -> None:
    """The first batch has the customers and what happened; the second answers told late, cases and acts."""
    os.environ["VOUCH_DATA"] = str(data)
    prepare()
    names = [f"Firm {place}" for place in range(CUSTOMERS)]
    known = [account(), person("ana"), person("bo"), role("sponsor"), loyal(), used_daily(60, 0, 5)]
    came = [nps(1, 70, "ana", response_id="late"), grave(3), act(2)]
    given = dict.fromkeys(names, known) if number == 0 else dict.fromkeys(names[::3], came)
    lay(data, rows_of(given), number)


def refresh(data: Path, tell: Connection) -> None:
    """Everybody placed and published, as the worker does it; tells the run, and for whom it was worked out anew."""
    os.environ["VOUCH_DATA"] = str(data)
    start()
    from vouch.runs.refresh import refresh as refreshed

    done = refreshed(data, load(), as_of=TODAY, months=MONTHS)
    assert not done.broken, done.broken
    tell.send((done.run, done.anew))
