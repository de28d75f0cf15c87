"""Asks by state: the board, a page at a time by keyset, narrowed to an owner, an activity or an account."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from vouch.domain.errors import BadInput
from vouch.program.asks.models import Ask
from vouch.program.asks.states import ELSEWHERE, AskState
from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import Account

LANES: dict[str, tuple[AskState, ...]] = {
    "waiting": (AskState.PROPOSED,),
    "ready": (AskState.CLEARED,),
    "invited": (AskState.INVITED,),
    "accepted": (AskState.ACCEPTED,),
    "thanks": (AskState.DONE,),
    "over": tuple(
        state
        for state in AskState
        if state not in (AskState.PROPOSED, AskState.CLEARED, AskState.INVITED, AskState.ACCEPTED, AskState.DONE)
    ),
}
"""The lanes of the board, each with the states that lie in it. See `lane_of` for the one exception."""


def lane_of(state: str, origin: str) -> str:
    """The lane of an ask. One that is sent elsewhere, by its account's owner or from the desk, waits for that.

    >>> lane_of("cleared", "workspace"), lane_of("cleared", "owner")
    ('ready', 'waiting')
    """
    if state == AskState.CLEARED and origin in ELSEWHERE:
        return "waiting"
    return next(lane for lane, states in LANES.items() if state in states)


_UNDER_WAY = [state for lane, states in LANES.items() if lane != "over" for state in states]
_ELSEWHERE = Q(state=AskState.CLEARED, origin__in=ELSEWHERE)


def _in_lane(lane: str) -> Q:
    # most asks are over: so said, they are read from the last changed on; a list of their states would sort them all
    if lane == "over":
        return ~Q(state__in=_UNDER_WAY)
    here = Q(state__in=LANES[lane])
    if lane == "waiting":
        return here | _ELSEWHERE
    return here & ~_ELSEWHERE if lane == "ready" else here


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """Some asks; empty means whatever. `owner` is an owner's internal id, `mine` a colleague who proposed them.

    With both, an ask of either is meant: what a seller calls theirs.
    """

    owner: str = ""
    mine: int | None = None
    activity: str = ""
    account: str = ""

    def rows(self) -> QuerySet[Ask]:
        """The asks, in no order."""
        rows = Ask.objects.all()
        if self.owner and self.mine is not None:
            rows = rows.filter(Q(account__owner_id=self.owner) | Q(proposed_by_id=self.mine))
        elif self.owner:
            rows = rows.filter(account__owner_id=self.owner)
        elif self.mine is not None:
            rows = rows.filter(proposed_by_id=self.mine)
        if self.activity:
            rows = rows.filter(activity=self.activity)
        if self.account:
            rows = rows.filter(account__in=every_id(Account, self.account))
        return rows


@dataclass(frozen=True)
class Page:
    """Some asks of a lane, and where the next page begins (empty: this is the last)."""

    rows: Sequence[Ask]
    after: str


def board(lane: str, only: Narrowed | None = None, *, after: str = "", limit: int = 50) -> Page:
    """The asks of a lane, last changed first, with person, account, owner and who proposed them.

    Raises BadInput for a lane or a place that is none.
    """
    if lane not in LANES:
        raise BadInput("bad_lane", f"The board has no part “{lane[:40]}”.", field="lane")
    rows = (only or Narrowed()).rows().filter(_in_lane(lane))
    rows = rows.select_related("contact", "account__owner", "proposed_by").order_by("-changed_at", "key")
    if after:
        moment, key = _read(after)
        rows = rows.filter(Q(changed_at__lt=moment) | Q(key__gt=key), changed_at__lte=moment)
    found = list(rows[: limit + 1])
    return Page(found[:limit], _write(found[limit - 1]) if len(found) > limit else "")


def every(only: Narrowed | None = None) -> QuerySet[Ask]:
    """All of these asks, newest first, to be streamed into a file."""
    rows = (only or Narrowed()).rows().select_related("contact", "account__owner", "proposed_by")
    return rows.order_by("-proposed_at", "key")


def counts(only: Narrowed | None = None) -> dict[str, int]:
    """How many asks lie in each lane. Two statements, so that all asks are counted in an index of their states."""
    rows = (only or Narrowed()).rows().order_by()
    found = dict.fromkeys(LANES, 0)
    for state, n in rows.values_list("state").annotate(n=Count("key")):
        found[lane_of(state, "")] += n
    elsewhere = rows.filter(_ELSEWHERE).count() if found["ready"] else 0
    found["ready"] -= elsewhere
    found["waiting"] += elsewhere
    return found


def _write(row: Ask) -> str:
    told = json.dumps([row.changed_at.isoformat(), row.key])
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _read(after: str) -> tuple[dt.datetime, str]:
    try:
        moment, key = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        read = dt.datetime.fromisoformat(moment)
        if not isinstance(key, str) or read.tzinfo is None:
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise BadInput(
            "bad_place", "This address lost a piece. Open the list from its beginning.", field="after"
        ) from None
    return read, key
