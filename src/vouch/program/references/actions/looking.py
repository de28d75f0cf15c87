"""How often may somebody look? Lists of matches by the hour, addresses by the day: one place for every door.

The desk, and an account's own owner, are not counted: they know these people anyway.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import NotAllowed, TooOften
from vouch.domain.policy import Policy
from vouch.program.asks.days import moment_on
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may, require
from vouch.program.history.actions import record
from vouch.program.references.actions.write import LIKE
from vouch.program.references.current import now
from vouch.program.references.how import how, spoken_to
from vouch.program.references.models import Look, Match, Request
from vouch.program.references.models.look import Looked

HOUR = dt.timedelta(hours=1)
_WANTS = (
    *("activity", "words", "must", "buyer", "account_id", "deal_id", "conflicts"),
    *(f"like_{name}" for name in LIKE),
)
"""All of a request that its list hangs on. Whose rival the buyer is said to be is a part of it: else a seller who
writes one customer after the other there learns who each description is, and is counted once."""
MOST_SHOWN = 200
"""People of a list that are kept with the look."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """How to reach somebody."""

    name: str
    email: str
    title: str
    company: str


@transaction.atomic
def look(*, by: User, request: Request, without: Collection[str] = (), door: str = "workspace", policy: Policy) -> Look:
    """Open the list of a request, `without` these conditions; call `shown` once it is known whom it shows.

    What the request wants is a part of it: whoever changes it opens another list.

    Raises NotAllowed; TooOften, where this would be one more list than policy allows in an hour.
    """
    require(by, "request_references")
    if request.seller_id != by.pk and not may(by, "run_desk"):
        raise NotAllowed("not_yours", "This is another's request. They see who fits, and the desk does.")
    at = timezone.now()
    what = _what(request, without)
    _hold(by)
    recent = Look.objects.filter(by=by, kind=Looked.LIST, at__gt=at - HOUR)
    again = recent.filter(request=request, what=what).order_by("-at").first()
    if again is not None:
        return again
    most = policy.desk.looks_an_hour
    if not may(by, "run_desk") and recent.count() >= most:
        # free again once all but `most - 1` of them are an hour old
        frees = recent.order_by("-at").values_list("at", flat=True)[most - 1] + HOUR
        raise TooOften(
            "looks", f"You opened {most} lists of matches within an hour, the most a seller opens here. The next one "
            f"opens at {frees.astimezone(policy.zone):%H:%M}; the desk can look for you meanwhile.",
            wait=max(1, int((frees - at).total_seconds()) + 1), most=most,
        )  # fmt: skip
    return Look.objects.create(by=by, kind=Looked.LIST, request=request, what=what, door=door, at=at)


@transaction.atomic
def count(*, by: User, request: Request, door: str = "workspace", policy: Policy) -> None:
    """Note that somebody reads how many fit a need that they still write; the same need once more is the same look.

    Raises NotAllowed; TooOften, where this would be one more need than policy allows in an hour.
    """
    require(by, "request_references")
    if may(by, "run_desk"):
        return
    at, what = timezone.now(), _what(request, ())
    _hold(by)
    recent = Look.objects.filter(by=by, kind=Looked.COUNT, at__gt=at - HOUR)
    if recent.filter(what=what).exists():
        return
    most = policy.desk.counts_an_hour
    if recent.count() >= most:
        frees = recent.order_by("-at").values_list("at", flat=True)[most - 1] + HOUR
        raise TooOften(
            "counts", f"You read for {most} needs within an hour how many fit, the most a seller reads here. The next "
            f"one at {frees.astimezone(policy.zone):%H:%M}; handing in goes on as before.",
            wait=max(1, int((frees - at).total_seconds()) + 1), most=most,
        )  # fmt: skip
    Look.objects.create(by=by, kind=Looked.COUNT, request=None, what=what, door=door, at=at)


def _what(request: Request, without: Collection[str]) -> str:
    wants = {name: getattr(request, name) for name in _WANTS}
    told = json.dumps([wants, sorted(without)], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def shown(*, look: Look, people: Iterable[str]) -> None:
    """Keep whom a list showed, also before: by these a token leads back to a person."""
    ids = list(dict.fromkeys([*people, *look.people]))[:MOST_SHOWN]
    Look.objects.filter(pk=look.pk).update(people=ids)


@transaction.atomic
def reveal(*, by: User, match: Match, door: str = "workspace", policy: Policy, today: dt.date) -> Address:
    """Give the address of somebody who was chosen to whoever speaks to them; written down, and counted.

    Raises NotAllowed: another's request, or not yet, and who can change that; TooOften, where this would be one more
    person than policy allows on one day.
    """
    match = now(match.pk)
    at = moment_on(today, policy)
    free = may(by, "see_addresses", owner=match.account.owner_id or "")
    if not free:
        _may_speak(by, match, policy)
        _hold(by)
        _count(by, match, at, policy)
    Look.objects.create(by=by, kind=Looked.ADDRESS, request=match.request, match=match, door=door, at=at)
    if match.released_at is None and by.pk == match.request.seller_id:
        Match.objects.filter(pk=match.pk, released_at=None).update(released_at=at)
    record(by=by, door=door, action="reveal_address", kind="match", object_id=match.pk, contact=match.contact_id)
    who = match.contact
    return Address(name=who.name, email=who.email, title=who.title, company=match.account.name)


def hand_out(*, match: Match, door: str, policy: Policy, today: dt.date) -> bool:
    """Whether the seller's calendar may hold the person's address now that a time is set; then it is given to them.

    Written down and counted as when they ask for it; False where it is not theirs yet, or is one too many today. In
    the caller's transaction.
    """
    seller = match.request.seller
    if not spoken_to(match, how(match.request.activity, policy)):
        return False
    if match.released_at is not None:
        return True
    at = moment_on(today, policy)
    _hold(seller)
    try:
        _count(seller, match, at, policy)
    except TooOften:
        return False
    Look.objects.create(by=seller, kind=Looked.ADDRESS, request=match.request, match=match, door=door, at=at)
    Match.objects.filter(pk=match.pk, released_at=None).update(released_at=at)
    record(by=None, door=door, action="reveal_address", kind="match", object_id=match.pk, contact=match.contact_id)
    return True


def _may_speak(by: User, match: Match, policy: Policy) -> None:
    if match.request.seller_id != by.pk:
        raise NotAllowed("not_yours", "This is another's request. The address is given to whoever speaks to them.")
    given = how(match.request.activity, policy)
    if not given.release:
        raise NotAllowed("not_released", "Addresses are not given out for this. The desk brings you together.")
    if not spoken_to(match, given):
        raise NotAllowed(
            "not_yet", "You have their address once they may be spoken to. The request’s page says whom that waits for."
        )


def _count(by: User, match: Match, at: dt.datetime, policy: Policy) -> None:
    local = at.astimezone(policy.zone)
    begin = local.replace(hour=0, minute=0, second=0, microsecond=0)
    today = Look.objects.filter(by=by, kind=Looked.ADDRESS, at__gte=begin, at__lt=begin + dt.timedelta(days=1))
    whose = set(today.values_list("match__contact_id", flat=True))
    most = policy.desk.contacts_a_day
    if match.contact_id not in whose and len(whose) >= most:
        wait = (begin + dt.timedelta(days=1) - local).total_seconds()
        raise TooOften(
            "addresses", f"You were given the addresses of {most} people today, the most a seller is given here in a "
            "day. The next one tomorrow, or by the desk.", wait=max(1, int(wait)), most=most,
        )  # fmt: skip


def _hold(by: User) -> None:
    """One look at a time of one colleague: their row is held until the transaction ends (SQLite holds everything)."""
    list(User.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))
