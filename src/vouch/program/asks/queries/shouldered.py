"""What does each person carry, and who may be asked for anything at all?

What the facts tell of hundreds of thousands is added up once a run and day; what people decided in Vouch is put on top.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from vouch.domain.policy import Policy
from vouch.program.asks.days import day_of
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.findings.kept import once_a_run
from vouch.program.findings.models import Approach, Deed, Placement, Run
from vouch.program.people.models import Contact

QUARTER, YEAR = 91, 365
_DONE = (AskState.DONE, AskState.THANKED)


@dataclass(frozen=True, slots=True)
class Carrying:
    """What one person carries: asks in a year, live acts in a quarter and a year, minutes where they were written down.

    `last` is the last day they were asked, None of somebody who never was; `contact` is there for those that are shown.
    """

    pk: str
    asks: int = 0
    live_quarter: int = 0
    live_year: int = 0
    minutes: int = 0
    last: dt.date | None = None
    contact: Contact | None = None

    def and_asked(self, on: dt.date, times: int) -> Carrying:
        """The same who was asked, for the last time on this day, so many times in the year."""
        return replace(self, asks=self.asks + times, last=max(on, self.last or on))

    def and_did(self, quarter: int, year: int, minutes: int = 0) -> Carrying:
        """The same who did so many live acts more, in so many minutes."""
        return replace(
            self,
            live_quarter=self.live_quarter + quarter,
            live_year=self.live_year + year,
            minutes=self.minutes + minutes,
        )


def carried_now(run: Run | None, policy: Policy, today: dt.date, now: Mapping[str, str]) -> dict[str, Carrying]:
    """What everybody carries who ever was asked or did something live, by the id they go by `now`: another than the one
    it was written under, where they became one with somebody."""
    year, quarter = today - dt.timedelta(days=YEAR - 1), today - dt.timedelta(days=QUARTER - 1)
    live = frozenset(name for name, rung in policy.ladder.items() if rung.live)
    found = dict(_of_facts(run, year, quarter, live, frozenset(now.items())))
    rows = Ask.objects.exclude(invited_at=None)
    for who, activity, state, invited, finished, minutes in rows.values_list(
        "contact_id", "activity", "state", "invited_at", "done_at", "minutes"
    ):
        pk = now.get(who, who)
        on = day_of(invited, policy) if invited else today
        one = (found.get(pk) or Carrying(pk)).and_asked(on, int(on >= year))
        if state in _DONE and finished is not None:
            done = day_of(finished, policy)
            is_live = activity in live
            one = one.and_did(
                int(is_live and done >= quarter), int(is_live and done >= year), (minutes or 0) if done >= year else 0
            )
        found[pk] = one
    return found


def things_to_ask(policy: Policy) -> tuple[str, ...]:
    """The stages at which anything may be asked at all."""
    ceilings = policy.asking.ceilings
    return tuple(name for name in type(ceilings).model_fields if getattr(ceilings, name).effort > 0)


@once_a_run(2)
def may_be_asked(stages: tuple[str, ...]) -> frozenset[str]:
    """Those at customers whose stage lets anything be asked at all, who can be reached and did not opt out."""
    accounts = Placement.objects.filter(kind="account", former=False, stage__in=stages, at_risk=False)
    rows = Contact.objects.filter(
        account__customer=True, opted_out=False, left_on=None, placement__stage__in=stages,
        account_id__in=accounts.values("account_id"),
    )  # fmt: skip
    return frozenset(rows.exclude(email="").values_list("pk", flat=True))


@once_a_run(1)
def _of_facts(
    year: dt.date, quarter: dt.date, live: frozenset[str], joined: frozenset[tuple[str, str]]
) -> Mapping[str, Carrying]:
    """What the facts tell of everybody, from these days on."""
    now, found = dict(joined), dict[str, Carrying]()
    asked = Approach.objects.values("contact_id").annotate(
        times=Count("pk", filter=Q(asked_on__gte=year)), on=Max("asked_on")
    )
    days: dict[dt.date, dt.date] = {}  # each day once: hundreds of thousands were asked on a few hundred days
    for who, times, on in _each(asked, "times", "on"):
        pk, day = now.get(who, who), days.setdefault(on, on)
        found[pk] = found[pk].and_asked(day, times) if pk in found else Carrying(pk, asks=times, last=day)
    did = Deed.objects.exclude(contact_id=None).filter(activity__in=live, done_on__gte=year)
    done = did.values("contact_id").annotate(soon=Count("pk", filter=Q(done_on__gte=quarter)), times=Count("pk"))
    for who, soon, times in _each(done, "soon", "times"):
        pk = now.get(who, who)
        found[pk] = found[pk].and_did(soon, times) if pk in found else Carrying(pk, live_quarter=soon, live_year=times)
    return found


def _each(rows: QuerySet[Any, Any], *columns: str) -> Any:
    return rows.order_by().values_list("contact_id", *columns).iterator(20_000)
