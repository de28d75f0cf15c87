"""Who would move if the policy were another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from vouch.domain.policy import Policy
from vouch.runs.place.answers import PLACED
from vouch.runs.place.run import open_run


def moves(
    data: Path, day: date, now: Policy, then: Policy, *, extra: Mapping[str, pa.Table] | None = None
) -> list[dict[str, Any]]:
    """Everyone whose stage, interval or at-risk flag differs under the two policies: kind, id, name, now, then."""
    before, after = _standing(data, day, now, extra), _standing(data, day, then, extra)
    found = []
    for subject in sorted(
        {*before, *after}, key=lambda key: (key[0], (before.get(key) or after[key])["name"] or "", key)
    ):
        one, other = before.get(subject), after.get(subject)
        if (one and one["told"]) != (other and other["told"]):
            known = one or other or {}
            found.append(
                {
                    "kind": subject[0],
                    "id": known["id"],
                    "name": known["name"],
                    "now": one["told"] if one else "not a customer",
                    "then": other["told"] if other else "not a customer",
                }
            )
    return found


def _standing(
    data: Path, day: date, policy: Policy, extra: Mapping[str, pa.Table] | None
) -> dict[tuple[str, str], dict[str, Any]]:
    with open_run(data, [day], policy, extra=extra) as run:
        flagged = {row["account"] for row in run.rows("select distinct account from {reasons} where flagged")}
        rows = run.rows(PLACED.replace("{only}", ""), as_of=day)
    return {(row["kind"], row["subject"]): row | {"told": _told(row, row["account"] in flagged)} for row in rows}


def _told(row: dict[str, Any], at_risk: bool) -> str:
    between = "" if row["at_least"] == row["at_most"] else f", at most {row['at_most']}"
    return f"{row['stage']}{between}{', at risk' if at_risk else ''}"
