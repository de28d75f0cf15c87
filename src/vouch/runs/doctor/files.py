"""Are facts laid down so that they are read quickly?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.lake.leftovers import unnamed
from vouch.lake.order import orders
from vouch.runs.doctor.finding import Finding, Weight

LARGE = 10_000_000_000
"""Bytes of use from which it is said that it could be less."""


def found(data: Path, policy: Policy) -> Iterator[Finding]:
    """Tables of many small files or out of order, and files that nothing names any more."""
    for order in orders(data / "lake"):
        name = order.table.replace("_", " ")
        if order.scattered:
            yield Finding(
                code="unsorted",
                what=order.table,
                weight=Weight.SLOW,
                sentence=f"The {order.rows:,} rows of {name} are not in order of time, so every question about the "
                "last months reads all of them.",
                mend="vouch tidy",
                figures={"rows": order.rows, "files": len(order.scattered)},
            )
        elif order.crowded:
            yield Finding(
                code="small_files",
                what=order.table,
                weight=Weight.SLOW,
                sentence=f"{len(order.small):,} of the {order.files:,} files of {name} are small or hold keys that "
                "came more than once; fewer are read quicker.",
                mend="vouch tidy",
                figures={"files": order.files, "small": len(order.small)},
            )
        if order.table == "usage" and order.size > LARGE and not policy.retention.usage_months:
            yield Finding(
                code="large_use",
                what=order.table,
                weight=Weight.KNOW,
                sentence=f"{order.rows:,} events of use take {order.size / 1e9:.1f} GB, and policy keeps each of them; "
                "sums by day give the same placements.",
                mend="[retention] of the policy, then vouch tidy",
                figures={"rows": order.rows, "bytes": order.size},
            )
    left = unnamed(data)
    size = sum(path.stat().st_size for path in left if path.exists())
    if len(left) > 1 and size > 100_000_000:
        yield Finding(
            code="leftovers",
            what="lake",
            weight=Weight.SLOW,
            sentence=f"{len(left)} files, {size / 1e9:.1f} GB, belong to no table any more: a crash left them, or "
            "somebody still reads them.",
            mend="vouch tidy",
            figures={"files": len(left), "bytes": size},
        )
