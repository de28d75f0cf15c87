"""Who stands first, of hundreds of thousands who fit? No more are read than it takes to know.

Who qualifies stands before who could, then who was given less in a year, then whom the lot drew first. The order is the
same whoever looks, and however it is read: of a few everybody, of many strip by strip, until enough are found to whom
nothing was given; nobody who was not read can stand before those.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import reduce
from heapq import nsmallest
from itertools import islice
from math import ceil
from operator import or_
from typing import TypeAlias

from django.db.models import Q, QuerySet

from vouch.domain.openings import STRIPS, Answer, Lot
from vouch.program.asks.models import Give
from vouch.program.asks.states import GiveState
from vouch.program.openings.models import Guest
from vouch.program.openings.queries.crowd import Crowd
from vouch.program.openings.states import HOLDS_SEAT
from vouch.program.people.models import Contact

_YEAR = 365
_AT_ONCE = 5000
"""Ids of one statement: databases take only so many."""
_STRIPS_AT_ONCE = 200
_SEEK = 4
"""Finding a strip takes about as long as reading so many people."""

Row: TypeAlias = tuple[str, str | None, str]


class Draw:
    """The order of a lot among those at customers who qualify or could, can be reached, and are not `without`.

    Whether a company is a customer is known to the crowd: SQLite reads everybody when it is asked for that and strips.
    """

    def __init__(self, crowd: Crowd, *, without: Collection[str], seed: str, today: dt.date) -> None:
        rows = Contact.objects.filter(left_on=None).exclude(pk__in=without).exclude(email="")
        self._rows: QuerySet[Contact, Row] = rows.order_by().values_list("pk", "account_id", "language")
        self._crowd, self._today, self._lot = crowd, today, Lot(seed)
        self._groups = crowd.groups()
        self.able = sum(group.reachable for group in self._groups if group.answer is not Answer.NOT_MET)
        """How many qualify or could and can be reached, as the last run found them."""

    def first(self, most: int) -> list[str]:
        """The ids of the first `most`."""
        found: list[str] = []
        for answer in (Answer.MET, Answer.NOT_KNOWN):
            if len(found) < most:
                found += self._best(answer, most - len(found))
        return found

    def _best(self, answer: Answer, most: int) -> list[str]:
        given: dict[str, int] = {}
        nothing = 0
        for rows in self._read(answer, most):
            told = (pk for pk, at, tongue in rows if self._crowd.answer(pk, at or "", tongue) is answer)
            mine = [pk for pk in told if pk not in given]
            count = given_in_a_year(mine, today=self._today)
            given.update((pk, count[pk]) for pk in mine)
            nothing += sum(not count[pk] for pk in mine)
            if nothing >= most:
                break
        return nsmallest(most, given, key=lambda pk: (given[pk], self._lot.place(pk)))

    def _read(self, answer: Answer, most: int) -> Iterator[Sequence[Row]]:
        """Everybody of this answer, others among them: in the order of the lot as long as that can be quicker."""
        groups = [group for group in self._groups if group.answer is answer and group.reachable]
        if not groups:
            return
        everybody = sum(group.people for group in self._groups)
        companies = {group.account for group in groups if not group.named}
        named = sum(group.people for group in groups if group.named)
        all_of_them = named + sum(group.people for group in self._groups if group.account in companies)
        until = most / sum(group.reachable for group in groups)
        if until * (everybody + _SEEK * STRIPS) < all_of_them:
            yield from self._strips(ceil(2 * until * STRIPS))
        if all_of_them > everybody / 2:
            yield list(self._rows.iterator(20_000))
            return
        for part in _parts(companies):
            yield list(self._rows.filter(account__in=part))
        if named:
            for part in _parts(self._crowd.known):
                yield list(self._rows.filter(pk__in=part))

    def _strips(self, most: int) -> Iterator[Sequence[Row]]:
        """The people of the first `most` strips; half of them at first, as that many are expected to do."""
        strips, size = islice(self._lot.strips("c"), most), max(ceil(most * 0.6), 1)
        while part := list(islice(strips, min(size, _STRIPS_AT_ONCE))):
            yield list(self._rows.filter(reduce(or_, (Q(pk__gte=begin, pk__lt=end) for begin, end in part))))


def given_in_a_year(ids: Collection[str], *, today: dt.date) -> Counter[str]:
    """How much these people were given in the last year: gives that were done, and seats."""
    since, found = today - dt.timedelta(days=_YEAR), Counter[str]()
    gives = Give.objects.filter(state=GiveState.DONE, done_on__gt=since).exclude(contact=None)
    seats = Guest.objects.filter(state__in=HOLDS_SEAT, chosen_at__date__gt=since)
    wanted = set(ids)
    if wanted:
        few = {"contact__in": wanted} if len(wanted) <= _AT_ONCE else {}
        for rows in (gives, seats):
            found.update(pk for pk in rows.filter(**few).values_list("contact_id", flat=True) if pk in wanted)
    return found


def _parts(ids: Collection[str]) -> Iterator[list[str]]:
    every = sorted(ids)
    return (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))
