"""What goes in and what comes out, type by type: the OpenAPI is made of these."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from ninja import Schema
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


class PickTime(Told):
    """Which of the times that the customer named."""

    time: Annotated[int, Field(ge=1, le=2**53)]


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


class LinkOut(Schema):
    """A button for the CRM: a signed link to the form for this deal."""

    url: str


class Me(Schema):
    """Whose key this is, and what it may do."""

    name: str
    email: str
    role: str
    key: str
    read_only: bool
    expires_at: dt.datetime


class DealOut(Schema):
    """A deal of the CRM."""

    id: str
    system: str
    source_id: str
    name: str
    company: str
    stage: str
    closes_on: dt.date | None
    amount: float | None
    currency: str
    outcome: str


class Time(Schema):
    """A time that one side named."""

    id: int
    starts_at: dt.datetime
    named_by: str


class ChosenOut(Schema):
    """Somebody who was chosen. `name` is a description where `masked`; `address`: it can be asked for."""

    key: str
    name: str
    title: str
    company: str
    masked: bool
    state: str
    state_words: str
    reasons: list[str]
    chosen_at: dt.datetime
    starts_at: dt.datetime | None
    minutes: int
    times: list[Time]
    address: bool


class RequestOut(Schema):
    """A request, and how far it is."""

    key: str
    state: str
    state_words: str
    seller: str
    taken_by: str
    deal: DealOut | None
    buyer: str
    activity: str
    words: str
    like: dict[str, str | int | None]
    must: list[str]
    how_many: int
    needed_by: dt.date | None
    although: str
    created_at: dt.datetime
    submitted_at: dt.datetime | None
    answered_at: dt.datetime | None
    ended_at: dt.datetime | None
    unfilled: str
    ending: str
    outcome: str
    page: str
    chosen: list[ChosenOut]


class RequestsOut(Schema):
    """A page of requests; `next` goes on where it ends, null at the last."""

    requests: list[RequestOut]
    next: str | None


class FitsOut(Schema):
    """Somebody who could. `pick` chooses them; `fit` (0 to 1) over `coverage` of what was named."""

    rank: int
    pick: str
    name: str
    title: str
    company: str
    masked: bool
    fit: float | None
    coverage: float
    reasons: list[str]
    unknown: list[str]
    nobody_asked_yet: bool
    load: float
    last_asked: dt.date | None


class StoppedOut(Schema):
    """Somebody who fits and may not be asked now."""

    name: str
    company: str
    masked: bool
    fit: float | None
    sentence: str
    lifts: str
    until: dt.date | None


class RelaxesOut(Schema):
    """What giving up one condition adds."""

    condition: str
    adds: int
    unknown: int


class FoundOut(Schema):
    """Who fits: whom to choose from, who is stopped, which conditions could be given up."""

    matches: list[FitsOut]
    stopped: list[StoppedOut]
    relaxes: list[RelaxesOut]
    free: int
    stopped_count: int
    looked_for: list[str]
    nowhere: list[str]
    today: dt.date
    policy: str


class AddressOut(Schema):
    """How to reach somebody."""

    name: str
    email: str
    title: str
    company: str


class UpdateOut(Schema):
    """What came of one request, for the CRM's own row. `at`: when the last of it changed."""

    at: dt.datetime
    request: str
    system: str
    deal: str
    buyer: str
    activity: str
    state: str
    needed_by: dt.date | None
    chosen: int
    done: int
    customers: list[str]
    answered_at: dt.datetime | None
    ended_at: dt.datetime | None
    unfilled: str
    outcome: str
    page: str


class UpdatesOut(Schema):
    """What changed since; ask again with `next` as `after`, until it is null."""

    updates: list[UpdateOut]
    next: str | None


class CoverageOut(Schema):
    """One segment and activity type in one month: what is expected, with its interval, against what the pool can do."""

    segment: str
    activity: str
    month: dt.date
    expected: float
    low: float
    high: float
    n: int
    words: str
    pool: int
    hours: float
    needed_hours: float
    least: int
    short: int


class WaitsOut(Schema):
    """Somebody who waits for the caller's word: `clearance` as the account's owner, `chain` as one who has to agree."""

    kind: Literal["clearance", "chain"]
    match: str
    request: str
    name: str
    company: str
    buyer: str
    activity: str
    since: dt.datetime
