"""How does an owner want to be asked, and who can stand in for them?"""

from __future__ import annotations

from collections.abc import Sequence

from vouch.program.asks.models import OwnerRule
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may
from vouch.program.people.models import Owner


def owner_rule(pk: str) -> OwnerRule | None:
    """What this owner said of how they want to be asked; None where they said nothing."""
    return OwnerRule.objects.select_related("owner", "stand_in").filter(pk=pk).first()


def owner(pk: str) -> Owner | None:
    """The owner of the CRM with this internal id."""
    return Owner.objects.filter(pk=pk).first()


def stand_ins(user: User) -> Sequence[User]:
    """The colleagues who could stand in for this one, by name."""
    rows = User.objects.filter(is_active=True).exclude(pk=user.pk).exclude(joined_at=None)
    return sorted((one for one in rows if may(one, "clear_asks")), key=lambda one: str(one).casefold())
