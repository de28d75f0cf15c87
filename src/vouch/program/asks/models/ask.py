"""One invitation of one person to one act, and every step it took."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.asks.states import OPEN, AskState, Origin
from vouch.program.people.models import Account, Contact


def new_key() -> str:
    """A key no other ask has: 32 hex digits."""
    return uuid.uuid4().hex


class Ask(models.Model):
    """One invitation of one contact to one act, with the win for the person and the win for their company.

    `activity` is a rung of the ladder. `subject`, `why` (why they were chosen) and `words` are the letter; `use` and
    `territory` what it is for. `policy` is the version under which it was proposed. `slot` counts the account's open
    asks: it is unique among them, so that no two transactions take the last place. `urgent`: its owner is asked at
    once, not with the mail of the day. `smaller_of` is the ask in whose
    place somebody wanted something smaller. `version` counts changes that the facts should know of, `carried` the one
    they have: an ask is a message there, and once done an act.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key)
    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="asks")
    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="asks")
    activity = models.CharField(max_length=32)
    state = models.CharField(max_length=12, choices=AskState.choices, default=AskState.PROPOSED)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.WORKSPACE)
    slot = models.PositiveSmallIntegerField(null=True)
    win_person = models.CharField(max_length=300, blank=True)
    win_company = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=150, blank=True)
    why = models.CharField(max_length=500, blank=True)
    words = models.TextField(max_length=4000, blank=True)
    use = models.CharField(max_length=64, blank=True)
    territory = models.CharField(max_length=120, blank=True)
    reward_announced = models.CharField(max_length=255, blank=True)
    urgent = models.BooleanField(default=False)
    open_rule = models.CharField(max_length=300, blank=True)
    policy = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    answer_until = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_words = models.CharField(max_length=1000, blank=True)
    not_before = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    quality = models.FloatField(null=True)
    led_to = models.CharField(max_length=500, blank=True)
    thanked_at = models.DateTimeField(null=True)
    thanks = models.CharField(max_length=500, blank=True)
    smaller_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="smaller")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    carried = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "-changed_at", "key"], name="ask_by_state"),
            models.Index(fields=["contact", "-proposed_at"], name="ask_of_contact"),
            models.Index(fields=["account", "-proposed_at"], name="ask_of_account"),
            models.Index(fields=["invited_at"], name="ask_by_invitation"),
            models.Index(fields=["-changed_at", "key"], name="ask_by_change"),
            models.Index(fields=["done_at"], condition=models.Q(done_at__isnull=False), name="ask_by_doing"),
            models.Index(fields=["answered_at"], condition=models.Q(answered_at__isnull=False), name="ask_by_answer"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact"],
                # what somebody asked outside Vouch has happened: it is written down whatever else is open
                condition=models.Q(state__in=OPEN) & ~models.Q(origin=Origin.OUTSIDE),
                name="one_open_ask_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["account", "slot"], condition=models.Q(slot__isnull=False), name="one_ask_in_a_slot"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN) | models.Q(slot=None), name="only_open_asks_have_a_slot"
            ),
        ]

    def __str__(self) -> str:
        return f"ask {self.key}: {self.activity} {self.state}"

    @property
    def open(self) -> bool:
        """Whether it still counts as under way."""
        return self.state in OPEN


class Step(models.Model):
    """One step of an ask: from which state to which, when, who took it, and why in their words.

    `by` is a colleague; a step of the person themselves has none and says so with `door` (portal, link), the worker's
    with `worker`.
    """

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    before = models.CharField(max_length=12, choices=AskState.choices, blank=True)
    after = models.CharField(max_length=12, choices=AskState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    door = models.CharField(max_length=16)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"
