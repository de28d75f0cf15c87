"""One programme: what it is for, whom it asks, what it may cost, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.asks.models.ask import new_key
from vouch.program.programmes.states import Goal, ProgrammeState, Whom


class Programme(models.Model):
    """A goal, a figure aimed at with its measure in words, a budget of money and of our hours, who runs it, and when.

    `whom` says how its people are found: everybody, a list as it is narrowed (`narrowed`), people chosen one by one
    (rows of `ProgrammePerson`), or, for reviews, a whole segment or a lot (`narrowed` keeps segment, size and seed).
    `reached` is the figure in the end and `learnt` what was learnt. `turn` counts changes of what lies in it: whoever
    changes it first holds the row until they are done.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key)
    name = models.CharField(max_length=120)
    goal = models.CharField(max_length=16, choices=Goal.choices)
    aim = models.PositiveIntegerField()
    measure = models.CharField(max_length=120)
    why = models.TextField(max_length=1000, blank=True)
    money = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3)
    hours = models.PositiveIntegerField(null=True)
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    whom = models.CharField(max_length=12, choices=Whom.choices, default=Whom.EVERYBODY)
    narrowed = models.JSONField(default=dict)
    begins = models.DateField()
    ends = models.DateField()
    state = models.CharField(max_length=12, choices=ProgrammeState.choices, default=ProgrammeState.PLANNED)
    reached = models.PositiveIntegerField(null=True)
    learnt = models.TextField(max_length=2000, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    turn = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "begins", "key"], name="programme_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("begins")), name="a_programme_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(whom="rule") | ~models.Q(goal="reviews"), name="nobody_is_chosen_for_reviews"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ended(self) -> bool:
        """Whether it is over: then nothing in it changes any more."""
        return self.state == ProgrammeState.ENDED
