"""What was planted, and where was it written? The plan of one sample, which is also the truth about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from vouch.runs.demo.cast.companies import Company
from vouch.runs.demo.lives.told import Told


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What somebody who knows a company would say of it, read off the plan of its life.

    `account` and `contact` are the ids the exports carry. `stage` names every stage such a person might, the likeliest
    first; it is empty for those who are no customers. `at_risk` and `no_acts` are None where the plan leaves it open.
    `flags` must be found, `not_flags` must not. `planted` is False for the ordinary customers, whose plan allows for
    accidents.
    """

    kind: str
    account: str
    name: str
    contact: str | None
    contact_name: str | None
    says: str
    stage: tuple[str, ...]
    contact_stage: tuple[str, ...]
    at_risk: bool | None
    flags: tuple[str, ...]
    not_flags: tuple[str, ...]
    no_acts: bool | None
    customer: str
    planted: bool


@dataclass(frozen=True, kw_only=True)
class BadRow:
    """A row that was written so that it cannot be read, and what is wrong with it."""

    file: str
    row: int
    column: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One sample company: its truth, its files with their number of rows, and the rows that cannot be read.

    Names of files are relative to `folder`. `mappings` names, for a file of a tool nobody has an importer for, the
    mapping written beside it.
    """

    seed: int
    today: date
    folder: Path
    truth: tuple[Truth, ...]
    files: dict[str, int] = field(default_factory=dict)
    bad_rows: tuple[BadRow, ...] = ()
    mappings: dict[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[Truth, ...]:
        """Every company that lives that kind of story, in the order of the files."""
        return tuple(truth for truth in self.truth if truth.kind == kind)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The planted kinds, in alphabetical order."""
        return tuple(sorted({truth.kind for truth in self.truth if truth.planted}))


def read_off(kind: str, told: Told, company: Company, *, planted: bool) -> Truth:
    """The truth about one company, from the way its life was told."""
    person = told.person
    return Truth(
        kind=kind,
        account=company.id,
        name=company.name,
        contact=person.id if person else None,
        contact_name=person.name if person else None,
        says=told.says,
        stage=told.stage,
        contact_stage=told.person_stage,
        at_risk=told.at_risk,
        flags=told.flags,
        not_flags=told.not_flags,
        no_acts=told.no_acts,
        customer=told.customer,
        planted=planted,
    )
