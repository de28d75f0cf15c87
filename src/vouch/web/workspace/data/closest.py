"""Which customers are one answer away from the next stage? Those worth most first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vouch.domain.stages import Gate, Stage
from vouch.program.people import queries as people
from vouch.runs import kept
from vouch.web.workspace.data.words import next_stage

_SHOWN = 6
_ANSWER: dict[Gate, str] = {
    Gate.PROMISES_KEPT: "what was promised there, and whether it was kept",
    Gate.SERVICE: "how service went",
    Gate.ATTITUDE: "a word from somebody there, or from their owner",
    Gate.EXCEEDS_EXPECTATIONS: "one measured result, with a name under it",
    Gate.PATRONAGE: "a renewal or an expansion",
    Gate.ACTS: "a first act",
}
_ADD: dict[Gate, str] = {
    Gate.PROMISES_KEPT: "promise",
    Gate.ATTITUDE: "sentiment",
    Gate.EXCEEDS_EXPECTATIONS: "result",
    Gate.ACTS: "act",
}
"""What can be entered by hand for it, where anything can."""


@dataclass(frozen=True, kw_only=True)
class Near:
    """One customer, what is missing in words, what it would become, and which entry would say it."""

    account: str
    name: str
    owner: str | None
    value: float | None
    currency: str
    missing: str
    becomes: Stage
    add: str


def closest(data: Path, run: str) -> list[Near]:
    """The customers whom one answer would move up, the largest yearly value first; at most six."""
    found = {one.account: one for one in kept.closest(data, run)}
    rows = people.worth_most(list(found), limit=_SHOWN)
    return [
        Near(
            account=row.pk,
            name=row.name,
            owner=row.owner_id,
            value=row.yearly_value,
            currency=row.currency or "EUR",
            missing=_ANSWER[found[row.pk].gate],
            becomes=next_stage(found[row.pk].stage),
            add=_ADD.get(found[row.pk].gate, ""),
        )
        for row in rows
    ]
