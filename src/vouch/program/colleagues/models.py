"""A colleague: one of us who signs in. Never a customer; a portal session carries no rights of this kind."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from vouch.program.colleagues.permissions import Position
from vouch.program.colleagues.theme import Theme


class Colleagues(BaseUserManager["User"]):
    """Finds a colleague by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The colleague with this e-mail. Raises User.DoesNotExist."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """One of us. The e-mail, in lower case, is the login; the role says what they may do.

    `owner` is the id of the owner they are in the CRM: an account owner looks after the accounts of that owner. A
    colleague who was invited and has not joined yet has no usable password. Nobody is ever deleted: the history
    points at them.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=24, choices=[(p.value, p.words) for p in Position])
    owner = models.CharField(max_length=16, blank=True)
    is_active = models.BooleanField(default=True)
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.SYSTEM)
    locale = models.CharField(max_length=16, blank=True)
    time_zone = models.CharField(max_length=48, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    objects: ClassVar[Colleagues] = Colleagues()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["email"], name="colleague_email_once"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="colleague_email_lower"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        """Fold the e-mail's case."""
        self.email = self.email.strip().lower()
