"""Keys of the API: made by their colleague, shown once, and gone with them."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from vouch.domain.errors import BadInput, NotAllowed, NotFound, TooOften
from vouch.program.access.models import ApiKey
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may
from vouch.program.history.actions import record

BEGINS = "vouch_"
"""What every key begins with, so that scanners of code find one that was published by mistake."""
LONGEST_DAYS = 366
MOST_KEYS = 20
_LENGTH = 43


@dataclass(frozen=True)
class Made:
    """A new key. `secret` is nowhere else, and nobody can read it again."""

    key: ApiKey
    secret: str


@transaction.atomic
def make_key(*, by: User, name: str, days: int, read_only: bool) -> Made:
    """Make a key that may do what its colleague may. Raises BadInput with the field."""
    plain = " ".join(name.replace("\0", "").split())
    if not plain or len(plain) > 80:
        raise BadInput("bad_name", "Say in up to 80 letters what the key is for.", field="name")
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput("bad_days", f"A key holds for 1 to {LONGEST_DAYS} days.", field="days")
    if ApiKey.objects.filter(user=by, revoked_at=None, expires_at__gt=timezone.now()).count() >= MOST_KEYS:
        raise BadInput("too_many", f"You have {MOST_KEYS} keys. Take one back that is not used any more.", field="name")
    secret, at = BEGINS + secrets.token_urlsafe(32), timezone.now()
    key = ApiKey.objects.create(
        user=by, name=plain, digest=digest(secret), start=secret[: len(BEGINS) + 4], read_only=read_only, made_at=at,
        expires_at=at + dt.timedelta(days=days),
    )  # fmt: skip
    record(by=by, action="make_key", kind="key", object_id=key.pk, days=days, read_only=read_only)
    return Made(key, secret)


@transaction.atomic
def revoke_key(*, by: User, pk: int) -> ApiKey:
    """Take a key back; its colleague, or whoever manages colleagues. It answers nothing from this moment on.

    Raises NotFound; NotAllowed.
    """
    key = ApiKey.objects.select_related("user").filter(pk=pk).first()
    if key is None:
        raise NotFound("no_such_key", "There is no such key.")
    if key.user_id != by.pk and not may(by, "manage_colleagues"):
        raise NotAllowed("not_yours", "This key is a colleague’s. They take it back, or an administrator does.")
    if ApiKey.objects.filter(pk=pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by):
        record(by=by, action="revoke_key", kind="key", object_id=key.pk)
    return ApiKey.objects.get(pk=pk)


def keys_of(user: User) -> Sequence[ApiKey]:
    """This colleague's keys, newest first; those taken back or run out last."""
    now = timezone.now()
    rows = ApiKey.objects.filter(user=user).order_by("-made_at", "-pk")
    return sorted(rows, key=lambda one: one.revoked_at is not None or one.expires_at <= now)


def held_by(secret: str) -> ApiKey | None:
    """The key behind this secret where it holds: not taken back, not run out, its colleague still here."""
    if not secret.startswith(BEGINS) or len(secret) != len(BEGINS) + _LENGTH:
        return None
    key = ApiKey.objects.select_related("user").filter(digest=digest(secret)).first()
    if key is None or key.revoked_at is not None or key.expires_at <= timezone.now():
        return None
    return key if key.user.is_active and key.user.joined_at is not None else None


def count(key: ApiKey, *, a_minute: int) -> int:
    """Count one call of this key; returns how many are left in this minute. Raises TooOften with the seconds to wait.

    One conditional statement a call: two at the same moment are two, on either database.
    """
    now = timezone.now()
    minute = int(now.timestamp()) // 60
    if not ApiKey.objects.filter(pk=key.pk, minute=minute).update(used=F("used") + 1, last_used_at=now):
        begun = ApiKey.objects.filter(pk=key.pk).exclude(minute=minute)
        if not begun.update(minute=minute, used=1, last_used_at=now):
            ApiKey.objects.filter(pk=key.pk).update(used=F("used") + 1)
    used = ApiKey.objects.values_list("used", flat=True).get(pk=key.pk)
    if used > a_minute:
        wait = 60 - int(now.timestamp()) % 60
        raise TooOften(
            "calls", f"A key makes at most {a_minute} calls a minute here. The next minute begins in {wait} seconds.",
            wait=wait, most=a_minute,
        )  # fmt: skip
    return a_minute - used


def digest(secret: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
