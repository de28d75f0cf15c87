"""Who is best left in peace, why, and who lifts it? And whose hold or rest ends in the next days?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from vouch.domain.asking import Obstacle, obstacles
from vouch.domain.policy import Policy
from vouch.program.asks.queries.board import Narrowed
from vouch.program.asks.queries.situations import situations
from vouch.program.asks.states import OPEN
from vouch.program.colleagues.permissions import who_may
from vouch.program.consent.models import Hold
from vouch.program.findings.models import Circumstance
from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Contact

_RESTS = ("rests_", "no_answers", "not_now", "live_in", "own_pace", "paused", "invitations_withdrawn")
_LOOKED_AT = 40


@dataclass(frozen=True, kw_only=True)
class Peace:
    """Somebody who is left in peace: `who` in words, the person or account it is, why, who lifts it, the last day."""

    who: str
    sentence: str
    lifts: str
    until: dt.date | None
    contact: str = ""
    account: str = ""


def left_alone(only: Narrowed | None = None, *, policy: Policy, today: dt.date) -> list[Peace]:
    """Those held by hand, at accounts in trouble, or resting; the latest to end first, then those without an end."""
    found = [*_held(only, today), *_in_trouble(only, policy), *_resting(only, policy, today)]
    unknown = sorted((one for one in found if one.until is None), key=lambda one: one.who)
    known = sorted((one for one in found if one.until is not None), key=lambda one: (one.until, one.who), reverse=True)
    return [*known, *unknown]


def ending(only: Narrowed | None = None, *, policy: Policy, today: dt.date, days: int = 7) -> list[Peace]:
    """Those whose hold or rest ends within so many days, the next first."""
    last = today + dt.timedelta(days=days - 1)
    found = [*_held(only, today), *_resting(only, policy, today)]
    return sorted(
        (one for one in found if one.until is not None and one.until <= last), key=lambda one: (one.until, one.who)
    )


def _held(only: Narrowed | None, today: dt.date) -> Iterator[Peace]:
    rows = Hold.objects.select_related("account", "contact__account").filter(lifted_at=None, from_on__lte=today)
    rows = rows.exclude(until__lt=today)
    if only and only.owner:
        rows = rows.filter(Q(account__owner_id=only.owner) | Q(contact__account__owner_id=only.owner))
    for row in rows.order_by("-at")[:_LOOKED_AT]:
        right = "hold_for_law" if row.kind == "legal" else "hold_customers"
        if row.contact is not None:
            at = row.contact.account
            who = f"{row.contact.name or row.contact.email}{f', {at.name}' if at else ''}"
        else:
            who = f"Everyone at {row.account.name}" if row.account else "Somebody"
        yield Peace(
            who=who,
            sentence=_full(row.reason),
            lifts=_lower(who_may(right)),
            until=row.until,
            contact=row.contact_id or "",
            account=row.account_id or "",
        )


def _in_trouble(only: Narrowed | None, policy: Policy) -> Iterator[Peace]:
    if not policy.asking.holds.escalation_open:
        return
    rows = Circumstance.objects.select_related("account").filter(kind="escalation", account__customer=True)
    if only and only.owner:
        rows = rows.filter(account__owner_id=only.owner)
    seen = set()
    for row in rows.order_by("-account__yearly_value", "pk")[:_LOOKED_AT]:
        if row.account_id in seen:
            continue
        seen.add(row.account_id)
        since = f" since {row.since:%-d %b}" if row.since else ""
        yield Peace(
            who=f"Everyone at {row.account.name}",
            sentence=f"A grave case is open{since}{f': {row.words}' if row.words else ''}. Mend it first.",
            lifts="the case, once it is closed",
            until=None,
            account=row.account_id,
        )
        if len(seen) == _MOST_IN_TROUBLE:
            return


_MOST_IN_TROUBLE = 3


def _resting(only: Narrowed | None, policy: Policy, today: dt.date) -> list[Peace]:
    asks = (only or Narrowed()).rows().exclude(invited_at=None)
    busy = (only or Narrowed()).rows().filter(state__in=OPEN).values("contact_id")
    latest = asks.exclude(contact__in=busy).order_by("-invited_at").values_list("contact_id", flat=True)[:_LOOKED_AT]
    now = moved(Contact)
    people = Contact.objects.select_related("account").in_bulk(list(dict.fromkeys(now.get(pk, pk) for pk in latest)))
    least = min(
        (one for one in policy.ladder.items() if not one[1].open_invitation),
        key=lambda one: one[1].effort + one[1].exposure,
    )[0]
    found = []
    for pk, situation in situations(list(people), policy=policy, today=today).items():
        why = [one for one in obstacles(situation, least, policy) if one.code.startswith(_RESTS)]
        if why:
            found.append(_peace(people[pk], max(why, key=lambda one: one.until or dt.date.max)))
    return found


def _peace(contact: Contact, why: Obstacle) -> Peace:
    at = contact.account
    who = f"{contact.name or contact.email}{f', {at.name}' if at else ''}"
    return Peace(who=who, sentence=why.sentence, lifts=why.lifts, until=why.until, contact=contact.pk)


def _full(reason: str) -> str:
    plain = reason.strip()
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
