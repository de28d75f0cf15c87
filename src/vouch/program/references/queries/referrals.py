"""Whom did customers introduce, and what came of it? For those who follow it, and for the customer themselves."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from vouch.domain.errors import NotFound
from vouch.domain.policy import Policy
from vouch.program.colleagues.models import User
from vouch.program.colleagues.names import kept_back
from vouch.program.colleagues.permissions import Reach, reach, require
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact
from vouch.program.references.models import Referral
from vouch.program.references.states import Fate


def referrals(
    *, by: User, policy: Policy, fate: str = "", mine: bool = False, after: str = "", limit: int = 100
) -> Sequence[Referral]:
    """Introductions this colleague may see, newest first, those after one of them. Raises NotAllowed."""
    rows = _seen(by, policy).order_by("-at", "key")
    if fate in Fate.values:
        rows = rows.filter(fate=fate)
    if mine:
        rows = rows.filter(follows=by)
    last = Referral.objects.filter(pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(at__lt=last.at) | Q(at=last.at, pk__gt=last.pk))
    return list(rows[:limit])


def referral_of(key: str, by: User, *, policy: Policy) -> Referral:
    """One introduction that this colleague may see. Raises NotAllowed; NotFound, also where it is not theirs."""
    found = _seen(by, policy).filter(pk=key).first()
    if found is None:
        raise NotFound("no_such_referral", "There is no such introduction, or it is another's.")
    return found


def introduced_by(contact: Contact, *, limit: int = 50) -> Sequence[Referral]:
    """Whom this person introduced, newest first."""
    rows = Referral.objects.select_related("follows").filter(contact__in=ids_of(contact))
    return list(rows.order_by("-at", "key")[:limit])


def _seen(by: User, policy: Policy) -> QuerySet[Referral]:
    """All, or those by customers they look after and those they were given to follow; these alone for whoever reads no
    names of others' customers, as who introduces somebody speaks for us. Raises NotAllowed.
    """
    require(by, "follow_referrals")
    rows = Referral.objects.select_related("contact__account", "follows")
    if reach(by.role, "follow_referrals") is Reach.YES and not kept_back(by, policy):
        return rows
    theirs = Q(follows=by)
    return rows.filter(theirs | Q(contact__account__owner=by.owner) if by.owner else theirs)
