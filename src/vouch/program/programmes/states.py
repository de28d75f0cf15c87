"""How far a programme is, what it is for, what it costs: plain values for rows and pages."""

from __future__ import annotations

from django.db.models import TextChoices


class ProgrammeState(TextChoices):
    """From planned to ended."""

    PLANNED = "planned", "planned"
    RUNNING = "running", "running"
    ENDED = "ended", "ended"


class Goal(TextChoices):
    """What a programme is for: the words of the ladder's `serves`."""

    REACH = "reach", "reach"
    REFERRALS = "referrals", "referrals"
    REVIEWS = "reviews", "reviews"
    FASTER_DEALS = "faster_deals", "faster deals"
    PRODUCT = "product", "a better product"


class Whom(TextChoices):
    """Whose programme it is."""

    EVERYBODY = "everybody", "everybody at customers"
    FILTER = "filter", "those of a list that is narrowed"
    LISTED = "listed", "people chosen one by one"
    RULE = "rule", "a whole segment, or a lot"


class CostKind(TextChoices):
    """What was spent on."""

    GIFT = "gift", "a gift"
    AGENCY = "agency", "an agency"
    TRAVEL = "travel", "travel and rooms"
    HOURS = "hours", "hours of ours"
    OTHER = "other", "something else"


class Kept(TextChoices):
    """Whether both had of an act what was promised to them."""

    BOTH = "both", "yes, both"
    PERSON = "person", "the person alone"
    COMPANY = "company", "their company alone"
    NEITHER = "neither", "neither"
