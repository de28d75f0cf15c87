"""How does a company make the playbook its own, and how does it go back?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from vouch.domain.playbook import Suggestion, check, shipped
from vouch.domain.stages import Role, Stage
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.people.playbook.models import PlaybookPage


@transaction.atomic
def change_playbook(*, by: User, stage: Stage, role: Role, rows: Sequence[Mapping[str, Any]]) -> tuple[Suggestion, ...]:
    """Put these suggestions in place of what stands for a stage and role.

    What equals the shipped ones is kept as the shipped ones, so that a later version of Vouch can better them. Raises
    NotAllowed; BadInput with `row` and `field` as `vouch.domain.playbook.check`.
    """
    require(by, "edit_playbook")
    suggestions = check(rows)
    if suggestions == shipped()[stage, role]:
        reset_playbook(by=by, stage=stage, role=role)
        return suggestions
    kept = [one.as_dict() for one in suggestions]
    page = PlaybookPage.objects.select_for_update().filter(stage=stage.value, role=role.value).first()
    if page is not None and page.suggestions == kept:
        return suggestions
    PlaybookPage.objects.update_or_create(
        stage=stage.value,
        role=role.value,
        defaults={"suggestions": kept, "changed_by": by, "changed_at": timezone.now()},
    )
    record(by=by, action="change_playbook", kind="playbook", object_id=f"{stage}:{role}", suggestions=len(kept))
    return suggestions


@transaction.atomic
def reset_playbook(*, by: User, stage: Stage, role: Role) -> bool:
    """Go back to the shipped suggestions of a stage and role; True when there was something to take back.

    Raises NotAllowed.
    """
    require(by, "edit_playbook")
    gone, _ = PlaybookPage.objects.filter(stage=stage.value, role=role.value).delete()
    if gone:
        record(by=by, action="reset_playbook", kind="playbook", object_id=f"{stage}:{role}")
    return bool(gone)
