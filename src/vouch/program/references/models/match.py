"""One person for one request."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.domain.policy.desk import Mode
from vouch.program.asks.models import Ask
from vouch.program.asks.models.ask import new_key
from vouch.program.people.models import Account, Contact
from vouch.program.references.models.request import Request
from vouch.program.references.states import Grade


class Match(models.Model):
    """Who was chosen, why, how, and the ask that goes with it; how far it is follows from the ask (`state_of`).

    `mode` is how it is fulfilled, kept as it was when they were chosen. `fit` is what the ranking said of them then:
    `{score, coverage, fields, reasons, unknown, rank}`. `starts_at` and `minutes` are the time that was picked;
    `sequence` counts changes of its calendar entry; `missed` says who did not come. `zone` is the time zone in which
    the person named times. `followed` is the state of the ask that was acted upon last: where it is another, somebody
    did something that others are still to be told of. `told_outcome_at`: when the person was told what became of the
    deal, in `outcome_words` where the desk wrote its own; `outcome_skipped_at`: the desk said that they are not.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="matches")
    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="matches")
    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="matches")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="match")
    mode = models.CharField(max_length=16, choices=[(mode.value, mode.words) for mode in Mode])
    fit = models.JSONField(default=dict)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    owner_told_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=30)
    place = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    booked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    feedback_asked_at = models.DateTimeField(null=True)
    missed = models.CharField(max_length=12, blank=True)
    zone = models.CharField(max_length=48, blank=True)
    followed = models.CharField(max_length=12, blank=True)
    expected = models.CharField(max_length=16, choices=Grade.choices, blank=True)
    outcome_words = models.CharField(max_length=1000, blank=True)
    outcome_skipped_at = models.DateTimeField(null=True)
    told_outcome_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["chosen_at", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "contact"], name="once_for_a_request"),
        ]
        indexes: ClassVar = [models.Index(fields=["starts_at"], name="match_by_time")]

    def __str__(self) -> str:
        return f"match {self.key}: {self.contact_id} for {self.request_id}"
