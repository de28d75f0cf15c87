"""The one next step that a run found for a person: ask, give first, or leave alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vouch.program.people.models import Account, Contact
from vouch.program.suggestions.states import Kind


class NextStep(models.Model):
    """What could come next with one person, as the last run found it. The gates are looked at again when it is shown.

    An ask has its `activity`, the yes-rate (`rate_*`, of so many earlier answers) and its worth (`value`, whose
    `parts` are pairs of words and a number). A give has the page of the playbook and the number of its suggestion. Who
    is left alone has the `sentence`, who lifts it, and the last day of it where one is known.

    `reasons` are `[sign, words, about]`; `about` is empty, or names what not everybody may read: `personality`,
    `load`, or `goal:` with the kind of a goal of theirs, whose words are read as it is shown. `runner_up` is what came
    second: with this person the `activity`, and where it came near `value`, `parts`, `rate_words` and `reasons` of it;
    and the `contact` who came second for the same. `before` is the step of the week before, `{kind, activity}`, and
    `changed` says what changed it.
    """

    contact = models.OneToOneField(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="next_step")
    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="next_steps")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    rank = models.PositiveIntegerField()
    sentence = models.CharField(max_length=600, blank=True)
    reasons = models.JSONField(default=list)
    activity = models.CharField(max_length=32, blank=True)
    rate_low = models.FloatField(null=True)
    rate_mean = models.FloatField(null=True)
    rate_high = models.FloatField(null=True)
    rate_n = models.PositiveIntegerField(default=0)
    rate_words = models.CharField(max_length=200, blank=True)
    value = models.FloatField(null=True)
    parts = models.JSONField(default=list)
    runner_up = models.JSONField(default=dict)
    exploring = models.BooleanField(default=False)
    stage = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=32, blank=True)
    number = models.PositiveSmallIntegerField(default=0)
    obstacle = models.CharField(max_length=40, blank=True)
    lifts = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True)
    before = models.JSONField(default=dict)
    changed = models.CharField(max_length=400, blank=True)
    computed_on = models.DateField()
    run = models.CharField(max_length=40)
    policy = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "rank", "id"], name="next_step_by_rank"),
            models.Index(fields=["account", "kind"], name="next_step_of_account"),
            models.Index(  # few change in a week, and who is asked no longer is looked for among all
                fields=["rank", "id"],
                condition=~models.Q(changed="") & ~models.Q(kind=Kind.ASK.value),
                name="next_step_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.contact_id}"
