"""How does an account owner want to be asked, and who stands in for them?"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput
from vouch.program.asks.models import OwnerRule
from vouch.program.asks.states import Rule
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may, require
from vouch.program.history.actions import record
from vouch.program.people.models import Owner


@transaction.atomic
def set_owner_rule(
    *,
    by: User,
    owner: Owner,
    rule: str,
    stand_in: User | None = None,
    away_until: dt.date | None = None,
) -> OwnerRule:
    """Say how this owner is asked, who stands in for them, and until the end of which day they are away.

    Asks of personal advocates, and those their company wants to be asked about first, are always put to them.

    Raises NotAllowed; BadInput with the field.
    """
    require(by, "set_own_rule", owner=owner.pk)
    if rule not in Rule.values:
        raise BadInput("bad_rule", "Choose: always ask, go on and tell me, or go on.", field="rule")
    if stand_in is not None and not may(stand_in, "clear_asks"):
        raise BadInput("cannot_stand_in", f"{stand_in} may not clear asks, and so cannot stand in.", field="stand_in")
    if stand_in is not None and stand_in.owner == owner.pk:
        raise BadInput("own_stand_in", "Nobody stands in for themselves. Name a colleague.", field="stand_in")
    row, _ = OwnerRule.objects.update_or_create(
        owner=owner,
        defaults={"rule": rule, "stand_in": stand_in, "away_until": away_until, "changed_at": timezone.now()},
    )
    record(
        by=by,
        action="set_owner_rule",
        kind="owner",
        object_id=owner.pk,
        rule=rule,
        stand_in=stand_in.pk if stand_in else None,
        away_until=away_until.isoformat() if away_until else None,
    )
    return row
