"""What can happen in a customer's life: one small record for each kind of thing, as it was, not as a file writes it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from vouch.runs.demo.cast.people import Person


class Contract(NamedTuple):
    """A subscription, in its present term."""

    product: str
    starts: date
    term_ends: date
    months: int
    automatic: bool
    ended: date | None
    value: int


class Renewal(NamedTuple):
    """Something that happened to the contract: renewal, downsell, notice ..."""

    on: date
    kind: str
    automatic: bool | None
    months: int | None
    amount: int | None
    ends: date | None


class Sale(NamedTuple):
    """A deal; `won` is None while it is open."""

    name: str
    type: str
    stage: str
    amount: int
    opened: date
    closes: date
    won: bool | None
    months: int | None


class Part(NamedTuple):
    """The part a person plays, since when and until when."""

    person: Person
    role: str
    since: date
    until: date | None


class Promise(NamedTuple):
    """What was expected at the sale, and how it went."""

    number: int
    text: str
    measure: str
    target: float
    made: date
    due: date
    status: str
    decided: date | None
    signed: date | None
    signer: str


class Result(NamedTuple):
    """What was reached, with or without a number and a name under it."""

    promise: int | None
    text: str
    number: float | None
    unit: str
    on: date
    signed: date | None
    signer: str


class Answer(NamedTuple):
    """One answer to one question of a survey."""

    on: date
    person: Person
    item: str
    score: int
    comment: str


class Case(NamedTuple):
    """A support case."""

    opened: date
    closed: date | None
    person: Person
    subject: str
    type: str
    priority: str
    satisfied: bool | None
    reopens: int


class Act(NamedTuple):
    """Something done for others to see or hear."""

    on: date
    person: Person
    what: str
    asked: bool
    reward: str
    text: str


class Post(NamedTuple):
    """Something written where customers meet."""

    on: date
    person: Person
    kind: str
    text: str


class Letter(NamedTuple):
    """A message of ours, an ask among them, and what came back."""

    on: date
    person: Person
    ask: bool
    what: str
    answered: date | None
    answer: str
    by: str
    reward: str = ""


class Feeling(NamedTuple):
    """How one of ours felt about them."""

    on: date
    by: str
    rating: str
    note: str


class Nomination(NamedTuple):
    """One of ours put somebody forward."""

    on: date
    person: Person
    by: str
    team: str
    why: str


class Milestone(NamedTuple):
    """They got somewhere."""

    on: date
    kind: str
    name: str
    since: date


class Sighting(NamedTuple):
    """A competitor was seen there."""

    on: date
    who: str
    where: str


class Use(NamedTuple):
    """How much they use it: a working day's bookings, how that changes, and which feed tells us.

    `growth` is the factor over a year; from `drop_from` on it is multiplied by `drop`.
    """

    feed: str
    daily: float
    growth: float
    drop_from: date | None = None
    drop: float = 1.0
