"""A policy that is tried, and who would move under it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from vouch.program.work.models import Job, new_id


class Preview(models.Model):
    """A changed policy, and what it would do as of a day. Nothing of it is in force before somebody adopts it.

    `text` is the whole file of the company, as it would lie in the data folder; `base` the version in force when it
    was written, `version` its own. `keys` has what it changes, `counts` how many of a kind would go from where to
    where (stages, `none` for no customer), `placed` how many there are of each kind.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="preview")
    text = models.TextField(blank=True)
    base = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    keys: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    as_of = models.DateField(null=True)
    run_now = models.CharField(max_length=40, blank=True)
    run_then = models.CharField(max_length=40, blank=True)
    counts: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    placed: models.JSONField[dict[str, int], dict[str, int]] = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)
    adopted_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-job"], name="preview_latest")]

    def __str__(self) -> str:
        return f"{self.base} to {self.version}"


class WouldMove(models.Model):
    """One customer or person who would stand elsewhere. `then` and `now` are stages, `none` for no customer.

    `number` keeps the order: customers first, by name. `why` has gates as [gate, state now, state then].
    """

    preview = models.ForeignKey(Preview, on_delete=models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    subject = models.CharField(max_length=16)
    now = models.CharField(max_length=20)
    then = models.CharField(max_length=20)
    now_most = models.CharField(max_length=20, blank=True)
    then_most = models.CharField(max_length=20, blank=True)
    now_risk = models.BooleanField(default=False)
    then_risk = models.BooleanField(default=False)
    why: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["preview", "number"], name="would_move_once")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.now} to {self.then}"
