"""How far a request is, and how far each person for it: plain values for those who move them on and for pages."""

from __future__ import annotations

from django.db.models import TextChoices


class RequestState(TextChoices):
    """From a draft to what came of it."""

    DRAFT = "draft", "a draft"
    NEW = "new", "nobody has taken it yet"
    ACTIVE = "active", "in progress"
    DONE = "done", "done"
    UNFILLED = "unfilled", "not filled"
    WITHDRAWN = "withdrawn", "withdrawn"


UNDER_WAY = (RequestState.NEW, RequestState.ACTIVE)
"""States in which somebody waits for us."""
OVER = (RequestState.DONE, RequestState.UNFILLED, RequestState.WITHDRAWN)
"""States that nothing follows."""


class Unfilled(TextChoices):
    """Why a request found nobody."""

    NO_MATCH = "no_match", "nobody fits"
    OWNER_NO = "owner_no", "the account’s owner said no"
    PERSON_NO = "person_no", "the customer said no"
    LIMIT = "limit", "those who fit have done enough"
    LATE = "late", "it came too late"
    DEAL_OVER = "deal_over", "the deal was decided meanwhile"


class MatchState(TextChoices):
    """One person and one request. The words complete "they ..."."""

    CLEARING = "clearing", "wait for the account’s owner"
    CHAIN = "chain", "wait for others who have to agree"
    TO_SEND = "to_send", "are cleared, and not asked yet"
    INVITED = "invited", "are asked"
    WILLING = "willing", "said yes; times are still to be named"
    OFFERED = "offered", "named times; one is still to be picked"
    BOOKED = "booked", "have a time"
    DONE = "done", "did it"
    MISSED = "missed", "and the buyer did not meet"
    NOT_CLEARED = "not_cleared", "were not cleared"
    DECLINED = "declined", "said no, or not now"
    NO_ANSWER = "no_answer", "did not answer"
    WITHDRAWN = "withdrawn", "are not asked any more"


OPEN_MATCHES = (
    MatchState.CLEARING, MatchState.CHAIN, MatchState.TO_SEND, MatchState.INVITED, MatchState.WILLING,
    MatchState.OFFERED, MatchState.BOOKED,
)  # fmt: skip
"""States in which something is still to come."""


class Outcome(TextChoices):
    """What became of the deal."""

    OPEN = "open", "not decided"
    WON = "won", "won"
    LOST = "lost", "lost"


class Side(TextChoices):
    """Who speaks: of how it was, of who did not come."""

    SELLER = "seller", "the seller"
    CUSTOMER = "customer", "the customer"


class Grade(TextChoices):
    """How a reference spoke, or is expected to speak (Aptify's five grades)."""

    VERY_POSITIVE = "very_positive", "very positive"
    POSITIVE = "positive", "positive"
    NEUTRAL = "neutral", "neutral"
    NEGATIVE = "negative", "negative"
    VERY_NEGATIVE = "very_negative", "very negative"


class Fate(TextChoices):
    """What became of somebody a customer introduced."""

    NEW = "new", "new"
    QUALIFIED = "qualified", "qualified"
    WON = "won", "won"
    LOST = "lost", "lost"
    DISQUALIFIED = "disqualified", "does not fit"
