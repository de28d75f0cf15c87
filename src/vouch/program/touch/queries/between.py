"""What was there between each of us and each of them: asks with their answers, and who looks after whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.program.asks.days import day_of
from vouch.program.asks.models import Ask
from vouch.program.asks.states import NOT_HEARD, SAID_YES, WAS_DONE
from vouch.program.colleagues.models import User
from vouch.program.findings.models import Approach
from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Account, Contact
from vouch.program.people.personality.queries import own_words


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One ask that was sent: by whom of us (None: nobody knows), and what came of it.

    `over`: the time to answer is, so that it counts. `days` to the answer, None without one.
    """

    colleague: int | None
    contact: str
    activity: str
    on: dt.date
    over: bool
    said_yes: bool
    done: bool
    days: int | None


@dataclass(frozen=True, kw_only=True)
class Someone:
    """One person who may be spoken to, with what their company is. `owners`: who looks after them, in the CRM."""

    contact: str
    company: str
    industry: str
    region: str
    owners: Sequence[str]


def asked(*, policy: Policy, today: dt.date) -> Iterator[Asked]:
    """Every ask that was sent, here and outside, the oldest first. Whoever proposed an ask here is who asked."""
    now, within = moved(Contact), dt.timedelta(days=policy.asking.invitation.open_days)
    asks = Ask.objects.exclude(invited_at=None).exclude(state__in=NOT_HEARD).order_by("invited_at", "pk")
    for by, pk, activity, state, invited, answered in asks.values_list(
        "proposed_by_id", "contact_id", "activity", "state", "invited_at", "answered_at"
    ):
        if invited is None:
            continue
        on = day_of(invited, policy)
        days = (day_of(answered, policy) - on).days if answered is not None else None
        in_time = days is not None and days <= within.days
        yield Asked(
            colleague=by, contact=now.get(pk, pk), activity=activity, on=on, over=on + within < today,
            said_yes=state in SAID_YES and in_time, done=state in WAS_DONE, days=days,
        )  # fmt: skip
    for pk, activity, on, answer, answered_on in Approach.objects.order_by("asked_on", "pk").values_list(
        "contact_id", "activity", "asked_on", "answer", "answered_on"
    ):
        days = (answered_on - on).days if answered_on is not None else None
        yes = answer in ("accepted", "answered") and (days is None or days <= within.days)
        yield Asked(
            colleague=None, contact=now.get(pk, pk), activity=activity, on=on, over=on + within < today,
            said_yes=yes, done=False, days=days if days is None or days >= 0 else None,
        )  # fmt: skip


def to_speak_to() -> list[Someone]:
    """Everybody at a customer but who left, opted out, or objected to conclusions being drawn about them."""
    objected = {pk for pk, word in own_words().items() if word.objected_at is not None}
    rows = Contact.objects.filter(account__customer=True, opted_out=False, left_on=None).order_by("pk")
    return [
        Someone(
            contact=pk, company=company or "", industry=industry or "", region=region or country or "",
            owners=[one for one in dict.fromkeys((owner, theirs)) if one],
        )
        for pk, company, industry, region, country, owner, theirs in rows.values_list(
            "pk", "account__name", "account__industry", "account__region", "account__country", "account__owner_id",
            "owner_id",
        )
        if pk not in objected
    ]  # fmt: skip


def looked_after() -> list[tuple[str, str, str]]:
    """Of every customer somebody looks after: the owner in the CRM, its industry and its region."""
    rows = Account.objects.filter(customer=True).exclude(owner_id=None)
    return [
        (owner or "", industry, region or country)
        for owner, industry, region, country in rows.values_list("owner_id", "industry", "region", "country")
    ]


def here() -> dict[int, str]:
    """Everybody of us who signs in, with the owner they are in the CRM (empty: none)."""
    return dict(User.objects.filter(is_active=True).values_list("pk", "owner"))
