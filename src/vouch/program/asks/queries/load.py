"""Who carries how much, how evenly, and how often do people say yes? In a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest

from vouch.domain.estimate import Share, share
from vouch.domain.fairness import gini, jain, top_share
from vouch.domain.policy import Policy
from vouch.program.asks.days import day_of
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.alerts import Alert, carried_by_few, few_say_yes
from vouch.program.asks.queries.shouldered import Carrying, carried_now, may_be_asked, things_to_ask
from vouch.program.asks.states import AskState
from vouch.program.findings.kept import Shelf, unchanged_since
from vouch.program.findings.models import Run
from vouch.program.findings.queries import current_run
from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Contact

_YES = (AskState.ACCEPTED, AskState.DONE, AskState.THANKED)


@dataclass(frozen=True, kw_only=True)
class Load:
    """The load of the programme. `may`: how many may be asked for anything at all; the shares are among them.

    `accepted` is of the invitations whose time to answer is over; a later yes is no yes there. `alerts` is what the
    lines of policy say, crossed or not.
    """

    may: int
    never: int
    asked: int
    top_five: float | None
    gini: float | None
    jain: float | None
    accepted: Share
    by_activity: Sequence[tuple[str, Share]] = field(default_factory=list)
    rows: Sequence[Carrying] = field(default_factory=list)
    alerts: Sequence[Alert] = field(default_factory=list)


def load(*, policy: Policy, today: dt.date, limit: int = 50) -> Load:
    """The load of everybody on this day, heaviest first.

    Of a large company it is kept until somebody decides something: adding up half a million people takes seconds.
    """
    run = current_run()
    since = unchanged_since(run)
    if since is None:
        return _load(run, policy, today, limit)
    return _kept.get((*since, policy.version, today, limit), lambda: _load(run, policy, today, limit))


_kept: Shelf[Load] = Shelf(2)


def _load(run: Run | None, policy: Policy, today: dt.date, limit: int) -> Load:
    now = moved(Contact)
    carrying = carried_now(run, policy, today, now)
    may = may_be_asked(run, things_to_ask(policy))
    asks = {pk: carrying[pk].asks for pk in may if pk in carrying and carrying[pk].last}
    year = {pk: times for pk, times in asks.items() if times}
    loads = [*map(float, year.values()), *[0.0] * (len(may) - len(year))]
    whole = [one for one in carrying.values() if one.asks or one.live_year or one.minutes]
    rows = nsmallest(limit, whole, key=lambda one: (-one.asks - one.live_year, -one.minutes, one.pk))
    people = Contact.objects.select_related("account__owner").in_bulk([one.pk for one in rows])
    rows = [replace(one, contact=people[one.pk]) for one in rows if one.pk in people]
    accepted, by_activity = acceptance(policy=policy, today=today)
    return Load(
        may=len(may),
        never=len(may) - len(asks),
        asked=sum(one.asks for one in carrying.values()),
        top_five=top_share(loads),
        gini=gini(loads),
        jain=jain(loads),
        accepted=accepted,
        by_activity=by_activity,
        rows=rows,
        alerts=[carried_by_few(year, policy), few_say_yes(accepted, _answers(policy, today, now), policy)],
    )


def acceptance(
    *, policy: Policy, today: dt.date, since: dt.date | None = None
) -> tuple[Share, list[tuple[str, Share]]]:
    """The share of invitations that were accepted in time, of those whose time is over (and left since that day)."""
    yes, sent = Counter[str](), Counter[str]()
    for _contact, activity, said_yes in _over(policy, today, since):
        sent[activity] += 1
        yes[activity] += said_yes
    each = [(activity, share(yes[activity], count)) for activity, count in sent.most_common()]
    return share(sum(yes.values()), sum(sent.values())), each


def _over(policy: Policy, today: dt.date, since: dt.date | None = None) -> Iterator[tuple[str, str, bool]]:
    """Every invitation whose time to answer is over: of whom, for what, and whether the yes came in time."""
    days = policy.asking.invitation.open_days
    rows = Ask.objects.exclude(invited_at=None).exclude(state__in=(AskState.WITHDRAWN, AskState.UNTRACKED))
    for contact, activity, state, invited, answered in rows.values_list(
        "contact_id", "activity", "state", "invited_at", "answered_at"
    ):
        if invited is None:
            continue
        began = day_of(invited, policy)
        if began + dt.timedelta(days=days) > today or (since is not None and began < since):
            continue
        in_time = answered is not None and day_of(answered, policy) <= began + dt.timedelta(days=days)
        yield contact, activity, state in _YES and in_time


def _answers(policy: Policy, today: dt.date, now: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """By person: how many of their invitations got a yes in time, of how many. `now`: who goes by which id."""
    yes, sent = Counter[str](), Counter[str]()
    for contact, _activity, said_yes in _over(policy, today):
        whose = now.get(contact, contact)
        sent[whose] += 1
        yes[whose] += said_yes
    return {pk: (yes[pk], count) for pk, count in sent.items()}
