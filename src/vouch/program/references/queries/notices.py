"""Of what is a colleague told without having asked? A yes that is awaited of them, a customer of theirs who is asked.

Read from what stands now: whoever answered meanwhile is told nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from vouch.program.asks.models import Clearance
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.references.letters import owners_of
from vouch.program.references.models import ChainAnswer, ChainLink, Match

DAYS = 5
"""What is older is not told any more: whoever connects Slack today is not told of last month."""
_MOST = 200
_BESIDE = ("request__seller", "contact", "account__owner", "chosen_by", "ask")


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing to tell one colleague. `kind`: `clearance`, `chain` or `told`; `key` names it for ever."""

    kind: str
    key: str
    user: User
    match: Match
    because: str = ""


def notices(*, now: dt.datetime) -> Sequence[Notice]:
    """What colleagues are to be told now, longest waiting first."""
    since = now - dt.timedelta(days=DAYS)
    found = [*_clearances(since), *_chains(since), *_told(since)]
    return [one for _at, one in sorted(found, key=lambda row: (row[0], row[1].key)) if one.user.is_active]


def _clearances(since: dt.datetime) -> list[tuple[dt.datetime, Notice]]:
    rows = Clearance.objects.filter(answered_at=None, asked_at__gte=since, ask__state=AskState.PROPOSED)
    asked = {one.ask_id: one for one in rows.exclude(asked=None).select_related("asked")[:_MOST]}
    found = []
    for match in Match.objects.select_related(*_BESIDE).filter(ask__in=list(asked)):
        row = asked[match.ask_id]
        if row.asked is not None:
            # whoever it was passed on to is told anew
            key = f"clearance {row.pk} {row.asked_id}"
            found.append((row.asked_at, Notice(kind="clearance", key=key, user=row.asked, match=match)))
    return found


def _chains(since: dt.datetime) -> list[tuple[dt.datetime, Notice]]:
    rows = ChainAnswer.objects.filter(agreed=None, asked_at__gte=since, match__ask__state=AskState.CLEARED)
    rows = rows.select_related("asked", *(f"match__{one}" for one in _BESIDE))
    found = []
    for row in rows[:_MOST]:
        why = ChainLink.objects.filter(account=row.match.account_id, colleague=row.asked).values_list("why", flat=True)
        told = Notice(kind="chain", key=f"chain {row.pk}", user=row.asked, match=row.match, because=why.first() or "")
        found.append((row.asked_at, told))
    return found


def _told(since: dt.datetime) -> list[tuple[dt.datetime, Notice]]:
    rows = Match.objects.select_related(*_BESIDE).filter(owner_told_at__gte=since)
    return [
        (row.owner_told_at, Notice(kind="told", key=f"told {row.pk} {reader.pk}", user=reader, match=row))
        for row in rows[:_MOST]
        for reader in owners_of(row)
        if reader.pk != row.chosen_by_id and row.owner_told_at is not None
    ]
