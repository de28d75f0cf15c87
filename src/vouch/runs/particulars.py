"""The part each person plays, what each customer uses and how it was served, as of a day, from the current run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.program.findings.particulars import publish_particulars
from vouch.program.findings.queries import current_run
from vouch.runs.shown.found import found

_ROLES = "select distinct contact, role from {roles} where begins <= $at and ends >= $at order by contact, role"
_PRODUCTS = """
select distinct account, product from {products}
where starts_on <= $day and (ended_on is null or ended_on >= $day) order by account, product
"""
_BREADTH = "select account, kinds from {breadth}"
_SOLVED = "select account, cast(round(100.0 * well / closed) as integer) as solved from {cases} where closed >= $least"


def particulars(data: Path, policy: Policy, today: date) -> int:
    """Publish them anew; nothing before anybody was placed. Returns how many there are.

    With fewer cases closed than `ideal.solved_least` nobody says how well they are solved.
    """
    run = current_run()
    tables = found(data, run.id, policy.zone) if run else None
    if tables is None:
        return 0
    roles = tables.rows(_ROLES, at=tables.end(today)) if tables.has("roles") else []
    products = tables.rows(_PRODUCTS, day=today) if tables.has("products") else []
    breadth = tables.rows(_BREADTH) if tables.has("breadth") else []
    solved = tables.rows(_SOLVED, least=policy.ideal.solved_least) if tables.has("cases") else []
    return publish_particulars(
        roles=[(row["contact"], row["role"]) for row in roles],
        products=[(row["account"], row["product"]) for row in products],
        breadth=[(row["account"], row["kinds"]) for row in breadth],
        solved=[(row["account"], row["solved"]) for row in solved],
    )
