"""Of whom is more known than where they work: a role, acts, membership, an earlier seat, what they enjoy?

Only what the criteria look at is read, in a statement each. What was written down under the id of a record that became
one with another counts for the person they are now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet

from vouch.domain.openings import Criteria
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.findings.models import Deed, Particular
from vouch.program.members.models import Member
from vouch.program.openings.models import Guest
from vouch.program.openings.queries.facts import everybody
from vouch.program.openings.states import HOLDS_SEAT
from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Contact
from vouch.program.people.personality.queries import every_sure

_DONE = (AskState.DONE, AskState.THANKED)
_AT_ONCE = 5000


class Person(NamedTuple):
    """Somebody of whom something is known, as far as the criteria look. `acts`: of the kind that they ask for.
    `reachable`: there is an address to write to; criteria do not ask for it, so it stands last."""

    account: str = ""
    language: str = ""
    roles: frozenset[str] = frozenset()
    acts: int = 0
    member_since: dt.date | None = None
    seated_on: dt.date | None = None
    personality: str | None = None
    reachable: bool = True


def people_known(criteria: Criteria, *, kind: str) -> dict[str, Person]:
    """Everybody still at a customer of whom more is known than where they work and what they speak, by id."""
    found = _Found()
    if criteria.roles:
        found.read(Particular.objects.exclude(contact=None), "contact", ("value",), _plays)
    if criteria.acts:
        deeds, asks = Deed.objects.exclude(contact=None), Ask.objects.filter(state__in=_DONE)
        only = {"activity": criteria.act} if criteria.act else {}
        for rows in (deeds.filter(**only), asks.filter(**only)):
            found.read(rows, "contact", (), _did)
    if criteria.member_days is not None:
        found.read(Member.objects.filter(left_at=None), "contact", ("joined_at",), _joined)
    if criteria.fresh_days:
        seats = Guest.objects.filter(opening__kind=kind, state__in=HOLDS_SEAT)
        found.read(seats, "contact", ("opening__happens_at", "opening__deadline"), _sat)
    if criteria.personalities:
        found.enjoys(every_sure())
    return found.people


class _Found:
    """People as more and more is read of them."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self._now: dict[str, str] | None = None

    def read(self, rows: QuerySet[Any], of: str, columns: tuple[str, ...], add: Callable[..., Person]) -> None:
        """Add what each row says, to whoever goes by its id now."""
        there = {f"{of}__left_on": None, f"{of}__stands_in": None, f"{of}__account__customer": True}
        where = (f"{of}__account_id", f"{of}__language", f"{of}__email")
        for pk, account, language, email, *told in rows.filter(**there).values_list(f"{of}_id", *where, *columns):
            self.people[pk] = add(self.people.get(pk) or Person(account, language, reachable=bool(email)), *told)
        if self._now is None:
            self._now = moved(Contact)
        for pk, one, told in self._elsewhere(rows, of, columns):
            self.people[pk] = add(self.people.get(pk) or one, *told)

    def _elsewhere(
        self, rows: QuerySet[Any], of: str, columns: tuple[str, ...]
    ) -> Iterator[tuple[str, Person, tuple[Any, ...]]]:
        """What stands under the ids of records that became one with somebody who is there."""
        now = self._now or {}
        old = sorted(now)
        for at in range(0, len(old), _AT_ONCE):
            told = list(rows.filter(**{f"{of}_id__in": old[at : at + _AT_ONCE]}).values_list(f"{of}_id", *columns))
            there = _there({now[pk] for pk, *_ in told})
            yield from ((now[pk], there[now[pk]], tuple(rest)) for pk, *rest in told if now[pk] in there)

    def enjoys(self, known: Mapping[str, str]) -> None:
        """Add what each of these enjoys, who go by that id now."""
        for pk, one in _there(set(known)).items():
            self.people[pk] = (self.people.get(pk) or one)._replace(personality=known[pk])


def _there(ids: set[str]) -> dict[str, Person]:
    """Those of these who are still at a customer."""
    found, every = dict[str, Person](), sorted(ids)
    for at in range(0, len(every), _AT_ONCE):
        rows = everybody().filter(pk__in=every[at : at + _AT_ONCE])
        found |= {
            pk: Person(account, tongue, reachable=bool(email))
            for pk, account, tongue, email in rows.values_list("pk", "account_id", "language", "email")
        }
    return found


def _plays(one: Person, role: str) -> Person:
    return one._replace(roles=one.roles | {role})


def _did(one: Person) -> Person:
    return one._replace(acts=one.acts + 1)


def _joined(one: Person, at: dt.datetime) -> Person:
    return one._replace(member_since=min(one.member_since or at.date(), at.date()))


def _sat(one: Person, at: dt.datetime | None, deadline: dt.date) -> Person:
    day = at.date() if at else deadline
    return one._replace(seated_on=max(one.seated_on or day, day))
