"""A seller's need for customers to speak to a buyer on a deal."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.asks.models.ask import new_key
from vouch.program.people.models import Account
from vouch.program.references.models.deal import Deal
from vouch.program.references.states import Grade, Outcome, RequestState, Unfilled


class Request(models.Model):
    """One reference request: what the buyer needs to hear, from whom, by when, from how many.

    `buyer` is what the buying company is called and `account` its row where we know it; `conflicts` are companies
    that must not hear of it beside those we know of (ids of accounts). The `like_*` fields describe the person who
    would fit; `must` names those of them that nobody may miss. `readiness` says what the deal has: `{stage, buy_in,
    technical}`; `although` why it is asked before. `offered`: what already exists and was shown first, and whether it
    was enough. `outcome` follows the deal. `alarmed_at`: the desk was told that it is due. `turn` counts changes:
    whoever changes it first holds the row until they are done.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key)
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.DRAFT)
    door = models.CharField(max_length=16, default="workspace")
    deal = models.ForeignKey(Deal, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="requests")
    buyer = models.CharField(max_length=255, blank=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    conflicts = models.JSONField(default=list)
    buyer_name = models.CharField(max_length=255, blank=True)
    buyer_email = models.CharField(max_length=254, blank=True)
    buyer_zone = models.CharField(max_length=48, blank=True)
    activity = models.CharField(max_length=32)
    words = models.TextField(max_length=10_000, blank=True)
    like_product = models.CharField(max_length=120, blank=True)
    like_use = models.CharField(max_length=120, blank=True)
    like_industry = models.CharField(max_length=120, blank=True)
    like_employees = models.PositiveIntegerField(null=True)
    like_region = models.CharField(max_length=120, blank=True)
    like_language = models.CharField(max_length=32, blank=True)
    like_role = models.CharField(max_length=120, blank=True)
    like_tech = models.CharField(max_length=120, blank=True)
    must = models.JSONField(default=list)
    how_many = models.PositiveSmallIntegerField(default=1)
    needed_by = models.DateField(null=True)
    expected = models.CharField(max_length=16, choices=Grade.choices, blank=True)
    readiness = models.JSONField(default=dict)
    although = models.CharField(max_length=500, blank=True)
    offered = models.JSONField(default=list)
    policy = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    unfilled = models.CharField(max_length=12, choices=Unfilled.choices, blank=True)
    ending = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=4, choices=Outcome.choices, default=Outcome.OPEN)
    outcome_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    turn = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "needed_by", "key"], name="request_by_state"),
            models.Index(fields=["seller", "-created_at"], name="request_of_seller"),
            models.Index(fields=["taken_by", "state"], name="request_taken_by"),
            models.Index(fields=["deal"], name="request_of_deal"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(how_many__gte=1), name="a_request_wants_somebody"),
        ]

    def __str__(self) -> str:
        return f"request {self.key}: {self.activity} for {self.buyer}"


class RequestStep(models.Model):
    """One step of a request: what happened, when, by whom, in their words. `door` as with the steps of asks."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    before = models.CharField(max_length=12, choices=RequestState.choices, blank=True)
    after = models.CharField(max_length=12, choices=RequestState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    door = models.CharField(max_length=16)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"
