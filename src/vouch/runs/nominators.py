"""How good was each colleague's word so far? The record by which placing trusts them, with its interval."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.program.findings import queries as findings
from vouch.program.people.nominators import NominatorRow, publish_nominators
from vouch.runs.results import current_results

LEVEL = 0.95


def renew_nominators(data: Path, policy: Policy, today: date) -> int:
    """Publish every nominator's record as the current run counted it; returns how many.

    Beta(a + right, b + wrong) over whom they put forward (methods 1.2): the same count by which placing trusts them.
    """
    from scipy.stats import beta  # half a second to load

    run = findings.current_run()
    found = current_results(data, run.id) if run else None
    if found is None:
        return 0
    a, b = policy.colleagues.prior_right, policy.colleagues.prior_wrong
    rows = []
    for row in found.rows("select * from {nominators}"):
        right, wrong = a + row["rights"], b + row["wrongs"]
        low, high = beta.interval(LEVEL, right, wrong)
        rows.append(
            NominatorRow(
                who=row["who"][:255],
                named=row["named"],
                right=row["rights"],
                wrong=row["wrongs"],
                trusted=right / (right + wrong),
                low=float(low),
                high=float(high),
            )
        )
    return publish_nominators(rows, least=policy.nominations.track_least)
