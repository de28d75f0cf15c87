"""Something worth having, with few seats."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.domain.openings import Criteria
from vouch.program.asks.models.ask import new_key
from vouch.program.openings.states import Decides, OpeningState


class Opening(models.Model):
    """What it is, what both have of it, how many seats, for whom, until when, who decides, who of us hosts.

    `kind` is a key of the policy's `openings.kinds`, `rung` a rung of the ladder where whoever comes does something
    for us: then it is an ask. `criteria` is `Criteria` as JSON. `deadline` is the last day to answer; `happens_at` and
    `minutes` go into the calendar. `seed` is the lot's. `reason`: why it was published although nobody, or everybody,
    qualifies. `turn` counts what happened to its seats: whoever changes it first holds the row until they are done.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key)
    kind = models.CharField(max_length=24)
    title = models.CharField(max_length=120)
    what = models.TextField(max_length=2000)
    win_person = models.CharField(max_length=300)
    win_company = models.CharField(max_length=300)
    seats = models.PositiveSmallIntegerField()
    waiting = models.PositiveSmallIntegerField(default=0)
    deadline = models.DateField()
    happens_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveIntegerField(default=60)
    place = models.CharField(max_length=200, blank=True)
    decides = models.CharField(max_length=12, choices=Decides.choices, default=Decides.FIRST)
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    seed = models.CharField(max_length=32, blank=True)
    host = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    rung = models.CharField(max_length=32, blank=True)
    criteria = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=OpeningState.choices, default=OpeningState.DRAFT)
    reason = models.CharField(max_length=300, blank=True)
    result = models.TextField(max_length=2000, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    turn = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "deadline", "key"], name="opening_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="an_opening_has_a_seat"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> Criteria:
        """Its criteria."""
        return Criteria.model_validate(self.criteria)

    @property
    def published(self) -> bool:
        """Whether it is open now."""
        return self.state == OpeningState.PUBLISHED
