"""A member, the code that lets them in, and their visit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vouch.program.people.models import Contact


class Member(models.Model):
    """A contact who joined: when, to which version of the terms, and when they left. Who left can join again.

    `answers` holds what they said on joining (how they like to take part, how they like to be thanked).
    """

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="member"
    )
    terms = models.CharField(max_length=16)
    answers = models.JSONField(default=dict)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"member {self.contact_id}"


class Code(models.Model):
    """A code sent to an address: six digits of which only a keyed digest is kept, good for a few minutes and tries.

    `nonce` names it in the browser that asked, `address` (a keyed digest) is what it was asked for. Without `contact`
    the address was nobody's: no mail was sent, and no code is right.
    """

    contact = models.ForeignKey(Contact, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    nonce = models.CharField(max_length=32, unique=True)
    address = models.CharField(max_length=64, default="")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["contact", "-sent_at"], name="code_of_contact"),
            models.Index(fields=["address"], name="code_of_address"),
        ]

    def __str__(self) -> str:
        return f"code {self.pk}"


class Visit(models.Model):
    """A member signed in at one browser, until it ends; the cookie holds a secret of which this is the digest."""

    digest = models.CharField(max_length=64, unique=True)
    contact = models.ForeignKey(Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact"], name="visit_of_contact")]

    def __str__(self) -> str:
        return f"visit {self.pk}"
