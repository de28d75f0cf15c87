"""Is there room for one more open ask of this account, and of this person? Two unique constraints decide a race."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction

from vouch.domain.errors import Conflict, Fault
from vouch.program.asks.models import Ask
from vouch.program.asks.states import OPEN, Origin
from vouch.program.people.identity.queries import ids_of


def create_in_slot(most: int, **fields: Any) -> Ask:
    """Keep a new open ask in the account's first free place of `most`.

    Raises Conflict where the person was asked by somebody else a moment before (`asked_already`, saying by whom and
    when), or where the last place went (`account_busy`).
    """
    at, whose = ids_of(fields["account"]), ids_of(fields["contact"])
    for _ in range(most + 1):
        refuse_another(whose)
        taken = list(_open().filter(account__in=at).values_list("slot", flat=True))
        free = next((slot for slot in range(most) if slot not in taken), None)
        if free is None or len(taken) >= most:
            break
        try:
            with transaction.atomic():
                return Ask.objects.create(slot=free, **fields)
        except IntegrityError:
            continue  # somebody was quicker: the same person, or only the same place?
    refuse_another(whose)
    company = fields["account"].name
    raise Conflict(
        "account_busy",
        f"{company} has as many open asks as it may have at one time ({most}). An answer to one of them, or taking one "
        "back, makes room.",
    )


def refuse_another(whose: Collection[str], *, but: str = "") -> None:
    """Go on only if nothing is open of the person with these ids. Raises Conflict `asked_already`.

    The constraint is on one id: this counts what was asked under the ids of records that became one with theirs.
    """
    theirs = _open().filter(contact__in=whose).exclude(pk=but).select_related("proposed_by", "contact").first()
    if theirs is not None:
        raise asked_already(theirs)


def asked_already(theirs: Ask) -> Conflict:
    """The refusal for the second of two who ask one person."""
    who = theirs.proposed_by or "somebody"
    when = f"{theirs.proposed_at:%-d %b %Y at %H:%M} UTC"
    name = theirs.contact.name or theirs.contact.email
    return Conflict(
        "asked_already",
        f"{name} is being asked already: {who} proposed something on {when}. An answer, or taking it back, makes room.",
        ask=theirs.pk,
        by=theirs.proposed_by_id,
    )


def _open() -> Any:
    if not transaction.get_connection().in_atomic_block:
        raise Fault("a place was to be taken outside a transaction")
    return Ask.objects.filter(state__in=OPEN).exclude(origin=Origin.OUTSIDE)
