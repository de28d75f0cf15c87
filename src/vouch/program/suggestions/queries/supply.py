"""What is there already, and where: acts by segment and rung, gives by person, and which segment an account is in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from vouch.domain.policy import Policy
from vouch.program.asks.models import Ask, Give
from vouch.program.asks.states import OPEN, AskState, GiveState
from vouch.program.findings.models import Circumstance, Deed
from vouch.program.members.models import Member
from vouch.program.people.identity.queries import moved
from vouch.program.people.models import Account, Contact

QUARTER, YEAR = 91, 365
"""Days in which a call made is still fresh, and in which anything that lasts is."""


def segment_of(segment: str, industry: str) -> str:
    """What an account's part of the market is called: its segment, its industry where it has none."""
    return segment or industry


def stock(*, policy: Policy, today: dt.date) -> Mapping[tuple[str, str], int]:
    """By (segment, rung), the acts there are and those that are coming. In two statements.

    What lasts counts for a year. A call or a visit serves once: those of the last quarter count.
    """
    live = {name for name, rung in policy.ladder.items() if rung.live}
    year, quarter = today - dt.timedelta(days=YEAR - 1), today - dt.timedelta(days=QUARTER - 1)
    found: Counter[tuple[str, str]] = Counter()
    deeds = Deed.objects.filter(done_on__gte=year).exclude(activity="")
    for segment, industry, activity, on in deeds.values_list(
        "account__segment", "account__industry", "activity", "done_on"
    ):
        if activity not in live or on >= quarter:
            found[segment_of(segment or "", industry or ""), activity] += 1
    done = Q(state__in=(AskState.DONE, AskState.THANKED))
    asks = Ask.objects.filter(done | Q(state__in=OPEN))
    for segment, industry, activity, at in asks.values_list(
        "account__segment", "account__industry", "activity", "done_at"
    ):
        since = quarter if activity in live else year
        if at is None or at.date() >= since:
            found[segment_of(segment or "", industry or ""), activity] += 1
    return found


def segments() -> dict[tuple[str, str], str]:
    """The segment of every account by each (system, id) it goes by in a source. In one statement."""
    found: dict[tuple[str, str], str] = {}
    rows = Account.objects.values_list("system", "source_id", "also", "segment", "industry")
    for system, source_id, also, segment, industry in rows.iterator(chunk_size=5000):
        named = segment_of(segment, industry)
        found[system, source_id] = named
        for pair in also:
            found[pair[0], pair[1]] = named
    return found


def segment_by_account() -> dict[str, str]:
    """The segment of every customer by its id. In one statement."""
    rows = Account.objects.filter(customer=True).values_list("pk", "segment", "industry")
    return {pk: segment_of(segment, industry) for pk, segment, industry in rows.iterator(chunk_size=5000)}


def renewals(today: dt.date) -> dict[str, int]:
    """In how many days the contract of each account ends, where it is known. In one statement."""
    rows = Circumstance.objects.filter(kind="renewal", until__gte=today).order_by("-until")
    return {account: (until - today).days for account, until in rows.values_list("account_id", "until") if until}


def members() -> set[str]:
    """Everybody who joined and has not left. In two statements."""
    now = moved(Contact)
    rows = Member.objects.filter(left_at=None).values_list("contact_id", flat=True)
    return {now.get(pk, pk) for pk in rows}


@dataclass
class Given:
    """What was given, by whose it was: a person's id, or an account's where it was for the whole company.

    `words` of what was given or is planned, `last` the latest day on which one was done, and for whom one `waits`.
    """

    words: dict[str, set[str]] = field(default_factory=dict)
    last: dict[str, dt.date] = field(default_factory=dict)
    waits: set[str] = field(default_factory=set)


def given() -> Given:
    """Every give that was not let go. In three statements."""
    found = Given()
    who, where = moved(Contact), moved(Account)
    rows = Give.objects.exclude(state=GiveState.DROPPED)
    for contact, account, do, state, on in rows.values_list("contact_id", "account_id", "do", "state", "done_on"):
        whose = who.get(contact, contact) if contact else where.get(account, account)
        found.words.setdefault(whose, set()).add(do)
        if state == GiveState.PLANNED:
            found.waits.add(whose)
        elif on is not None:
            found.last[whose] = max(on, found.last.get(whose, on))
    return found
