"""What goes in about a call and what came of it: times, place, who did not come, how it was, thanks, the outcome."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from vouch.web.api.words import Line, Moment, Place, Thanks, Told, Words

Whose = Annotated[
    Literal["seller", "customer"],
    Field(description="Whose word it is: the seller’s; or the customer’s, said for them by the desk"),
]


class OfferIn(Told):
    """Times one side could speak at, in place of those named before; `zone` is where the customer lives."""

    times: Annotated[list[Moment], Field(max_length=40, description="Moments with their offset from UTC")]
    side: Whose = "seller"
    zone: Annotated[Line, Field(description="A time zone such as Europe/Berlin, where the customer named them")] = ""
    although: Annotated[Words, Field(description="Why it has to be later than the day it is needed by")] = ""


class PickTime(Told):
    """Which of the times that the other side named, by its `id`."""

    time: Annotated[int, Field(ge=1, le=2**53)]
    side: Whose = "seller"


class PlaceIn(Told):
    """Where they meet, a link or a number; and for how many minutes, where it is to change."""

    place: Place = ""
    minutes: Annotated[int, Field(ge=5, le=480)] | None = None


class CallOffIn(Told):
    """Why the time is called off, as the others read it."""

    side: Whose = "seller"
    words: Words = ""


class MissedIn(Told):
    """Which side was not there, and whose word it is."""

    who: Literal["seller", "customer"]
    side: Whose = "seller"
    words: Words = ""


class FeedbackIn(Told):
    """How it was for one side; once for each. `again`: the seller would ask them again, the customer do it again."""

    side: Whose = "seller"
    grade: Literal["very_positive", "positive", "neutral", "negative", "very_negative"]
    minutes: Annotated[int, Field(ge=0, le=10_000)] | None = None
    again: bool | None = None
    words: Words = ""


class ThankIn(Told):
    """Thanks, as they read them; empty: the words that Vouch would begin with."""

    words: Thanks = ""


class OutcomeIn(Told):
    """What they are told of the deal, as they read it; empty: what the desk kept, else Vouch’s words.

    `skip`: they are not told.
    """

    words: Words = ""
    skip: bool = False


class NotFilledIn(Told):
    """Why a request found nobody: it counts in what the pool lacks."""

    why: Literal["no_match", "owner_no", "person_no", "limit", "late", "deal_over"]
    words: Words = ""


class TakeIn(Told):
    """Who of the desk looks after it: a colleague’s e-mail; empty: the caller."""

    colleague: Line = ""


class BuyerLinkOut(Schema):
    """The address of a page on which the buyer picks one of the times. Whoever has it can pick."""

    url: str
