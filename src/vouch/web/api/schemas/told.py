"""What goes in, type by type."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from vouch.web.api.words import Limit, Line, Moment, Need, Pick, Told, Words

Activity = Annotated[str, Field(max_length=32, description="A rung of the ladder, such as reference_call")]
Condition = Literal["product", "industry", "employees", "region", "language", "role", "tech"]
Without = Literal["product", "industry", "region", "language", "size", "role"]


class Like(Told):
    """What the person who would fit is like; empty where it does not matter."""

    product: Line = ""
    use: Line = ""
    industry: Line = ""
    employees: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    region: Line = ""
    language: Line = ""
    role: Line = ""
    tech: Line = ""


class RequestIn(Told):
    """What the buyer needs to hear, from whom, by when. `hand_in` false keeps a draft, which may lack anything."""

    hand_in: bool = True
    activity: Activity = ""
    deal: Annotated[Line, Field(description="The deal’s id: of the CRM, or ours (system:id)")] = ""
    buyer: Line = ""
    buyer_name: Line = ""
    buyer_email: Line = ""
    buyer_zone: Line = ""
    words: Need = ""
    like: Like = Like()
    must: Annotated[list[Condition], Field(max_length=7, default_factory=list)]
    how_many: Annotated[int, Field(ge=1, le=10)] = 1
    needed_by: dt.date | None = None
    expected: Literal["", "very_positive", "positive", "neutral", "negative", "very_negative"] = ""
    buy_in: Annotated[bool, Field(description="Those who decide have said that they want it")] = False
    technical: Annotated[bool, Field(description="The technical side has agreed")] = False
    although: Annotated[Words, Field(description="Why it helps already now, where the deal is not ready")] = ""


class Said(Told):
    """A few words."""

    words: Words = ""


class ChooseIn(Told):
    """Whom to ask, by the `pick` of the list; what is in it for them and for their company."""

    pick: Pick
    win_person: Words
    win_company: Words
    subject: Line = ""
    why: Words = ""
    words: Need = ""


class ClearanceIn(Told):
    """The owner's word. `until`: the day from which a "not now" is asked again."""

    answer: Literal["yes", "no", "not_now"]
    words: Words = ""
    until: dt.date | None = None


class AgreeIn(Told):
    """The word of a link of the chain."""

    agreed: bool
    words: Words = ""


class DealsOf(Told):
    """Which deals: those with all these words."""

    words: Line = ""
    limit: Limit = 20


class RequestsOf(Told):
    """Which requests: one lane of the desk; `after` is the `next` of the page before."""

    lane: Literal["mine", "unassigned", "active", "due", "approvals", "all"] = "mine"
    after: Line = ""
    limit: Limit = 50


class MatchesOf(Told):
    """Without which conditions of the request, for this once."""

    without: Annotated[list[Without], Field(max_length=6, default_factory=list)]


class UpdatesOf(Told):
    """Since when; `after` is the `next` of the answer before."""

    since: Moment | None = None
    after: Annotated[str, Field(pattern=r"^[0-9]{10}\.[0-9]{6}-[0-9a-f]{32}$")] | None = None
    limit: Limit = 100


class Since(Told):
    """Since when."""

    since: Moment | None = None


class DealOf(Told):
    """Which deal: its id in the CRM, or ours."""

    deal: Annotated[Line, Field(min_length=1)]
