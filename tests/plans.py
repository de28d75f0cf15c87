"""Plans of placements that tests made are kept for other processes: making one takes longer than placing with it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from vouch.insight.plan import Plan, Step
from vouch.runs.place.plans import code_digest


def kept(folder: Path, make: Callable[[str, str], Plan]) -> Callable[[str, str], Plan]:
    """What `make` makes of a policy for an engine, kept in a folder while the code that makes it is the same."""

    @lru_cache(maxsize=8)
    def planned(policy: str, dialect: str) -> Plan:
        name = hashlib.sha256(f"{code_digest()}|{dialect}|{policy}".encode()).hexdigest()
        path = folder / f"{name}.json"
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            before, steps = (tuple(Step(**step) for step in told[part]) for part in ("before", "steps"))
            return Plan(before, steps, told["answers"])
        except (OSError, ValueError, KeyError):
            made = make(policy, dialect)
        unfinished = folder / f"{name}.{os.getpid()}"
        unfinished.write_text(json.dumps(asdict(made)), encoding="utf-8")
        unfinished.replace(path)
        return made

    return planned
