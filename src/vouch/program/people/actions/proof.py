"""How are promises and results written down?"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from vouch.domain.errors import BadInput
from vouch.program.colleagues.models import User
from vouch.program.people.actions.entries import not_later_than_today, rewrite, write
from vouch.program.people.models import Account, Promise, Result


@transaction.atomic
def enter_promise(
    *,
    by: User,
    account: Account,
    text: str,
    measure: str = "",
    target: float | None = None,
    promised_on: dt.date | None = None,
    due_on: dt.date | None = None,
    status: str = "open",
    decided_on: dt.date | None = None,
    signed_off_on: dt.date | None = None,
    signed_off_by: str = "",
) -> Promise:
    """Write down what was expected at the sale.

    Raises NotAllowed, or BadInput with the field: a promise that was kept or missed has a day on which that was
    clear; nothing decided or signed lies in the future; nothing is due before it was promised.
    """
    promise = Promise(
        account=account,
        text=text.strip(),
        measure=measure.strip(),
        target=target,
        promised_on=promised_on,
        due_on=due_on,
        status=status,
        decided_on=decided_on,
        signed_off_on=signed_off_on,
        signed_off_by=signed_off_by.strip(),
    )
    _check_promise(promise)
    return write(promise, by=by, action="enter_promise", status=status)


@transaction.atomic
def change_promise(*, by: User, promise: Promise, **changes: Any) -> Promise:
    """Correct a promise or say how it went. Raises NotAllowed, Conflict, BadInput as `enter_promise`."""
    draft = Promise(**{field.attname: getattr(promise, field.attname) for field in Promise._meta.concrete_fields})
    for name, value in changes.items():
        setattr(draft, name, value)
    _check_promise(draft)
    return rewrite(promise, by=by, action="change_promise", changes=changes)


@transaction.atomic
def enter_result(
    *,
    by: User,
    account: Account,
    text: str,
    reached_on: dt.date,
    number: float | None = None,
    unit: str = "",
    promise: str = "",
    exceeds: bool = True,
    signed_off_on: dt.date | None = None,
    signed_off_by: str = "",
) -> Result:
    """Write down what a customer reached. Raises NotAllowed, or BadInput with the field."""
    result = Result(
        account=account,
        text=text.strip(),
        reached_on=reached_on,
        number=number,
        unit=unit.strip(),
        promise=promise,
        exceeds=exceeds,
        signed_off_on=signed_off_on,
        signed_off_by=signed_off_by.strip(),
    )
    _check_result(result)
    return write(result, by=by, action="enter_result", number=number is not None)


@transaction.atomic
def change_result(*, by: User, result: Result, **changes: Any) -> Result:
    """Correct a result. Raises NotAllowed, Conflict, BadInput."""
    draft = Result(**{field.attname: getattr(result, field.attname) for field in Result._meta.concrete_fields})
    for name, value in changes.items():
        setattr(draft, name, value)
    _check_result(draft)
    return rewrite(result, by=by, action="change_result", changes=changes)


def _check_promise(promise: Promise) -> None:
    if promise.status != "open" and promise.decided_on is None:
        raise BadInput("no_day", "Say when it was clear how the promise went.", field="decided_on")
    if promise.status == "open" and promise.signed_off_on is not None:
        raise BadInput("still_open", "An open promise cannot be signed off. Say how it went.", field="status")
    if promise.promised_on and promise.due_on and promise.due_on < promise.promised_on:
        raise BadInput("due_before", "It is due before it was promised. Check both days.", field="due_on")
    not_later_than_today(promise.promised_on, "promised_on", "The day of the promise")
    not_later_than_today(promise.decided_on, "decided_on", "The day it was clear")
    _check_signature(promise)


def _check_result(result: Result) -> None:
    not_later_than_today(result.reached_on, "reached_on", "The day it was reached")
    _check_signature(result)


def _check_signature(entry: Promise | Result) -> None:
    not_later_than_today(entry.signed_off_on, "signed_off_on", "The day it was signed off")
    if entry.signed_off_by and entry.signed_off_on is None:
        raise BadInput("no_day", "Say when the customer confirmed it.", field="signed_off_on")
