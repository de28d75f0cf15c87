"""What is behind a buyer's link? Reads and nothing else, as often as anybody opens it."""

from __future__ import annotations

import datetime as dt

from vouch.domain.errors import Refusal
from vouch.program.asks.links import digest
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import BuyerLink, Match
from vouch.program.references.states import UNDER_WAY, MatchState

_SHOWN = (MatchState.OFFERED, MatchState.BOOKED)


def behind(secret: str, *, at: dt.datetime) -> Match:
    """The match whose times this link shows.

    Raises Refusal in words for whoever holds the link: not ours, too old, or nothing to pick any more.
    """
    link = BuyerLink.objects.filter(digest=digest(secret)).first()
    if link is None:
        raise Refusal(
            "no_such_link", "This link is not one of ours, or lost a piece on the way. Open it whole once more."
        )
    match = now(link.match_id)
    seller = match.request.seller.name or "whoever sent it"
    if link.expires_at <= at:
        raise Refusal("link_too_old", f"This link could be used until {link.expires_at:%-d %b %Y}. Write to {seller}.")
    if match.request.state not in UNDER_WAY or state_of(match) not in _SHOWN:
        raise Refusal("nothing_to_pick", f"There is no time to pick here at the moment. {seller} writes to you.")
    return match
