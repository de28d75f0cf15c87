"""Whom is a letter about a call about, in whose time, and what is it? Said alike to everybody."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from vouch.domain.asking.spoken import to_you
from vouch.domain.policy import Policy
from vouch.domain.times import spoken, zone_in, zones
from vouch.program.references.models import Match, Request, Slot


def zone_of_person(match: Match, policy: Policy) -> ZoneInfo:
    """The zone in which this person reads times: the one they named, their country's only one, else ours."""
    named = match.zone or zone_in(match.contact.country) or zone_in(match.account.country)
    return ZoneInfo(named) if named in zones() else policy.zone


def zone_of_buyer(request: Request, policy: Policy) -> ZoneInfo:
    """The zone in which the buyer reads times: as the request says, else ours."""
    return ZoneInfo(request.buyer_zone) if request.buyer_zone in zones() else policy.zone


def what(match: Match, policy: Policy) -> str:
    """What it is, in the middle of a sentence: `a private call with one prospect`."""
    rung = policy.ladder.get(match.request.activity)
    return to_you(rung.words) if rung else match.request.activity.replace("_", " ")


def buyer_of(request: Request) -> str:
    """Whom it is for: the person and their company."""
    return f"{request.buyer_name} of {request.buyer}" if request.buyer_name else request.buyer


def person_of(match: Match) -> str:
    """Who speaks: the person and their company."""
    return f"{match.contact.name or match.contact.email} of {match.account.name}"


def times_of(match: Match, zone: ZoneInfo) -> str:
    """The times that are offered, one a line."""
    slots: Sequence[Slot] = [one for one in match.slots.all() if not one.gone]
    return "\n".join(spoken(one.starts_at, zone) for one in slots)
