"""How are acts, roles and people that no export names written down?"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.errors import BadInput
from vouch.program.colleagues.models import User
from vouch.program.people.actions.entries import not_later_than_today, write
from vouch.program.people.models import Account, Act, Contact, Person, Role


@transaction.atomic
def enter_act(
    *,
    by: User,
    activity_type: str,
    done_at: dt.datetime,
    account: Account | None = None,
    contact: Contact | None = None,
    prompted: str = "",
    reward_announced: str = "",
    quality: float | None = None,
    completed: bool = True,
    text: str = "",
) -> Act:
    """Write down what a customer did for others to see or hear. `quality` is 0 to 1.

    Raises NotAllowed, or BadInput with the field.
    """
    not_later_than_today(done_at, "done_at", "That day")
    if quality is not None and not 0 <= quality <= 1:
        raise BadInput("quality", "Quality is a number from 0 to 1.", field="quality")
    entry = Act(
        account=account,
        contact=contact,
        activity_type=activity_type,
        done_at=done_at,
        prompted=prompted,
        reward_announced=reward_announced.strip(),
        quality=quality,
        completed=completed,
        text=text.strip(),
    )
    return write(entry, by=by, action="enter_act", contact=contact.pk if contact else None)


@transaction.atomic
def give_role(*, by: User, contact: Contact, role: str, from_on: dt.date, until_on: dt.date | None = None) -> Role:
    """Say which part somebody plays after the sale, since when and until when.

    Raises NotAllowed, or BadInput with the field.
    """
    if until_on is not None and until_on < from_on:
        raise BadInput("until_before", "The role ends before it begins. Check both days.", field="until_on")
    entry = Role(account_id=contact.account_id, contact=contact, role=role, from_on=from_on, until_on=until_on)
    return write(entry, by=by, action="give_role", contact=contact.pk, role=role)


@transaction.atomic
def add_person(*, by: User, account: Account, name: str, email: str = "", title: str = "") -> Person:
    """Add somebody whom no export names; the next run makes them a contact of the account.

    Raises NotAllowed, or BadInput with the field, also when the address belongs to somebody known already.
    """
    email = email.strip().lower()
    if email and Contact.objects.filter(email=email).exists():
        raise BadInput("known_already", f"Somebody with the address {email} is known already.", field="email")
    entry = Person(account=account, name=name.strip(), email=email, title=title.strip())
    return write(entry, by=by, action="add_person")
