"""What comes out, type by type."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from ninja import Schema


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


class FeedbackOut(Schema):
    """How it was, as one side said: a grade, minutes, whether again (null: not said), words."""

    side: str
    grade: str
    minutes: int | None
    again: bool | None
    words: str
    at: dt.datetime


class ChosenOut(Schema):
    """Somebody who was chosen. `name` is a description where `masked`; `address`: it can be asked for.

    `missed`: which side was not there, where they did not meet. `can`: what the caller can do with them now, by the
    names of operations.
    """

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
    place: str
    missed: str
    times: list[Time]
    address: bool
    feedback: list[FeedbackOut]
    thanked_at: dt.datetime | None
    told_outcome_at: dt.datetime | None
    can: list[str]


class RequestOut(Schema):
    """A request, and how far it is. `can`: what the caller can do with it now, by the names of operations."""

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
    can: list[str]


class RequestsOut(Schema):
    """A page of requests; `next` goes on where it ends, null at the last."""

    requests: list[RequestOut]
    next: str | None


class FitsOut(Schema):
    """Somebody who could. `pick` chooses them; `fit` (0 to 1) over `coverage` of what was named.

    `needed_later`: for what they will be needed in the rest of the quarter, which costs them some of their rank.
    """

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
    needed_later: str


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
