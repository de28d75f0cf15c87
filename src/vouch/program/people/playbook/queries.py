"""What does the playbook of this company suggest, for whom, and who changed it?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from vouch.domain.playbook import Suggestion, shipped
from vouch.domain.stages import Role, Stage
from vouch.program.people.playbook.models import PlaybookPage


@dataclass(frozen=True, kw_only=True)
class Page:
    """The suggestions for one stage and role; `changed_by` and `changed_at` where a colleague made them."""

    stage: Stage
    role: Role
    suggestions: Sequence[Suggestion]
    changed_by: str = ""
    changed_at: dt.datetime | None = None

    @property
    def own(self) -> bool:
        """Whether these are the company's own instead of the shipped ones."""
        return self.changed_at is not None


def suggestions(stage: Stage | str, role: Role | str) -> Sequence[Suggestion]:
    """What moves somebody on who plays this part at a customer of this stage. Raises ValueError for other words."""
    return page(Stage(stage), Role(role)).suggestions


def page(stage: Stage, role: Role) -> Page:
    """The page of the playbook for one stage and role."""
    return pages([stage], [role])[0]


def pages(stages: Collection[Stage] = tuple(Stage), roles: Collection[Role] = tuple(Role)) -> list[Page]:
    """The pages for these stages and roles, in the order of the stages and then of the roles."""
    rows = PlaybookPage.objects.select_related("changed_by").filter(
        stage__in=[stage.value for stage in stages], role__in=[role.value for role in roles]
    )
    own = {(row.stage, row.role): row for row in rows}
    found = []
    for stage in Stage:
        for role in Role:
            if stage not in stages or role not in roles:
                continue
            row = own.get((stage.value, role.value))
            if row is None:
                found.append(Page(stage=stage, role=role, suggestions=shipped()[stage, role]))
            else:
                found.append(
                    Page(
                        stage=stage,
                        role=role,
                        suggestions=[Suggestion(**one) for one in row.suggestions],
                        changed_by=str(row.changed_by),
                        changed_at=row.changed_at,
                    )
                )
    return found
