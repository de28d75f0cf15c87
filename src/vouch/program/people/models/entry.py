"""What every entry of staff has: a key of its own, its author, and whether the lake has it yet."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from vouch.program.people.models.projection import Account, Contact


def new_key() -> str:
    """A key no other entry has: 32 hex digits."""
    return uuid.uuid4().hex


class Entry(models.Model):
    """One thing that a colleague knows and wrote down.

    It is a fact of the lake in the making: `runs` carries each version there under `key` and marks it. `version`
    counts changes; `carried` is the version the lake has (0: none yet). A withdrawn entry is carried as such and
    counts no more. Account and contact are internal ids without a constraint: the projection may be rebuilt
    underneath.
    """

    fact: ClassVar[str]
    """The fact table it becomes a row of."""

    key = models.CharField(primary_key=True, max_length=32, default=new_key)
    account = models.ForeignKey(Account, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    carried = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        indexes: ClassVar = [
            models.Index(fields=["account", "-created_at"], name="%(class)s_of_account"),
            models.Index(
                fields=["key"], name="%(class)s_to_carry", condition=models.Q(carried__lt=models.F("version"))
            ),
        ]

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.key}"

    @property
    def stands(self) -> bool:
        """Whether it counts as a fact now."""
        return self.withdrawn_at is None

    @property
    def kept_beside(self) -> dict[str, Any]:
        """What the program keeps of it beyond its fact, for the person to have."""
        return {}

    def particulars(self) -> dict[str, Any]:
        """Its own columns in the words of the fact table, without who and where."""
        raise NotImplementedError
