"""How far an opening is, and how far each guest: plain values for those who move them on and for pages."""

from __future__ import annotations

from django.db.models import TextChoices


class OpeningState(TextChoices):
    """From a draft to what came of it."""

    DRAFT = "draft", "a draft"
    PUBLISHED = "published", "open"
    CLOSED = "closed", "closed"
    HELD = "held", "held"
    CANCELLED = "cancelled", "cancelled"


class Decides(TextChoices):
    """Who gets a seat, of those who want one?"""

    FIRST = "first_come", "whoever says yes first"
    NAMED = "named", "a colleague decides"
    LOT = "lot", "a lot is drawn"


class GuestState(TextChoices):
    """One person and one opening. The words complete "they ..."."""

    CLEARING = "clearing", "wait for the account’s owner"
    INVITED = "invited", "have not answered"
    WILLING = "willing", "would like a seat; it is not decided yet"
    SEATED = "seated", "have a seat"
    OFFERED = "offered", "are asked whether they take a seat that became free"
    WAITING = "waiting", "are on the waiting list"
    DECLINED = "declined", "said no"
    NOT_NOW = "not_now", "said not now"
    GAVE_BACK = "gave_back", "gave their seat back"
    NOT_CHOSEN = "not_chosen", "were not chosen"
    NO_ANSWER = "no_answer", "did not answer"
    TAKEN_BACK = "taken_back", "are not invited any more"
    CAME = "came", "were there"
    MISSED = "missed", "had a seat and were not there"


HOLDS_SEAT = (GuestState.SEATED, GuestState.OFFERED, GuestState.CAME, GuestState.MISSED)
"""States with a seat of one's own: an offered one is kept until its day."""
UNDER_WAY = (
    GuestState.CLEARING, GuestState.INVITED, GuestState.WILLING, GuestState.SEATED, GuestState.OFFERED,
    GuestState.WAITING,
)  # fmt: skip
"""States in which something is still to come."""
LEFT = tuple(state for state in GuestState if state is not GuestState.CLEARING)
"""States in which the person has heard of it from us."""
