"""Placements to write sentences about: built gate by gate, nothing asked of any store."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.program.cast import start

start()

from vouch.domain.stages import RUNGS, Gate, GateState  # noqa: E402
from vouch.runs.shown.evidence import Item  # noqa: E402
from vouch.runs.shown.standing import GateShown, Reason, Stand  # noqa: E402

DAY = dt.date(2026, 11, 22)


def item(reads: str = "nps", value: float = 0.8, says: str = "9 of 10", *, ago: int = 30, **more: Any) -> Item:
    """One piece of evidence."""
    return Item(
        **{
            "gate": "attitude", "atom": "k1", "reads": reads, "contact": None, "at": 0,
            "day": DAY - dt.timedelta(days=ago), "value": value, "weight": 1.0, "full": 1.0, "half_life": 180.0,
            "says": says, "file": "nps.csv", "row": 2, **more,
        }
    )  # fmt: skip


def gate(name: Gate, state: str = "unknown", *items: Item, **more: Any) -> GateShown:
    """One gate."""
    return GateShown(
        **{
            "gate": name, "state": GateState(state), "decided": "unknown" if state == "not_yet_possible" else state,
            "stale": False, "differ": False, "score": None, "weight": 1.0, "decided_on": None, "due_on": None,
            "lent": False, "items": items, **more,
        }
    )  # fmt: skip


def reason(name: str, since: str = "2026-11-07", *, flagged: bool = True, hard: bool = True) -> Reason:
    """One reason to worry."""
    return Reason(reason=name, hard=hard, flagged=flagged, since=dt.date.fromisoformat(since), ends="2026-12-01")


def stand(stage: str, at_most: str = "", gates: dict[str, Any] | None = None, **more: Any) -> Stand:
    """A placement. `gates`: the state of each gate, or the gate itself; the others are not known."""
    given = gates or {}
    shown = []
    for name in Gate:
        found = given.get(name.value, "unknown")
        shown.append(found if isinstance(found, GateShown) else gate(name, found))
    low = stage if stage in RUNGS else "not_yet_satisfied"
    return Stand(
        **{
            "subject": "a" + "0" * 15, "kind": "account", "account": "a" + "0" * 15, "day": DAY, "stage": stage,
            "at_least": low, "at_most": at_most or low, "captive": False, "latent": False, "personal_advocate": False,
            "coverage": 0.5, "confidence": 0.5, "attitude_low": None, "attitude_high": None, "missing": (),
            "stale": (), "due_on": None, "gates": tuple(shown), "reasons": (), **more,
        }
    )  # fmt: skip
