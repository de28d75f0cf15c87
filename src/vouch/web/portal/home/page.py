"""What stands on somebody's home? The same for themselves and for a colleague who looks at it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from vouch.domain.policy import Policy
from vouch.program.asks.queries import invitations_of
from vouch.program.consent.queries import consents_of, limits_of, permissions_of
from vouch.program.members.queries import joined, membership
from vouch.program.members.terms import TERMS
from vouch.program.openings.queries import openings_of
from vouch.program.references.queries import matches_for_asks
from vouch.web.portal.came_of_it.story import story
from vouch.web.portal.invitations.told import told
from vouch.web.portal.limits.words import summary
from vouch.web.portal.openings.told import told as opening_told
from vouch.web.portal.references.told import told as call_told

if TYPE_CHECKING:
    from vouch.program.people.models import Contact

_SHOWN = 4


def page(who: Contact, policy: Policy, today: dt.date) -> dict[str, Any]:
    """Everything a home says, for its template."""
    asks = invitations_of(who)
    member = membership(who) if joined(who) else None
    limits = limits_of(who.pk)
    accepted = [ask for ask in asks if ask.state == "accepted"]
    now = timezone.now()
    return {
        "who": who,
        "company": policy.company.name,
        "joined": member is not None,
        "new_terms": member is not None and member.terms != TERMS,
        "open": [told(ask, policy, today) for ask in asks if ask.state == "invited"],
        "accepted": [told(ask, policy, today) for ask in accepted],
        "calls": {key: call_told(one, policy, today, now) for key, one in matches_for_asks(accepted).items()},
        "openings": [opening_told(guest, policy, today) for guest in openings_of(who)],
        "no_more": consents_of(who.pk)["invitations"].given is False,
        "paused_until": limits.paused_until if limits.paused_until and limits.paused_until >= today else None,
        "limits": summary(who, limits, permissions_of(who.account_id or ""), policy, today),
        "story": story(who, asks, policy)[:_SHOWN],
    }
