"""What is the desk told by itself? A request that is due, a deal that was decided meanwhile."""

from __future__ import annotations

from vouch.program.asks.days import said
from vouch.program.references.letters.plain import Words
from vouch.program.references.models import Match, Request


def due(request: Request) -> Words:
    """A request for which little time is left."""
    day = said(request.needed_by) if request.needed_by else "soon"
    taken = f"{request.taken_by} has taken it." if request.taken_by else "Nobody has taken it yet."
    return Words(
        subject=f"Due: {request.buyer}, needed by {day}",
        says=[f"{request.seller} needs {request.how_many} for {request.buyer} by {day}. {taken}"],
        go="See the request",
        note="This is written once for each request.",
    )


def decided(request: Request) -> Words:
    """The deal was decided while somebody was still sought for it."""
    won = "won" if request.outcome == "won" else "lost"
    return Words(
        subject=f"The deal is {won}: {request.buyer}",
        says=[
            f"{request.deal or request.buyer} was decided while a reference was still sought for it. Nothing was "
            "called off by itself: end the request, or go on if somebody should still be spoken to.",
        ],
        go="See the request",
    )


def silent(match: Match) -> Words:
    """Both sides were asked how it was, and neither has said."""
    who, buyer = match.contact.name or match.contact.email, match.request.buyer
    return Words(
        subject=f"Nobody has said how it was: {who} and {buyer}",
        says=[
            f"{who} of {match.account.name} and {buyer} were to speak, and days later neither side has said how it "
            "was. Until somebody does, this person counts as busy and is asked for nothing else. Say for them how it "
            "was, or that they did not meet.",
        ],
        go="See the request",
    )
