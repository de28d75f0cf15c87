"""What has happened lately that is worth a word: results, goals, acts, years. Each with a key of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vouch.domain.gestures import Kind, Occasion
from vouch.domain.policy import Policy
from vouch.program.findings.models import Deed
from vouch.program.people.models import Account, Contact, Move, Promise, Result

_HELP = ("community_answer", "peer_call")


def happened(*, policy: Policy, today: dt.date) -> list[Occasion]:
    """The occasions of the last days, the rarest kind first, then the latest."""
    since = today - dt.timedelta(days=policy.touch.look_back_days)
    found = [*_proved(since, today), *_acted(since, today, policy), *_moved(since, today), *_years(today)]
    order = {kind: place for place, kind in enumerate(Kind)}
    return sorted(found, key=lambda one: (order[one.kind], -one.on.toordinal(), one.contact))


def _proved(since: dt.date, today: dt.date) -> Iterator[Occasion]:
    results = Result.objects.filter(withdrawn_at=None, signed_off_on__range=(since, today)).exclude(account=None)
    goals = Promise.objects.filter(withdrawn_at=None, status="met", decided_on__range=(since, today))
    for kind, rows, column in (
        (Kind.RESULT, results, "signed_off_on"),
        (Kind.GOAL, goals.exclude(account=None), "decided_on"),
    ):
        for row in rows.select_related("contact"):
            whose = row.contact_id or _first_of(row.account_id)
            if whose:
                yield Occasion(
                    contact=whose, account=row.account_id or "", kind=kind, key=f"{kind}:{row.key}",
                    on=getattr(row, column), what=row.text,
                )  # fmt: skip


def _acted(since: dt.date, today: dt.date, policy: Policy) -> Iterator[Occasion]:
    lately = set(Deed.objects.filter(done_on__range=(since, today)).values_list("contact", flat=True))
    days: dict[str, list[Deed]] = {}
    for deed in Deed.objects.filter(contact__in=lately).order_by("done_on", "pk"):
        days.setdefault(deed.contact_id or "", []).append(deed)
    for contact, deeds in days.items():
        last, before = deeds[-1], deeds[-2] if len(deeds) > 1 else None
        if not contact or not last.account_id or last.done_on < since:
            continue
        if before is None:
            kind = Kind.FIRST_ACT
        elif (last.done_on - before.done_on).days >= policy.touch.silence_days:
            kind = Kind.BACK
        elif last.activity in _HELP:
            kind = Kind.HELPED
        else:
            continue
        rung = policy.ladder.get(last.activity)
        yield Occasion(
            contact=contact, account=last.account_id, kind=kind, key=f"act:{last.activity}:{last.done_on}",
            on=last.done_on, what=rung.words if rung else last.words,
        )  # fmt: skip


def _moved(since: dt.date, today: dt.date) -> Iterator[Occasion]:
    for row in Move.objects.filter(on__range=(since, today)).order_by("pk"):
        yield Occasion(
            contact=row.contact_id, account=row.joined_id, kind=Kind.NEW_JOB, key=f"job:{row.joined_id}", on=row.on
        )


def _years(today: dt.date) -> Iterator[Occasion]:
    """Whole years as customer, on the day itself or the days a weekend hides it."""
    days = [today - dt.timedelta(days=back) for back in range(3)]
    for day in days:
        rows = Account.objects.filter(
            customer=True,
            customer_since__month=day.month,
            customer_since__day=day.day,
            customer_since__year__lt=day.year,
        )
        for row in rows.order_by("pk"):
            whose, since = _first_of(row.pk), row.customer_since
            if whose and since:
                years = day.year - since.year
                yield Occasion(
                    contact=whose, account=row.pk, kind=Kind.YEAR, key=f"year:{row.pk}:{years}", on=day, years=years
                )


def _first_of(account: str | None) -> str:
    """Whom at a company one greets: who did most for others, else whoever was here first."""
    people = list(Contact.objects.filter(account=account, left_on=None, opted_out=False).order_by("pk"))
    if not people:
        return ""
    acts = list(Deed.objects.filter(contact__in=[one.pk for one in people]).values_list("contact", flat=True))
    return max(people, key=lambda one: acts.count(one.pk)).pk
