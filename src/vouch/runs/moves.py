"""Who changed employer? What the person did stays theirs; what was under way for the old company is stopped."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.program.asks.actions.moved import stop_for_moves
from vouch.program.findings import queries as findings
from vouch.program.people.moves import MoveRow, publish_moves
from vouch.runs.results import current_results


def follow_moves(data: Path, policy: Policy, today: date) -> int:
    """Publish every change of employer that the current run saw, and stop asks of the old company; returns how many."""
    run = findings.current_run()
    found = current_results(data, run.id) if run else None
    if found is None:
        return 0
    rows = (
        MoveRow(row["contact"], row["left"], row["joined"], _day(policy, row["begins"]))
        for row in found.rows("select * from {moves}")
    )
    count = publish_moves(rows)
    stop_for_moves(policy=policy, today=today)
    return count


def _day(policy: Policy, seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).astimezone(policy.zone).date()
