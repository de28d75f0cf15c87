"""What colleagues think of a customer: how it goes, and whom they would put forward."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from vouch.program.people.models.entry import Entry


class Rating(models.TextChoices):
    """How a customer is doing."""

    GREEN = "green", "well"
    AMBER = "amber", "so-so"
    RED = "red", "badly"


class Sentiment(Entry):
    """How one of us feels a customer is doing."""

    fact = "sentiment"

    rating = models.CharField(max_length=8, choices=Rating.choices)
    note = models.CharField(max_length=1000, blank=True)
    rated_on = models.DateField()

    def particulars(self) -> dict[str, Any]:
        """Its own columns as the fact table has them."""
        return {"rating": self.rating, "note": self.note or None, "rated_on": self.rated_on}


class Nominated(models.TextChoices):
    """Where a nomination stands."""

    DRAFT = "draft", "draft"
    NEW = "new", "new"
    IN_PROGRESS = "in_progress", "in progress"
    APPROVED = "approved", "approved"
    NOT_APPROVED = "not_approved", "not approved"


class Relation(models.TextChoices):
    """What the colleague and the person are to each other beyond work."""

    NOT_SAID = "", "not said"
    WORK = "work", "only work"
    FRIEND = "friend", "friends"
    RELATIVE = "relative", "relatives"
    MONEY = "money", "tied by money or business"


DECIDED = (Nominated.APPROVED, Nominated.NOT_APPROVED)


class Nomination(Entry):
    """One of us puts a customer forward as an advocate. It is a fact once somebody else approved it.

    `traits` are names of the policy's; `personality` is a guess, or empty. `decided_by`, `decided_at` and `because`
    tell who said yes or no, when and why; whoever took it up stands there before.
    """

    fact = "nominations"

    state = models.CharField(max_length=16, choices=Nominated.choices, default=Nominated.NEW)
    team = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=1000, blank=True)
    nominated_on = models.DateField()
    traits = models.JSONField(default=list, blank=True)
    personality = models.CharField(max_length=16, blank=True)
    relation = models.CharField(max_length=16, choices=Relation.choices, blank=True)
    relation_words = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=1000, blank=True)

    class Meta(Entry.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                name="nomination_not_by_themselves",
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("author")),
            ),
        ]
        indexes: ClassVar = [
            *Entry.Meta.indexes,
            models.Index(fields=["state", "created_at"], name="nomination_by_state"),
            models.Index(fields=["author", "-created_at"], name="nomination_by_author"),
            models.Index(fields=["contact", "-created_at"], name="nomination_of_contact"),
        ]

    @property
    def stands(self) -> bool:
        """Whether it counts as a fact: approved, and not taken back."""
        return super().stands and self.state == Nominated.APPROVED

    @property
    def kept_beside(self) -> dict[str, Any]:
        """What was said of the person beyond the fact."""
        names = ("state", "traits", "personality", "relation", "relation_words", "decided_at", "because")
        return {name: getattr(self, name) for name in names}

    def particulars(self) -> dict[str, Any]:
        """Its own columns as the fact table has them."""
        return {
            "nomination_id": self.key,
            "team": self.team or None,
            "why": self.why or None,
            "nominated_on": self.nominated_on,
        }
