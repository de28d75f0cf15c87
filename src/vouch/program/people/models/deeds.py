"""What customers did for others, which part they play, and people whom no export names."""

from __future__ import annotations

from typing import Any

from django.db import models

from vouch.domain import stages
from vouch.program.people.models.entry import Entry


class Prompted(models.TextChoices):
    """Did we ask for it?"""

    ASKED = "asked", "we asked"
    UNPROMPTED = "unprompted", "nobody asked"


class Act(Entry):
    """A customer did something for others to see or hear."""

    fact = "acts"

    activity_type = models.CharField(max_length=64)
    done_at = models.DateTimeField()
    prompted = models.CharField(max_length=16, choices=Prompted.choices, blank=True)
    reward_announced = models.CharField(max_length=255, blank=True)
    quality = models.FloatField(null=True, blank=True)
    completed = models.BooleanField(default=True)
    text = models.CharField(max_length=1000, blank=True)

    def particulars(self) -> dict[str, Any]:
        """Its own columns as the fact table has them."""
        return {
            "act_id": self.key,
            "activity_type": self.activity_type,
            "done_at": self.done_at,
            "prompted": self.prompted or None,
            "reward_announced": self.reward_announced or None,
            "quality": self.quality,
            "completed": self.completed,
            "text": self.text or None,
            "modified_at": self.changed_at,
        }


class Role(Entry):
    """The part a contact plays after the sale, as somebody who knows said."""

    fact = "roles"

    role = models.CharField(max_length=32, choices=[(role.value, role.value.replace("_", " ")) for role in stages.Role])
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    def particulars(self) -> dict[str, Any]:
        """Its own columns as the fact table has them."""
        return {"role": self.role, "from_on": self.from_on, "until_on": self.until_on}


class Person(Entry):
    """Somebody at a customer whom no export names. The next run makes them a contact."""

    fact = "contacts"

    name = models.CharField(max_length=255)
    email = models.EmailField(blank=True)
    title = models.CharField(max_length=255, blank=True)

    def particulars(self) -> dict[str, Any]:
        """Its own columns as the fact table has them."""
        return {
            "contact_id": self.key,
            "name": self.name,
            "email": self.email or None,
            "title": self.title or None,
            "created_on": self.created_at.date(),
            "modified_at": self.changed_at,
        }
