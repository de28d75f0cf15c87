"""What a person set for themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from vouch.program.people.models import Contact


class Limits(models.Model):
    """A person's own limits. A field that is empty was not set, and limits nothing.

    `exposure` is the highest rung they go to (0 to 5); `refused` activity types they never want to hear of;
    `every_days` at most one invitation in so many days; `paused_until` the last day of a pause. `channels`, `formats`,
    `topics` and `languages` say what they like. `name_use`: how their name may be used where they are not asked again.
    `own` holds what the person said themselves, by field: a colleague who writes something down goes no further than
    that. `by` is the colleague who wrote here last, empty where the person did.

    `instead_of`: what was set while other records stood in this person takes the place of what was set under their ids,
    by id: the moment of it, the fields, and which of them the person set. Their own rows stay as they were.
    """

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="limits"
    )
    exposure = models.PositiveSmallIntegerField(null=True, blank=True)
    refused = models.JSONField(default=list, blank=True)
    every_days = models.PositiveSmallIntegerField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    channels = models.JSONField(default=list, blank=True)
    formats = models.JSONField(default=list, blank=True)
    topics = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    name_use = models.CharField(
        max_length=12,
        blank=True,
        choices=[("never", "never"), ("private", "in private"), ("ask", "ask me each time"), ("yes", "yes")],
    )
    own = models.JSONField(default=dict, blank=True)
    instead_of = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"limits of {self.contact_id}"
