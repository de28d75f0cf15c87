"""The month planned at once: who, what, in which week."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vouch.program.people.models import Account, Contact


class Month(models.Model):
    """The plan of the weeks that begin on `begins`. There is one; a new one takes its place.

    `figures` has its value, the bound no plan can pass and the gap between them, how even the load is, and the
    sentences that warn: `{value, bound, gap, considered, jain, top_share, alerts, thin, unplaced}`.
    """

    begins = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    figures = models.JSONField(default=dict)
    computed_on = models.DateField()
    run = models.CharField(max_length=40)
    policy = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.weeks} weeks from {self.begins}"


class MonthPick(models.Model):
    """One person of the month, for one activity, in one of its weeks (from 0)."""

    contact = models.OneToOneField(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="month_pick")
    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="month_picks")
    activity = models.CharField(max_length=32)
    week = models.PositiveSmallIntegerField()
    value = models.FloatField()
    rank = models.PositiveIntegerField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["week", "rank"], name="month_pick_by_week")]

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.activity}, week {self.week}"
