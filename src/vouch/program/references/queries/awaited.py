"""Whose word does a request wait for? What this colleague is asked: as an account's owner, or as a link of a chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from vouch.program.asks.queries.waiting import to_clear
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.references.models import ChainAnswer, Match


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """One question to a colleague: `clearance` or `chain`, about whom, since when."""

    kind: str
    match: Match
    since: dt.datetime


def awaited(user: User, *, limit: int = 50) -> Sequence[Awaited]:
    """What waits for this colleague's word, longest first."""
    asked = {one.ask_id: one.asked_at for one in to_clear(user, limit=limit)}
    rows = Match.objects.select_related("request", "contact", "account").filter(ask__in=list(asked))
    found = [Awaited(kind="clearance", match=one, since=asked[one.ask_id]) for one in rows]
    links = ChainAnswer.objects.filter(asked=user, agreed=None, match__ask__state=AskState.CLEARED)
    found += [
        Awaited(kind="chain", match=one.match, since=one.asked_at)
        for one in links.select_related("match__request", "match__contact", "match__account")[:limit]
    ]
    return sorted(found, key=lambda one: (one.since, one.match.pk))[:limit]
