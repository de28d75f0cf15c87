"""What is known of these people when an opening looks for guests? Read in a fixed number of statements, for thousands.

Where two records were joined, what was done under either id counts for the one person.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from vouch.domain.openings import Facts
from vouch.domain.stages import Stage
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.consent.queries import known_as
from vouch.program.findings.models import Deed, Particular, Placement
from vouch.program.members.models import Member
from vouch.program.openings.models import Guest
from vouch.program.openings.states import HOLDS_SEAT
from vouch.program.people.models import Contact
from vouch.program.people.personality.queries import personalities

_DONE = (AskState.DONE, AskState.THANKED)
_AT_ONCE = 5000
"""Ids of one statement: databases take only so many."""


def everybody() -> QuerySet[Contact]:
    """Everybody at a customer who is still there."""
    return Contact.objects.select_related("account__owner").filter(account__customer=True, left_on=None)


def facts_of(people: Sequence[Contact], *, kind: str, today: dt.date, personality: bool = False) -> dict[str, Facts]:
    """The facts of these people, with their accounts, by id. `kind`: of which openings earlier seats count.

    What they enjoy is read only where `personality` asks for it, and counts only where it is sure enough.
    """
    whose = known_as(people)
    ids = list(whose)
    placed = {row.subject: row for row in _placements(people)}
    acts = _acts(ids, whose)
    members = _members(ids, whose)
    seats = _seats(ids, whose, kind)
    roles, products = _particulars(people, whose)
    types = personalities([one.pk for one in people]) if personality else {}
    found = {}
    for one in people:
        at, stands = one.account, placed.get(one.account_id or "")
        found[one.pk] = Facts(
            today=today,
            company=at.name if at else "",
            stage=Stage(stands.stage) if stands else None,
            at_most=Stage(stands.at_most) if stands else None,
            missing=tuple(stands.missing) if stands else (),
            latent=stands.latent if stands else None,
            roles=frozenset(roles.get(one.pk, ())),
            segment=at.segment if at else "",
            industry=at.industry if at else "",
            region=at.region if at else "",
            employees=at.employees if at else None,
            products=frozenset(products.get(one.account_id or "", ())),
            language=one.language,
            acts=acts.get(one.pk, Counter()),
            member_since=members.get(one.pk),
            seated_on=seats.get(one.pk),
            personality=types[one.pk].sure if one.pk in types else None,
        )
    return found


def _parts(ids: Iterable[str]) -> Iterable[list[str]]:
    every = list(ids)
    return (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))


def _placements(people: Sequence[Contact]) -> Iterable[Placement]:
    for part in _parts({one.account_id for one in people if one.account_id}):
        yield from Placement.objects.filter(pk__in=part)


def _acts(ids: list[str], whose: dict[str, str]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for part in _parts(ids):
        for contact, activity in Deed.objects.filter(contact__in=part).values_list("contact_id", "activity"):
            found[whose[contact or ""]][activity] += 1
        done = Ask.objects.filter(contact__in=part, state__in=_DONE)
        for who, activity in done.values_list("contact_id", "activity"):
            found[whose[who]][activity] += 1
    return found


def _members(ids: list[str], whose: dict[str, str]) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    for part in _parts(ids):
        for pk, at in Member.objects.filter(pk__in=part, left_at=None).values_list("pk", "joined_at"):
            who = whose[pk]
            found[who] = min(found.get(who, at.date()), at.date())
    return found


def _seats(ids: list[str], whose: dict[str, str], kind: str) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    for part in _parts(ids):
        rows = Guest.objects.filter(contact__in=part, opening__kind=kind, state__in=HOLDS_SEAT)
        for contact, at, deadline in rows.values_list("contact_id", "opening__happens_at", "opening__deadline"):
            day = at.date() if at else deadline
            found[whose[contact]] = max(found.get(whose[contact], day), day)
    return found


def _particulars(people: Sequence[Contact], whose: dict[str, str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    roles: dict[str, set[str]] = defaultdict(set)
    products: dict[str, set[str]] = defaultdict(set)
    for part in _parts(whose):
        for contact, value in Particular.objects.filter(contact__in=part).values_list("contact_id", "value"):
            roles[whose[contact or ""]].add(value)
    for part in _parts({one.account_id for one in people if one.account_id}):
        used = Particular.objects.filter(kind="product", account__in=part)
        for account, value in used.values_list("account_id", "value"):
            products[account or ""].add(value)
    return roles, products
