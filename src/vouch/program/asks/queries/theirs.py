"""What may a customer see of asks, gives and acts? Their own, and only what reached them.

An ask that was proposed, or waits for its owner, is ours alone until its invitation left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from vouch.domain.asking import obstacles
from vouch.domain.errors import NotFound
from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Rung
from vouch.program.asks.models import Ask, Give
from vouch.program.asks.queries.situations import situations
from vouch.program.asks.states import AskState, GiveState, Origin
from vouch.program.findings.models import Deed
from vouch.program.people.identity.queries import every_id, ids_of
from vouch.program.people.models import Account, Contact

_OURS = (AskState.PROPOSED, AskState.CLEARED, AskState.NOT_CLEARED)


def invitations_of(contact: Contact, *, limit: int = 50) -> Sequence[Ask]:
    """The invitations that reached this person, newest first."""
    return list(_reached(contact).order_by("-invited_at", "key")[:limit])


def invitation_of(contact: Contact, key: str) -> Ask:
    """One invitation that reached this person. Raises NotFound, also for one of somebody else."""
    row = _reached(contact).filter(pk=key).first()
    if row is None:
        raise NotFound("no_such_invitation", "There is no such invitation to you. It may have been taken back.")
    return row


def reached(ask: Ask) -> bool:
    """Whether this ask's invitation left, so that its reader may see it."""
    return ask.invited_at is not None and ask.state not in _OURS


def deeds_of(contact: Contact, *, limit: int = 50) -> Sequence[Deed]:
    """What the facts say this person did, newest first; what Vouch's own asks led to is not among it."""
    return list(Deed.objects.filter(contact__in=ids_of(contact)).order_by("-done_on", "-pk")[:limit])


def given_to(contact: Contact, *, limit: int = 50) -> Sequence[Give]:
    """What was given to this person or to their whole company, newest first."""
    rows = Give.objects.filter(state=GiveState.DONE)
    whose = Q(contact__in=ids_of(contact))
    if contact.account_id:
        whose |= Q(contact=None, account__in=every_id(Account, contact.account_id))
    return list(rows.filter(whose).order_by("-done_on", "-created_at", "key")[:limit])


def smaller_than(ask: Ask, *, policy: Policy, today: dt.date, limit: int = 3) -> list[tuple[str, Rung]]:
    """What may be asked of this person now in place of the ask, in small steps down: one rung a level of exposure.

    Smaller: neither more public nor more effort, less of one of them, and less time. On each level the one that serves
    a goal of the ask and takes least time. Open invitations go to everybody alike, so none is offered in its place.
    """
    asked = policy.ladder.get(ask.activity)
    where = situations([ask.contact_id], policy=policy, today=today, except_ask=ask.pk).get(ask.contact_id)
    if asked is None or where is None:
        return []
    below = [
        (name, rung)
        for name, rung in policy.ladder.items()
        if rung.effort <= asked.effort
        and rung.exposure <= asked.exposure
        and (rung.effort, rung.exposure) != (asked.effort, asked.exposure)
        and rung.minutes < asked.minutes
        and not rung.open_invitation
        and not obstacles(where, name, policy, use=ask.use, territory=ask.territory)
    ]
    below.sort(key=lambda one: (not set(one[1].serves) & set(asked.serves), one[1].minutes, one[0]))
    levels: dict[int, tuple[str, Rung]] = {}
    for name, rung in below:
        levels.setdefault(rung.exposure, (name, rung))
    return [levels[level] for level in sorted(levels, reverse=True)][:limit]


def _reached(contact: Contact) -> QuerySet[Ask]:
    rows = Ask.objects.select_related("account", "contact", "proposed_by").filter(contact__in=ids_of(contact))
    # what goes with an opening is answered there; once it was done it stands among what they did
    with_opening = Q(origin=Origin.OPENING) & ~Q(state__in=(AskState.DONE, AskState.THANKED))
    return rows.exclude(invited_at=None).exclude(state__in=_OURS).exclude(with_opening)
