"""What goes in and what comes out: the OpenAPI is made of these."""

from __future__ import annotations

from vouch.web.api.schemas.answers import (
    AddressOut,
    ChosenOut,
    CoverageOut,
    DealOut,
    FeedbackOut,
    FitsOut,
    FoundOut,
    LinkOut,
    Me,
    RelaxesOut,
    RequestOut,
    RequestsOut,
    StoppedOut,
    Time,
    UpdateOut,
    UpdatesOut,
    WaitsOut,
)
from vouch.web.api.schemas.calls import (
    BuyerLinkOut,
    CallOffIn,
    FeedbackIn,
    MissedIn,
    NotFilledIn,
    OfferIn,
    OutcomeIn,
    PickTime,
    PlaceIn,
    TakeIn,
    ThankIn,
)
from vouch.web.api.schemas.introduced import FateIn, FollowIn, IntroducedOf, IntroducedOut, IntroducedPage, ThankForIn
from vouch.web.api.schemas.told import (
    AgreeIn,
    ChooseIn,
    ClearanceIn,
    DealOf,
    DealsOf,
    Like,
    MatchesOf,
    RequestIn,
    RequestsOf,
    Said,
    Since,
    UpdatesOf,
)

__all__ = [
    "AddressOut", "AgreeIn", "BuyerLinkOut", "CallOffIn", "ChooseIn", "ChosenOut", "ClearanceIn", "CoverageOut",
    "DealOf", "DealOut", "DealsOf", "FateIn", "FeedbackIn", "FeedbackOut", "FitsOut", "FollowIn", "FoundOut",
    "IntroducedOf", "IntroducedOut", "IntroducedPage", "Like", "LinkOut", "MatchesOf", "Me", "MissedIn",
    "NotFilledIn", "OfferIn", "OutcomeIn", "PickTime", "PlaceIn", "RelaxesOut", "RequestIn", "RequestOut",
    "RequestsOf", "RequestsOut", "Said", "Since", "StoppedOut", "TakeIn", "ThankForIn", "ThankIn", "Time",
    "UpdateOut", "UpdatesOf", "UpdatesOut", "WaitsOut",
]  # fmt: skip
