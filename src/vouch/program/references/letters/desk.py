"""What is the desk told by itself? A request that is due, a deal that was decided meanwhile."""

from __future__ import annotations

from vouch.program.asks.days import said
from vouch.program.references.letters.plain import Words
from vouch.program.references.models import Request


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
