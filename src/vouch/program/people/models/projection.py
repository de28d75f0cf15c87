"""Who the customers are, as the last run found them: one narrow row an identity, keyed by its internal id."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class Known(models.Model):
    """What every projected row has: its internal id, where it comes from, and the run that last found it changed.

    A row costs each index that its table has, half a million times: what points at another has one only where somebody
    asks that way. `system` and `source_id` name it in the source it is best known by; `also` lists the others as
    `["system", "id"]` pairs.
    """

    id = models.CharField(primary_key=True, max_length=16)
    system = models.CharField(max_length=32)
    source_id = models.CharField(max_length=255)
    also = models.JSONField(default=list)
    run = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.id


class Present(models.Manager[M]):
    """Those who go by an id of their own now. Rows of joined records are met from rows that point at them alone."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Without rows that stand in another."""
        return super().get_queryset().filter(stands_in=None)


class Owner(Known):
    """One of us who looks after customers, as the CRM has them."""

    name = models.CharField(max_length=255)
    email = models.CharField(max_length=254, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["source_id"], name="owner_source")]


class Account(Known):
    """A company we know; `customer` where policy says that it is one now.

    `stands_in`: this is the row of a record that became one with another account, which it names and repeats. There is
    one where people decided something under that id before, so that what they decided is still met with its customer;
    `objects` does not have it. `Contact` has the same.
    """

    name = models.CharField(max_length=255)
    folded = models.CharField(max_length=255)
    customer = models.BooleanField(default=False)
    type = models.CharField(max_length=120, blank=True)
    domain = models.CharField(max_length=255, blank=True)
    industry = models.CharField(max_length=120, blank=True)
    segment = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=120, blank=True)
    employees = models.BigIntegerField(null=True)
    yearly_value = models.FloatField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    customer_since = models.DateField(null=True)
    customer_until = models.DateField(null=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    owner = models.ForeignKey(Owner, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    stands_in = models.ForeignKey(
        "self", null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )

    objects = Present["Account"]()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["folded", "id"], name="account_by_name"),
            models.Index(fields=["-yearly_value", "id"], name="account_by_value"),
            models.Index(fields=["customer", "segment"], name="account_by_segment"),
            models.Index(fields=["source_id"], name="account_source"),
            models.Index(fields=["stands_in"], condition=models.Q(stands_in__isnull=False), name="account_standing_in"),
        ]


class Contact(Known):
    """A person at a company."""

    account = models.ForeignKey(
        Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="contacts"
    )
    name = models.CharField(max_length=255, blank=True)
    folded = models.CharField(max_length=255)
    email = models.CharField(max_length=254, blank=True)
    title = models.CharField(max_length=255, blank=True)
    department = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=32, blank=True)
    suggested_role = models.CharField(max_length=120, blank=True)
    opted_out = models.BooleanField(default=False)
    left_on = models.DateField(null=True)
    owner = models.ForeignKey(
        Owner, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    stands_in = models.ForeignKey(
        "self", null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )

    objects = Present["Contact"]()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["folded", "id"], name="contact_by_name"),
            models.Index(fields=["account", "folded"], name="contact_of_account"),
            models.Index(fields=["email"], name="contact_email"),
            models.Index(fields=["source_id"], name="contact_source"),
            models.Index(fields=["stands_in"], condition=models.Q(stands_in__isnull=False), name="contact_standing_in"),
            models.Index(
                fields=["account", "language"],
                condition=models.Q(left_on=None, stands_in=None),
                name="contact_there",  # who is still there: counted without reading half a million rows
            ),
        ]
