"""How is a customer held back by hand, and how is a hold lifted?"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.program.colleagues.models import User
from vouch.program.consent.actions.checks import (
    account_now,
    allow,
    check_fields,
    contact_now,
    not_over,
    single,
)
from vouch.program.consent.models import Hold, Release
from vouch.program.consent.queries.whose import account_ids
from vouch.program.history.actions import record
from vouch.program.people.models import Account, Contact

LEGAL, BY_HAND = "legal", "by_hand"
RIGHT = {LEGAL: "hold_for_law", BY_HAND: "hold_customers"}
"""Which permission a hold of each kind takes, and its lifting."""


@transaction.atomic
def hold(
    *,
    by: User,
    account: Account | None = None,
    contact: Contact | None = None,
    kind: str,
    reason: str,
    from_on: dt.date,
    until: dt.date | None = None,
) -> Hold:
    """Hold an account back, or one person: nobody of them is asked from `from_on` on, to the end of `until` if set.

    Exactly one of `account` and `contact`. `kind` is "legal" or "by_hand". Holds add up: each is lifted by itself.

    Raises NotAllowed; NotFound; BadInput with the field.
    """
    if (account is None) == (contact is None):
        raise BadInput("nobody", "Say which customer or which person is held back.", field="account")
    if kind not in RIGHT:
        raise BadInput("bad_field", f"“kind” is one of {', '.join(RIGHT)}.", field="kind")
    whom = account_now(account) if account is not None else contact_now(contact)  # type: ignore[arg-type]
    allow(by, RIGHT[kind], whom)
    if not single(reason):
        raise BadInput("no_reason", "Say why; whoever wants to ask them later reads it.", field="reason")
    not_over(until, "until", "The last day")
    if until is not None and until < from_on:
        raise BadInput("until_before", "The hold ends before it begins. Check both days.", field="until")
    row = Hold(kind=kind, reason=single(reason), from_on=from_on, until=until, by=by, at=timezone.now())
    if isinstance(whom, Account):
        row.account = whom
    else:
        row.contact = whom
    check_fields(row, ("reason",))
    row.save(force_insert=True)
    _written(by, "hold", row)
    return row


@transaction.atomic
def lift(*, by: User, hold: Hold) -> Hold:
    """Lift a hold that stands. Lifting twice changes nothing. Raises NotAllowed; NotFound."""
    row = Hold.objects.select_for_update().filter(pk=hold.pk).first()
    if row is None:
        raise NotFound("no_such_hold", "There is no such hold any more.")
    whom = account_now(row.account_id) if row.account_id else contact_now(row.contact_id or "")
    allow(by, RIGHT[row.kind], whom)
    if row.lifted_at is None:
        row.lifted_at, row.lifted_by = timezone.now(), by
        row.save(update_fields=["lifted_at", "lifted_by"])
        _written(by, "lift_hold", row)
    return row


@transaction.atomic
def release_renewal(*, by: User, account: Account, until: dt.date, reason: str) -> Release:
    """Say go on although a contract ends soon: that rule holds nobody of the account until the end of `until`.

    It takes the place of an earlier one. Raises NotAllowed; NotFound; BadInput with the field.
    """
    account = account_now(account)
    allow(by, "hold_customers", account)
    if not single(reason):
        raise BadInput("no_reason", "Say why the talks about the contract do not stand in the way.", field="reason")
    not_over(until, "until", "The last day")
    now = timezone.now()
    Release.objects.filter(account_id__in=account_ids(account.pk), ended_at=None).update(ended_at=now)
    row = Release(account=account, until=until, reason=single(reason), by=by, at=now)
    check_fields(row, ("reason",))
    row.save(force_insert=True)
    record(by=by, action="release_renewal", kind="account", object_id=account.pk, release=row.pk, until=f"{until}")
    return row


@transaction.atomic
def end_release(*, by: User, release: Release) -> Release:
    """Let the rule hold the account again. Raises NotAllowed; NotFound; Conflict when it ended already."""
    row = Release.objects.select_for_update().filter(pk=release.pk).first()
    if row is None:
        raise NotFound("no_such_release", "There is no such release any more.")
    allow(by, "hold_customers", account_now(row.account_id))
    if row.ended_at is not None:
        raise Conflict("ended_already", "Another word took its place meanwhile. Look at the customer's page.")
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    record(by=by, action="end_release", kind="account", object_id=row.account_id, release=row.pk)
    return row


def _written(by: User, action: str, row: Hold) -> None:
    kind, whom = ("account", row.account_id) if row.account_id else ("contact", row.contact_id)
    record(by=by, action=action, kind=kind, object_id=whom, hold=row.pk, of=row.kind)
