"""What came of a programme? Every figure with the count it rests on; several programmes in as many statements as one.

`docs/ideas/programmes.md` says what each figure means. Invitations whose time to answer is not over count nowhere but
in `asked`: fresh yeses would be counted while fresh silences are not.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum

from vouch.domain.estimate import Share, share
from vouch.domain.fairness import jain, top_share
from vouch.domain.policy import Policy
from vouch.program.asks.days import day_of
from vouch.program.asks.models import Give
from vouch.program.asks.states import AskState, GiveState
from vouch.program.openings.models import Guest
from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Contact
from vouch.program.programmes.models import Cost, Programme
from vouch.program.programmes.queries.within import asks_in
from vouch.program.programmes.states import Kept

_DONE = (AskState.DONE, AskState.THANKED)
_YES = (AskState.ACCEPTED, *_DONE)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Of one programme: `asked` invitations that left, `early` of them whose time to answer is not over.

    `yes` and `done` are among those whose time is over; `promised` among all asked, `gave_first` too; `kept` among the
    `acts` of which somebody said it, `not_said` of which nobody did. `minutes` are those of customers, written down
    for `timed` acts. `top_five` and `jain` are of the `people` who were asked: counted whole, no estimates.
    """

    proposed: int
    asked: int
    early: int
    untracked: int
    people: int
    acts: int
    yes: Share
    done: Share
    promised: Share
    kept: Share
    not_said: int
    gave_first: Share
    minutes: int
    timed: int
    money: Decimal
    hours: Decimal
    top_five: float | None
    jain: float | None
    asked_people: frozenset[str] = frozenset()

    @property
    def per_act(self) -> tuple[Decimal, Decimal] | None:
        """Money per act done, lowest and highest: what it would be at the ends of the interval of `done`."""
        if not self.acts or not self.money or not self.done.low or not self.done.high or not self.done.point:
            return None
        point = self.money / self.acts
        rate = self.done.point
        return (point * Decimal(rate / self.done.high)).quantize(_CENT), (
            point * Decimal(rate / self.done.low)
        ).quantize(_CENT)


_CENT = Decimal("0.01")


@dataclass
class _Count:
    asked: list[tuple[str, dt.date]] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)


def figures(programmes: Sequence[Programme], *, policy: Policy, today: dt.date) -> dict[str, Figures]:
    """The figures of these programmes by key, in a fixed number of statements."""
    found = {one.pk: _Count() for one in programmes}
    opened = dict(
        Guest.objects.filter(opening__programme__programme__in=found).exclude(ask=None)
        .values_list("ask_id", "opening__programme__programme_id")
    )  # fmt: skip
    days = dt.timedelta(days=policy.asking.invitation.open_days)
    now, given = moved(Contact), _given(programmes)
    rows = asks_in(programmes).values_list(
        "pk", "programme__programme_id", "programme__kept", "contact_id", "account_id", "state", "win_person",
        "win_company", "invited_at", "answered_at", "minutes",
    )  # fmt: skip
    for pk, direct, kept, contact, account, state, person, company, invited, answered, minutes in rows:
        one = found[direct or opened[pk]]
        one.seen["proposed"] += 1
        if invited is None or state == AskState.WITHDRAWN:
            continue
        who, began = now.get(contact, contact), day_of(invited, policy)
        one.asked.append((who, began))
        one.seen["promised"] += bool(person and company)
        one.seen["gave_first"] += given.before(who, account, began)
        if state in _DONE:
            one.seen["acts"] += 1
            one.seen["minutes"] += minutes or 0
            one.seen["timed"] += minutes is not None
            one.seen["said"] += bool(kept)
            one.seen["kept"] += kept == Kept.BOTH
        if state == AskState.UNTRACKED:
            one.seen["untracked"] += 1
        elif began + days > today:
            one.seen["early"] += 1
        else:
            one.seen["over"] += 1
            one.seen["yes"] += state in _YES and answered is not None and day_of(answered, policy) <= began + days
            one.seen["done"] += state in _DONE
    spent = _spent(programmes)
    return {key: _figures(one, spent.get(key, (Decimal(0), Decimal(0)))) for key, one in found.items()}


def _figures(one: _Count, spent: tuple[Decimal, Decimal]) -> Figures:
    seen, asked = one.seen, len(one.asked)
    loads = [float(count) for count in Counter(who for who, _ in one.asked).values()]
    return Figures(
        proposed=seen["proposed"],
        asked=asked,
        early=seen["early"],
        untracked=seen["untracked"],
        people=len(loads),
        acts=seen["acts"],
        yes=share(seen["yes"], seen["over"]),
        done=share(seen["done"], seen["over"]),
        promised=share(seen["promised"], asked),
        kept=share(seen["kept"], seen["said"]),
        not_said=seen["acts"] - seen["said"],
        gave_first=share(seen["gave_first"], asked),
        minutes=seen["minutes"],
        timed=seen["timed"],
        money=spent[0],
        hours=spent[1],
        top_five=top_share(loads),
        jain=jain(loads),
        asked_people=frozenset(who for who, _ in one.asked),
    )


def _spent(programmes: Sequence[Programme]) -> dict[str, tuple[Decimal, Decimal]]:
    rows = Cost.objects.filter(programme__in=programmes).order_by().values_list("programme")
    return {
        key: (money or Decimal(0), hours or Decimal(0))
        for key, money, hours in rows.annotate(all_money=Sum("money"), all_hours=Sum("hours"))
    }


@dataclass(frozen=True)
class _Given:
    """The first day on which anything was given, to a person or to everybody at an account."""

    people: Mapping[str, dt.date]
    accounts: Mapping[str, dt.date]

    def before(self, contact: str, account: str, day: dt.date) -> bool:
        """Whether something was given to them, or to all of their company, until that day."""
        firsts = (self.people.get(contact), self.accounts.get(account))
        return any(first is not None and first <= day for first in firsts)


def _given(programmes: Sequence[Programme]) -> _Given:
    people: dict[str, dt.date] = {}
    accounts: dict[str, dt.date] = {}
    now = moved(Contact)
    rows = Give.objects.filter(state=GiveState.DONE, account__in=asks_in(programmes).values("account_id")).exclude(
        done_on=None
    )
    for contact, account, on in rows.values_list("contact_id", "account_id", "done_on"):
        if on is None:
            continue
        to, key = (people, now.get(contact, contact)) if contact else (accounts, account)
        to[key] = min(on, to.get(key, on))
    return _Given(people, accounts)
