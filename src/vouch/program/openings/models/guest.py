"""One person who was chosen for an opening."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from vouch.program.asks.models import Ask
from vouch.program.asks.models.ask import new_key
from vouch.program.openings.models.opening import Opening
from vouch.program.openings.states import HOLDS_SEAT, GuestState
from vouch.program.people.models import Account, Contact


class Guest(models.Model):
    """Why they were chosen, what they said, and their seat or their place on the waiting list.

    No two guests have one seat, and nobody without one of HOLDS_SEAT has any: the database says so. `why` lists the
    criteria they meet, as they read it; `unknown` what was not known when a colleague chose them all the same. `ask` is
    the ask beside it where the opening names a rung. `seat` counts from 1; `place` only grows, so that who came first
    is first.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key)
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="guests")
    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="openings")
    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, related_name="openings")
    ask = models.ForeignKey(Ask, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=12, choices=GuestState.choices)
    seat = models.PositiveSmallIntegerField(null=True)
    place = models.PositiveIntegerField(null=True)
    why = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=800, blank=True)
    offer_until = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["contact", "state"], name="guest_of_contact"),
            models.Index(fields=["opening", "state"], name="guest_by_state"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opening", "contact"], name="one_invitation_to_an_opening"),
            models.UniqueConstraint(
                fields=["opening", "seat"], condition=models.Q(seat__isnull=False), name="one_guest_in_a_seat"
            ),
            models.UniqueConstraint(
                fields=["opening", "place"], condition=models.Q(place__isnull=False), name="one_guest_at_a_place"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=HOLDS_SEAT, seat__isnull=False)
                | (~models.Q(state__in=HOLDS_SEAT) & models.Q(seat=None)),
                name="a_seat_with_its_state",
            ),
        ]

    def __str__(self) -> str:
        return f"guest {self.key}: {self.state}"


class GuestStep(models.Model):
    """One step of a guest: to which state, when, who took it. `by` is a colleague; else `door` says where it was."""

    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    after = models.CharField(max_length=12, choices=GuestState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    door = models.CharField(max_length=16)
    words = models.CharField(max_length=800, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"to {self.after}"


class GuestLink(models.Model):
    """The secret of which `digest` is kept leads one guest to one opening until `expires_at`; opening it changes
    nothing."""

    digest = models.CharField(max_length=64, unique=True)
    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="links")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"link {self.pk}"
