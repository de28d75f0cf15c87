"""Which colleague is somebody in Slack, and was this request of Slack's met before?"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from vouch.domain.errors import NotFound, Refusal
from vouch.program.access.models import SlackCall, SlackCode, SlackUser
from vouch.program.colleagues.models import User
from vouch.program.history.actions import record

CODE_HOLDS = dt.timedelta(minutes=15)
REMEMBERED = dt.timedelta(days=1)
"""How long a request of Slack's is known again: its signature is refused after five minutes anyway."""
TRIES = 5
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@transaction.atomic
def make_code(*, by: User) -> str:
    """A code that makes whoever types it in Slack this colleague; the one before stops working."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    told = {"digest": _digest(code), "expires_at": timezone.now() + CODE_HOLDS}
    SlackCode.objects.update_or_create(user=by, defaults=told)
    record(by=by, action="make_slack_code", kind="colleague", object_id=by.pk)
    return f"{code[:5]}-{code[5:]}"


@transaction.atomic
def link_by_code(*, team: str, slack: str, code: str) -> User:
    """Somebody in Slack typed a code. Raises Refusal, always the same, where it is none or too old."""
    plain = "".join(letter for letter in code.upper() if letter in _ALPHABET)
    rows = SlackCode.objects.select_related("user").filter(digest=_digest(plain), expires_at__gt=timezone.now())
    found = rows.first()
    if found is None or not found.user.is_active or not SlackCode.objects.filter(pk=found.pk).delete()[0]:
        raise Refusal(
            "no_such_code", "This code is none, or was used, or is older than a quarter of an hour. Your profile in "
            "Vouch makes a new one.",
        )  # fmt: skip
    return _link(found.user, team, slack, "code")


@transaction.atomic
def link_by_email(*, team: str, slack: str, email: str) -> User:
    """Slack says that this is the address of somebody of the workspace. Raises NotFound where no colleague has it."""
    rows = User.objects.filter(email=email.strip().lower(), is_active=True).exclude(joined_at=None)
    found = rows.first()
    if found is None:
        raise NotFound("no_such_colleague", "Nobody in Vouch has the address that you have in Slack.")
    return _link(found, team, slack, "email")


@transaction.atomic
def unlink(*, by: User, pk: int) -> None:
    """Not this colleague any more, in that workspace. Raises NotFound for anybody else's."""
    found = SlackUser.objects.filter(pk=pk, user=by).first()
    if found is None:
        raise NotFound("no_such_link", "You are nobody in that workspace of Slack.")
    found.delete()
    record(by=by, action="unlink_slack", kind="colleague", object_id=by.pk)


def links_of(user: User) -> Sequence[SlackUser]:
    """Who this colleague is in Slack."""
    return list(SlackUser.objects.filter(user=user).order_by("-linked_at"))


def colleague_of(*, team: str, slack: str) -> User | None:
    """The colleague somebody in Slack is, as long as they work here."""
    row = SlackUser.objects.select_related("user").filter(team=team, slack=slack).first()
    return row.user if row is not None and row.user.is_active else None


def begun(signature: str, *, team: str, slack: str) -> SlackCall | None:
    """Note that a request is being answered; None where it was begun before, by whoever sent it twice."""
    try:
        with transaction.atomic():
            return SlackCall.objects.create(digest=_digest(signature), team=team, slack=slack, at=timezone.now())
    except IntegrityError:
        return None


def answered(signature: str) -> Any:
    """What this request was answered the first time; None where that is not known yet."""
    return SlackCall.objects.filter(pk=_digest(signature)).values_list("answer", flat=True).first()


def keep_answer(call: SlackCall, answer: Any, *, later: Mapping[str, Any] | None = None, answer_to: str = "") -> None:
    """Keep what was answered, and what is to be done later."""
    SlackCall.objects.filter(pk=call.pk).update(
        answer=answer, later=dict(later or {}), answer_to=answer_to, done_at=None if later else timezone.now()
    )


def next_call() -> SlackCall | None:
    """The oldest that something is still to be done for."""
    rows = SlackCall.objects.filter(done_at=None).exclude(later={})
    due = Q(not_before=None) | Q(not_before__lte=timezone.now())
    return rows.filter(due).order_by("at", "pk").first()


def waits() -> bool:
    """Whether something is to be done at this moment."""
    return next_call() is not None


def begin(call: SlackCall) -> None:
    """Note that it is tried once more; again in a while where nobody says that it is over."""
    wait = dt.timedelta(seconds=10 * 2**call.tries)
    SlackCall.objects.filter(pk=call.pk).update(tries=F("tries") + 1, not_before=timezone.now() + wait)


def over(call: SlackCall) -> None:
    """Nothing is to be done for it any more; what it was about is forgotten."""
    SlackCall.objects.filter(pk=call.pk).update(done_at=timezone.now(), later={}, answer_to="")


def forget(*, before: dt.datetime) -> int:
    """Forget requests that cannot be sent again, and codes that ran out."""
    SlackCode.objects.filter(expires_at__lt=before).delete()
    return SlackCall.objects.filter(at__lt=before).delete()[0]


def _link(user: User, team: str, slack: str, how: str) -> User:
    told = {"user": user, "how": how, "linked_at": timezone.now()}
    SlackUser.objects.update_or_create(team=team[:32], slack=slack[:32], defaults=told)
    record(by=user, door="slack", action="link_slack", kind="colleague", object_id=user.pk, how=how)
    return user


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
