"""The part each person plays and what each customer uses, as of a day, from the tables of the current run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.program.findings.queries import current_run
from vouch.program.openings.actions import publish_particulars
from vouch.runs.shown.found import found

_ROLES = "select distinct contact, role from {roles} where begins <= $at and ends >= $at order by contact, role"
_PRODUCTS = """
select distinct account, product from {products}
where starts_on <= $day and (ended_on is null or ended_on >= $day) order by account, product
"""


def particulars(data: Path, policy: Policy, today: date) -> int:
    """Publish them anew; nothing before anybody was placed. Returns how many there are."""
    run = current_run()
    tables = found(data, run.id, policy.zone) if run else None
    if tables is None:
        return 0
    roles = tables.rows(_ROLES, at=tables.end(today)) if tables.has("roles") else []
    products = tables.rows(_PRODUCTS, day=today) if tables.has("products") else []
    return publish_particulars(
        roles=[(row["contact"], row["role"]) for row in roles],
        products=[(row["account"], row["product"]) for row in products],
    )
