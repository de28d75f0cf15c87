"""What is given: planned, assigned, done, dropped; and what followed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.program.asks.models import Give
from vouch.program.asks.states import GiveKind, GiveState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.people.identity.queries import present
from vouch.program.people.models import Account, Contact


@transaction.atomic
def plan_give(
    *,
    by: User,
    account: Account,
    contact: Contact | None = None,
    kind: str,
    do: str,
    gives: str = "",
    stage: str = "",
    role: str = "",
    assigned_to: User | None = None,
    due_on: dt.date | None = None,
) -> Give:
    """Plan something to give: what is done (`do`), what they have of it (`gives`), by whom, by when.

    Raises NotAllowed; BadInput with the field.
    """
    account = present(Account, account.pk) or account
    contact = present(Contact, contact.pk) or contact if contact is not None else None
    require(by, "plan_gives", owner=account.owner_id or "")
    if kind not in GiveKind.values:
        raise BadInput("bad_kind", f"A give is one of {', '.join(GiveKind.values)}.", field="kind")
    if contact is not None and contact.account_id != account.pk:
        raise BadInput("works_elsewhere", "This person does not work for this customer.", field="contact")
    if assigned_to is not None and not assigned_to.is_active:
        raise BadInput("gone", f"{assigned_to} does not work here any more.", field="assigned_to")
    now = timezone.now()
    give = Give.objects.create(
        account=account,
        contact=contact,
        kind=kind,
        do=_words("do", do, 300, needed=True),
        gives=_words("gives", gives, 200),
        stage=stage[:20],
        role=role[:32],
        assigned_to=assigned_to,
        due_on=due_on,
        author=by,
        created_at=now,
        changed_at=now,
    )
    record(by=by, action="plan_give", kind="give", object_id=give.pk, account=account.pk, of=kind)
    return give


@transaction.atomic
def do_give(*, by: User, give: Give, done_on: dt.date, followed: str = "") -> Give:
    """Say that it was done, and what followed where something has. Raises NotAllowed; BadInput; Conflict."""
    if done_on > (timezone.now() + dt.timedelta(days=1)).date():
        raise BadInput("in_the_future", "That day lies in the future. Say so once it was done.", field="done_on")
    return _end(by, give, GiveState.DONE, done_on=done_on, followed=_words("followed", followed, 500))


@transaction.atomic
def drop_give(*, by: User, give: Give) -> Give:
    """Let a planned give go. Raises NotAllowed; Conflict."""
    return _end(by, give, GiveState.DROPPED)


@transaction.atomic
def followed(*, by: User, give: Give, words: str) -> Give:
    """Write down what followed a give that was done. Raises NotAllowed; BadInput; Conflict."""
    give = _allowed(by, give)
    said = _words("words", words, 500)
    if not Give.objects.filter(pk=give.pk, state=GiveState.DONE).update(followed=said, changed_at=timezone.now()):
        raise Conflict("not_done", "Nothing can follow a give that was not done. Say first that it was.")
    record(by=by, action="give_followed", kind="give", object_id=give.pk)
    return _allowed(by, give)


def _end(by: User, give: Give, state: GiveState, **changes: object) -> Give:
    give = _allowed(by, give)
    now = timezone.now()
    count = Give.objects.filter(pk=give.pk, state=GiveState.PLANNED).update(state=state, changed_at=now, **changes)
    if not count:
        raise Conflict("not_planned", f"This give is {give.get_state_display()} already. Nothing was changed.")
    record(by=by, action=f"give_{state}", kind="give", object_id=give.pk)
    return _allowed(by, give)


def _allowed(by: User, give: Give) -> Give:
    found = Give.objects.select_related("account", "contact", "assigned_to").filter(pk=give.pk).first()
    if found is None:
        raise NotFound("no_such_give", "There is no such give. The person may have been erased.")
    # whoever it was assigned to may say that they did it, whichever account it is
    require(by, "plan_gives", owner=None if found.assigned_to_id == by.pk else found.account.owner_id or "")
    return found


def _words(field: str, text: str, most: int, *, needed: bool = False) -> str:
    plain = " ".join(text.replace("\0", "").split())
    if needed and not plain:
        raise BadInput("no_words", "Say in a few words what is given.", field=field)
    if len(plain) > most:
        raise BadInput("too_long", f"These are {len(plain)} letters; at most {most} are kept.", field=field)
    return plain
