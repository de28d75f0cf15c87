"""What colleagues think of a customer: how it goes, and whom they would put forward."""

from __future__ import annotations

from typing import Any

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


class Nomination(Entry):
    """One of us puts a customer forward as an advocate."""

    fact = "nominations"

    team = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=1000, blank=True)
    nominated_on = models.DateField()

    def particulars(self) -> dict[str, Any]:
        """Its own columns as the fact table has them."""
        return {
            "nomination_id": self.key,
            "team": self.team or None,
            "why": self.why or None,
            "nominated_on": self.nominated_on,
        }
