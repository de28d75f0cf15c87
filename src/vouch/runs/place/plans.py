"""The plan of a placement, kept in the data folder so that it is made once for a policy and a version of the code."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.insight.plan import Plan, Step, plan
from vouch.runs.code import digest

FOLDER = "cache"


def plan_for(policy: Policy, data: Path, dialect: str = "duckdb") -> Plan:
    """The plan for a policy and an engine: from the cache of the data folder, else made and, where it can be, kept."""
    path = data / FOLDER / f"plan-{dialect}-{_digest(policy)}.json"
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        before, steps = (tuple(Step(**step) for step in kept[name]) for name in ("before", "steps"))
        return Plan(before, steps, kept["answers"])
    except (OSError, ValueError, KeyError, TypeError):
        made = plan(policy, dialect)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = json.dumps(asdict(made))
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_text(whole, encoding="utf-8")
        unfinished.replace(path)
        for old in path.parent.glob(f"plan-{dialect}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        pass  # a folder that cannot be written is still read from
    return made


def code_digest() -> str:
    """Hex digits that change whenever the code that decides, or what turns it into SQL, changes."""
    return digest(("vouch.insight", "vouch.tables", "vouch.domain"), ("ibis-framework", "sqlglot", "duckdb"))


def _digest(policy: Policy) -> str:
    return hashlib.sha256(f"{code_digest()}|{policy.placing()}".encode()).hexdigest()[:20]
