"""The run that found it, and the current placement of each account and contact."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vouch.domain.stages import RUNGS, Stage
from vouch.program.people.models import Account, Contact

_STAGES = [(stage.value, stage.words) for stage in Stage]
RANK: dict[str, int] = {stage.value: RUNGS.index(stage) + 1 if stage in RUNGS else 0 for stage in Stage}
"""The stage as a number to sort by: 1 to 4 on the scale, 0 beside it (not known yet)."""


class Run(models.Model):
    """One run: its name follows from data, policy and date alone; `current` is the one whose rows are shown.

    `counts` holds what a page's first sentence needs: customers by stage, by flag, at risk, not customers.
    """

    id = models.CharField(primary_key=True, max_length=40)
    as_of = models.DateField()
    policy = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    facts_read_at = models.DateTimeField(null=True)
    coverage = models.FloatField(null=True)
    counts = models.JSONField(default=dict)
    current = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["current"], condition=models.Q(current=True), name="one_current_run"),
        ]
        indexes: ClassVar = [models.Index(fields=["-finished_at"], name="run_by_time")]

    def __str__(self) -> str:
        return self.id


class Placement(models.Model):
    """Where one account or contact stands now, as the current run found it.

    `rank` is the stage as a number to sort by, `progress` the share (0 to 1) of what the next stage needs that is
    known and met. `missing` and `stale` list gates, `reasons` why it is at risk: `{reason, hard, since, ends}`.
    """

    subject = models.CharField(primary_key=True, max_length=16)
    kind = models.CharField(max_length=8, choices=[("account", "account"), ("contact", "contact")])
    account = models.ForeignKey(
        Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="placements"
    )
    contact = models.OneToOneField(
        Contact, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="placement"
    )
    stage = models.CharField(max_length=20, choices=_STAGES)
    rank = models.PositiveSmallIntegerField()
    at_least = models.CharField(max_length=20, choices=_STAGES)
    at_most = models.CharField(max_length=20, choices=_STAGES)
    captive = models.BooleanField(default=False)
    latent = models.BooleanField(default=False)
    personal_advocate = models.BooleanField(default=False)
    at_risk = models.BooleanField(default=False)
    former = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    stale = models.JSONField(default=list)
    progress = models.FloatField(default=0)
    coverage = models.FloatField()
    confidence = models.FloatField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "-rank", "subject"], name="placement_by_stage"),
            models.Index(fields=["kind", "coverage", "subject"], name="placement_by_coverage"),
            models.Index(fields=["account", "kind"], name="placement_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.stage}"

    @property
    def flags(self) -> list[str]:
        """Its flags as words of the contract."""
        return [flag for flag in ("captive", "latent", "personal_advocate") if getattr(self, flag)]


class Circumstance(models.Model):
    """What stands round an account now and matters to whether anybody there is asked, as the last run found it.

    `kind` is `escalation` (a grave case is open since `since`) or `renewal` (a term ends on `until`). `words` says
    which one, in the source's words.
    """

    account = models.ForeignKey(
        Account, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="circumstances"
    )
    kind = models.CharField(max_length=12, choices=[("escalation", "escalation"), ("renewal", "renewal")])
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "kind"], name="circumstance_of_account")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.kind}"


class Particular(models.Model):
    """One role of a contact, or of an account one product, how many kinds of use, or cases solved well, as it is now.

    Written anew after each run. `value`: the word; for `breadth` the number of kinds of things they do with it, for
    `solved` how many in 100 of their cases were closed in time and for good.
    """

    kind = models.CharField(
        max_length=8,
        choices=[("role", "role"), ("product", "product"), ("breadth", "breadth of use"), ("solved", "solved well")],
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    account = models.ForeignKey(
        Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    value = models.CharField(max_length=120)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["contact"], name="particular_of_contact"),
            models.Index(fields=["account"], name="particular_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Deed(models.Model):
    """One act of advocacy that the facts tell of, by whom and when; those that Vouch's own asks led to are not here.

    `activity` is a rung of the ladder where policy knows the word, `words` the source's own.
    """

    account = models.ForeignKey(
        Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="deeds"
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="deeds"
    )
    activity = models.CharField(max_length=32, blank=True)
    words = models.CharField(max_length=300)
    done_on = models.DateField()
    prompted = models.CharField(max_length=16, blank=True)
    rewarded = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["contact", "-done_on"], name="deed_of_contact"),
            models.Index(fields=["account", "-done_on"], name="deed_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.words} on {self.done_on}"


class Approach(models.Model):
    """One ask of a person that the facts tell of, made outside Vouch: when, for what, and what came back."""

    contact = models.ForeignKey(
        Contact, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="approaches"
    )
    activity = models.CharField(max_length=32, blank=True)
    words = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField()
    answer = models.CharField(max_length=20, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact", "-asked_on"], name="approach_of_contact")]

    def __str__(self) -> str:
        return f"asked {self.contact_id} on {self.asked_on}"
