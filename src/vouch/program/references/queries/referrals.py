"""Whom did customers introduce, and what came of it? For those who follow it, and for the customer themselves."""

from __future__ import annotations

from collections.abc import Sequence

from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Reach, reach, require
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact
from vouch.program.references.models import Referral
from vouch.program.references.states import Fate


def referrals(*, by: User, fate: str = "", mine: bool = False, limit: int = 100) -> Sequence[Referral]:
    """Introductions this colleague may see, newest first. Raises NotAllowed."""
    require(by, "follow_referrals")
    rows = Referral.objects.select_related("contact__account", "follows").order_by("-at", "key")
    if reach(by.role, "follow_referrals") is Reach.OWN:
        rows = rows.filter(contact__account__owner=by.owner) if by.owner else rows.none()
    if fate in Fate.values:
        rows = rows.filter(fate=fate)
    if mine:
        rows = rows.filter(follows=by)
    return list(rows[:limit])


def introduced_by(contact: Contact, *, limit: int = 50) -> Sequence[Referral]:
    """Whom this person introduced, newest first."""
    rows = Referral.objects.select_related("follows").filter(contact__in=ids_of(contact))
    return list(rows.order_by("-at", "key")[:limit])
