"""Who is asked whether we may ask? The account's owner, whoever stands in for them, else a programme manager."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.program.asks.models import Ask, Clearance, OwnerRule
from vouch.program.asks.states import Rule
from vouch.program.colleagues.models import User
from vouch.program.people.models import Owner


@dataclass(frozen=True)
class Asked:
    """Who is asked (None: any programme manager), whether they stand in, and the owner's rule."""

    user: User | None
    stand_in: bool
    rule: Rule


def who_clears(owner: Owner | None, *, today: dt.date) -> Asked:
    """Who clears asks about this owner's accounts today."""
    if owner is None:
        return Asked(None, False, Rule.ALWAYS)
    told = OwnerRule.objects.select_related("stand_in").filter(owner=owner).first()
    rule = Rule(told.rule) if told else Rule.ALWAYS
    away = told is not None and told.away_until is not None and today <= told.away_until
    user = None if away else colleague_of(owner)
    if user is not None:
        return Asked(user, False, rule)
    return Asked(stand_in_of(told), True, rule)


def colleague_of(owner: Owner) -> User | None:
    """The colleague who is this owner in the CRM, where one has joined."""
    return User.objects.filter(owner=owner.pk, is_active=True, joined_at__isnull=False).order_by("pk").first()


def stand_in_of(told: OwnerRule | None) -> User | None:
    """Whoever stands in, where they still work here."""
    if told is None or told.stand_in is None or not told.stand_in.is_active:
        return None
    return told.stand_in


def ask_for_clearance(ask: Ask, *, strictly: bool, policy: Policy, today: dt.date, at: dt.datetime) -> Clearance:
    """Put the question to whoever clears it; `strictly` leaves the owner's own rule aside."""
    whom = who_clears(ask.account.owner, today=today)
    return Clearance.objects.create(
        ask=ask,
        owner=ask.account.owner,
        asked=whom.user,
        stand_in=whom.stand_in,
        rule=Rule.ALWAYS if strictly else whom.rule,
        asked_at=at,
        due_on=today + dt.timedelta(days=policy.asking.invitation.clearance_days),
    )
