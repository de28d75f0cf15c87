"""What goes in and what comes out: the OpenAPI is made of these."""

from __future__ import annotations

from vouch.web.api.schemas.answers import (
    AddressOut,
    ChosenOut,
    CoverageOut,
    DealOut,
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
from vouch.web.api.schemas.told import (
    AgreeIn,
    ChooseIn,
    ClearanceIn,
    DealOf,
    DealsOf,
    Like,
    MatchesOf,
    PickTime,
    RequestIn,
    RequestsOf,
    Said,
    Since,
    UpdatesOf,
)

__all__ = [
    "AddressOut", "AgreeIn", "ChooseIn", "ChosenOut", "ClearanceIn", "CoverageOut", "DealOf", "DealOut", "DealsOf",
    "FitsOut", "FoundOut", "Like", "LinkOut", "MatchesOf", "Me", "PickTime", "RelaxesOut", "RequestIn",
    "RequestOut", "RequestsOf", "RequestsOut", "Said", "Since", "StoppedOut", "Time", "UpdateOut", "UpdatesOf",
    "UpdatesOut", "WaitsOut",
]  # fmt: skip
