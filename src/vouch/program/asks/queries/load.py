"""Who carries how much, how evenly, and how often do people say yes? In a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vouch.domain.estimate import Share, share
from vouch.domain.fairness import gini, jain, top_share
from vouch.domain.policy import Policy
from vouch.program.asks.days import day_of
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.alerts import Alert, carried_by_few, few_say_yes
from vouch.program.asks.states import AskState
from vouch.program.findings.kept import unchanged_since
from vouch.program.findings.models import Approach, Deed, Placement
from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Contact

QUARTER, YEAR = 91, 365
_DONE = (AskState.DONE, AskState.THANKED)
_YES = (AskState.ACCEPTED, *_DONE)


@dataclass
class Carrying:
    """What one person carries: asks in a year, live acts in a quarter and a year, minutes where they were written down.

    `last` is the last day they were asked; `contact` is filled in for those that are shown.
    """

    pk: str
    asks: int = 0
    live_quarter: int = 0
    live_year: int = 0
    minutes: int = 0
    last: dt.date | None = None
    contact: Contact | None = None


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
    since = unchanged_since()
    if since is None:
        return _load(policy, today, limit)
    asked = (*since, policy.version, today, limit)
    held = _kept.get(limit)
    if held is None or held[0] != asked:
        held = _kept[limit] = (asked, _load(policy, today, limit))
    return held[1]


_kept: dict[int, tuple[tuple[object, ...], Load]] = {}


def _load(policy: Policy, today: dt.date, limit: int) -> Load:
    carrying, ever = _carrying(policy, today)
    may = _may_be_asked(policy)
    loads = [float(carrying[pk].asks) if pk in carrying else 0.0 for pk in may]
    rows = sorted(carrying.values(), key=lambda one: (-one.asks - one.live_year, -one.minutes, one.pk))
    rows = [one for one in rows if one.asks or one.live_year or one.minutes][:limit]
    people = Contact.objects.select_related("account__owner").in_bulk([one.pk for one in rows])
    for one in rows:
        one.contact = people.get(one.pk)
    accepted, by_activity = acceptance(policy=policy, today=today)
    year = {pk: carrying[pk].asks for pk in may if pk in carrying and carrying[pk].asks}
    return Load(
        may=len(may),
        never=sum(pk not in ever for pk in may),
        asked=sum(one.asks for one in carrying.values()),
        top_five=top_share(loads),
        gini=gini(loads),
        jain=jain(loads),
        accepted=accepted,
        by_activity=by_activity,
        rows=[one for one in rows if one.contact is not None],
        alerts=[carried_by_few(year, policy), few_say_yes(accepted, _answers(policy, today), policy)],
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


def _answers(policy: Policy, today: dt.date) -> dict[str, tuple[int, int]]:
    """By person: how many of their invitations got a yes in time, of how many."""
    now = moved(Contact)
    yes, sent = Counter[str](), Counter[str]()
    for contact, _activity, said_yes in _over(policy, today):
        whose = now.get(contact, contact)
        sent[whose] += 1
        yes[whose] += said_yes
    return {pk: (yes[pk], count) for pk, count in sent.items()}


def _carrying(policy: Policy, today: dt.date) -> tuple[dict[str, Carrying], set[str]]:
    """What everybody carries, and everybody who was ever asked."""
    year, quarter = today - dt.timedelta(days=YEAR - 1), today - dt.timedelta(days=QUARTER - 1)
    live = {name for name, rung in policy.ladder.items() if rung.live}
    now = moved(Contact)
    found: dict[str, Carrying] = {}
    ever: set[str] = set()

    def of(pk: str) -> Carrying:
        pk = now.get(pk, pk)
        return found.setdefault(pk, Carrying(pk))

    def asked(pk: str, on: dt.date) -> None:
        ever.add(now.get(pk, pk))
        one = of(pk)
        one.last = max(on, one.last or on)
        one.asks += on >= year

    def done(pk: str, activity: str, on: dt.date, minutes: int | None) -> None:
        one = of(pk)
        one.live_quarter += activity in live and on >= quarter
        one.live_year += activity in live and on >= year
        one.minutes += (minutes or 0) if on >= year else 0

    rows = Ask.objects.exclude(invited_at=None)
    for pk, activity, state, invited, finished, minutes in rows.values_list(
        "contact_id", "activity", "state", "invited_at", "done_at", "minutes"
    ):
        asked(pk, day_of(invited, policy) if invited else today)
        if state in _DONE and finished is not None:
            done(pk, activity, day_of(finished, policy), minutes)
    for pk, on in Approach.objects.values_list("contact_id", "asked_on"):
        asked(pk, on)
    for pk, activity, on in Deed.objects.exclude(contact_id=None).values_list("contact_id", "activity", "done_on"):
        done(str(pk), activity, on, None)
    return found, ever


def _may_be_asked(policy: Policy) -> list[str]:
    """Those at customers whose stage lets anything be asked at all, who can be reached and did not opt out."""
    ceilings = policy.asking.ceilings
    something = [name for name in type(ceilings).model_fields if getattr(ceilings, name).effort > 0]
    accounts = Placement.objects.filter(kind="account", former=False, stage__in=something, at_risk=False)
    rows = Contact.objects.filter(
        account__customer=True, opted_out=False, left_on=None, placement__stage__in=something,
        account_id__in=accounts.values("account_id"),
    )  # fmt: skip
    return list(rows.exclude(email="").values_list("pk", flat=True))
