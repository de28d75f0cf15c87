"""What does the person read afterwards? Thanks, and what became of the deal: drafts that the desk can make its own.

No sum of a deal is ever among it.
"""

from __future__ import annotations

from vouch.domain.policy import Policy
from vouch.program.asks.days import day_of, said
from vouch.program.references.letters.plain import Words
from vouch.program.references.letters.whom import what
from vouch.program.references.models import Match
from vouch.program.references.states import Outcome


def thanks_draft(match: Match, policy: Policy) -> str:
    """Words of thanks to begin with: what they did, for whom, how long it took them. At most 500 letters."""
    minutes = match.ask.minutes or match.minutes
    length = f"{minutes} minutes of yours" if minutes else "Your time"
    own = next((one.words for one in match.feedback.all() if one.side == "seller" and one.words), "")
    return f"Thank you for {what(match, policy)} with {match.request.buyer}. {length} went into it.{_quoted(own)}"[:500]


def thanks(match: Match, words: str, policy: Policy) -> Words:
    """The letter of thanks."""
    return Words(
        subject=f"Thank you: {match.request.buyer}",
        says=[words],
        go="See what came of it",
        note="When the deal is decided, we tell you.",
    )


def outcome_draft(match: Match, policy: Policy) -> str:
    """What became of the deal, said to whoever spoke for us; kindly where it was lost. Empty while it is open."""
    request = match.request
    day = match.starts_at or match.ask.done_at
    spoke = (
        f"You spoke to {request.buyer} on {said(day_of(day, policy))}." if day else f"You helped with {request.buyer}."
    )
    time = _length(match.ask.minutes or match.minutes)
    if request.outcome == Outcome.WON:
        return f"{spoke} They chose us. {time} mattered: thank you."
    if request.outcome == Outcome.LOST:
        return (
            f"{spoke} They went another way this time, and not because of anything you said. "
            f"{time} helped them decide well, and that is worth something to us too. Thank you."
        )
    return ""


def outcome(match: Match, words: str) -> Words:
    """The letter that tells it."""
    won = match.request.outcome == Outcome.WON
    return Words(
        subject=f"{match.request.buyer} chose us" if won else f"What became of {match.request.buyer}",
        says=[words],
        go="See what your help led to",
    )


def led_to(match: Match) -> str:
    """What the person's own page says their act led to."""
    request = match.request
    return f"{request.buyer} chose us." if request.outcome == Outcome.WON else f"{request.buyer} went another way."


def _length(minutes: int) -> str:
    if 20 <= minutes <= 40:
        return "Your half hour"
    return "Your hour" if 50 <= minutes <= 70 else "Your time"


def _quoted(words: str) -> str:
    return f" {words}" if 0 < len(words) <= 200 else ""
