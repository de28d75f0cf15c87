"""How is a company's word kept? A new one ends the one before and leaves it to be read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import who_may
from vouch.program.consent.actions.checks import (
    account_now,
    allow,
    check_fields,
    contact_now,
    not_over,
    not_yet,
    single,
)
from vouch.program.consent.models import Permission
from vouch.program.consent.queries.whose import account_ids
from vouch.program.history.actions import record
from vouch.program.people.models import Account, Contact

_RUNG = re.compile(r"([a-z][a-z0-9_]{1,31})?")
_USES, _USE_LETTERS = 20, 64


@transaction.atomic
def set_permission(
    *,
    by: User | None,
    account: Account,
    activity: str,
    allowed: str,
    until: dt.date | None = None,
    at_most: int | None = None,
    per_days: int | None = None,
    uses: Collection[str] = (),
    territory: str = "",
    document: str = "",
    said_by: str = "",
    said_by_contact: Contact | None = None,
    said_on: dt.date,
    note: str = "",
) -> Permission:
    """Keep what a customer's company says of one activity type (`activity` is a rung; empty: of all of them).

    `by` is the colleague who writes it down; None where the company's own person (`said_by_contact`) says it in the
    portal, and the portal has seen to it that they may. The word that held before ends; it is never overwritten.

    Raises NotAllowed; NotFound; BadInput with the field; Conflict when somebody else said something at the same moment.
    """
    account = account_now(account)
    if by is not None:
        allow(by, "set_permissions", account)
    said = contact_now(said_by_contact) if said_by_contact else None
    if by is None and said is None:
        raise Fault("a company's word that no colleague writes down needs its own person who says so")
    if said is not None and said.account_id != account.pk:
        raise BadInput("works_elsewhere", "This person does not work for this customer.", field="said_by_contact")
    if not said and not single(said_by):
        raise BadInput("nobody_said", "Say who at the customer said so.", field="said_by")
    _how_often(at_most, per_days)
    not_yet(said_on, "said_on", "The day they said so")
    not_over(until, "until", "The last day")
    row = Permission(
        account=account,
        activity=activity,
        allowed=allowed,
        until=until,
        at_most=at_most,
        per_days=per_days,
        uses=_uses(uses),
        territory=single(territory),
        document=document.strip(),
        said_by="" if said else single(said_by),
        said_by_contact=said,
        said_on=said_on,
        note=note.strip(),
        by=by,
        at=timezone.now(),
    )
    if not _RUNG.fullmatch(activity):
        raise BadInput("no_such_rung", "Choose what may be asked from the ladder, or everything.", field="activity")
    check_fields(row, ("allowed", "territory", "document", "said_by", "note", "at_most", "per_days"))
    _end(account.pk, activity)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(
            "said_meanwhile", "Somebody else wrote down another word on this at the same moment. Look at it first."
        ) from None
    record(
        by=by,
        door="" if by else "portal",
        action="set_permission",
        kind="account",
        object_id=account.pk,
        permission=row.pk,
        activity=activity or "everything",
        allowed=allowed,
    )
    return row


@transaction.atomic
def end_permission(*, by: User | None, permission: Permission, said_by_contact: Contact | None = None) -> Permission:
    """Take a company's word back: what it says is not known any more. Ending twice changes nothing.

    `by` is None where the company's own person does it in the portal. Raises NotAllowed; NotFound.
    """
    row = Permission.objects.select_for_update().filter(pk=permission.pk).first()
    if row is None:
        raise NotFound("no_such_permission", "There is no such permission any more.")
    if by is not None:
        allow(by, "set_permissions", account_now(row.account_id))
    elif said_by_contact is None or contact_now(said_by_contact).account_id != account_now(row.account_id).pk:
        raise NotAllowed(
            "not_allowed", f"Only people of this company may end its word, or {who_may('set_permissions')}."
        )
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        record(
            by=by,
            door="" if by else "portal",
            action="end_permission",
            kind="account",
            object_id=row.account_id,
            permission=row.pk,
            activity=row.activity or "everything",
        )
    return row


def _end(account: str, activity: str) -> None:
    rows = Permission.objects.filter(account_id__in=account_ids(account), activity=activity, ended_at=None)
    rows.update(ended_at=timezone.now())


def _how_often(at_most: int | None, per_days: int | None) -> None:
    if (at_most is None) != (per_days is None):
        field = "per_days" if per_days is None else "at_most"
        raise BadInput("how_often", "Say how many times, and in how many days; or leave both empty.", field=field)
    if at_most is not None and per_days is not None:
        if not 1 <= at_most <= 1000:
            raise BadInput("how_often", "How many times is a number from 1 to 1000.", field="at_most")
        if not 1 <= per_days <= 3660:
            raise BadInput("how_often", "In how many days is a number from 1 to 3660.", field="per_days")


def _uses(uses: Collection[str]) -> list[str]:
    plain = sorted({single(use).casefold() for use in uses} - {""})
    if len(plain) > _USES or any(len(use) > _USE_LETTERS for use in plain):
        raise BadInput("uses", f"Name at most {_USES} uses, each in at most {_USE_LETTERS} characters.", field="uses")
    return plain
