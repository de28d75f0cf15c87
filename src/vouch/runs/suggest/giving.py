"""Which give fits somebody? By where their company stands and the part they play, and none that they had before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vouch.domain.playbook import Suggestion
from vouch.domain.policy import Policy
from vouch.domain.stages import Role, Stage
from vouch.program.findings.queries import current_run
from vouch.program.people.playbook.queries import pages
from vouch.program.suggestions.queries.people import Looked
from vouch.program.suggestions.queries.supply import Given, given
from vouch.runs.shown.found import found

ANYBODY = Role.DAILY_USER
"""The part whose page fits whoever uses the product, where nobody knows which part somebody plays."""
_PARTS = set(Role)


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """The page of the playbook and the number of the suggestion on it; `known`: whether their part is."""

    stage: Stage
    role: Role
    number: int
    known: bool


@dataclass(frozen=True)
class Gives:
    """The playbook of this company, who plays which part, and what was given to whom."""

    pages: Mapping[tuple[Stage, Role], Sequence[Suggestion]]
    roles: Mapping[str, str]
    given: Given

    def planned(self, who: Looked) -> bool:
        """Whether a give to them, or to their whole company, waits to be done."""
        return bool({who.contact, who.account} & self.given.waits)

    def since(self, who: Looked, day: date) -> bool:
        """Whether anything was given to them, or to their company, after this day."""
        last = [self.given.last[whose] for whose in (who.contact, who.account) if whose in self.given.last]
        return any(one > day for one in last)

    def fitting(self, who: Looked) -> Fitting:
        """The give for this person: the first of their page that neither they nor their company had."""
        told = self.roles.get(who.contact, who.suggested_role)
        role = Role(told) if told in _PARTS else ANYBODY
        stage = who.situation.stage or Stage.NOT_KNOWN_YET
        had = self.given.words.get(who.contact, set()) | self.given.words.get(who.account, set())
        suggested = self.pages[stage, role]
        number = next((place for place, one in enumerate(suggested) if one.do not in had), 0)
        return Fitting(stage=stage, role=role, number=number, known=told in _PARTS)


def gives(data: Path, policy: Policy, today: date) -> Gives:
    """All of it, in a fixed number of statements."""
    book = {(page.stage, page.role): page.suggestions for page in pages()}
    return Gives(book, roles(data, policy, today), given())


def roles(data: Path, policy: Policy, today: date) -> dict[str, str]:
    """The part each person plays on this day, the latest where they play several."""
    run = current_run()
    tables = found(data, run.id, policy.zone) if run else None
    if tables is None or not tables.has("roles"):
        return {}
    rows = tables.rows(
        "select contact, role from {roles} where begins <= $at and ends >= $at order by contact, since, role",
        at=tables.end(today),
    )
    return {row["contact"]: row["role"] for row in rows}
