"""A colleague notes what somebody said they want: who heard it, when, where. The person has the last word on it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, NotFound
from vouch.domain.policy import Policy
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.people.goals.actions import check_notable, said
from vouch.program.people.goals.models import PersonalGoal
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact

MOST_NOTES = 10
"""Notes of one person: more than that nobody reads."""


@transaction.atomic
def note_goal(
    *,
    by: User,
    contact: Contact,
    kind: str,
    words: str,
    said_on: dt.date,
    where: str,
    policy: Policy,
    today: dt.date,
) -> PersonalGoal:
    """Note what somebody told this colleague.

    Raises NotAllowed; Conflict where the person wants no notes; BadInput with the field.
    """
    person = present(Contact, contact.pk, "account") or contact
    require(by, "note_goals", owner=_owner(person))
    check_notable(person)
    kind, text = said(kind, words, policy)
    place = " ".join(where.replace("\0", "").split())[:120]
    if len(place) < 3:
        raise BadInput(
            "no_place", "Say where they said it, like “our call on the rollout”: they read it.", field="where"
        )
    if said_on > today:
        raise BadInput("in_the_future", "That day has not come yet. Name the day they said it.", field="said_on")
    rows = PersonalGoal.objects.filter(contact_id__in=ids_of(person)).exclude(noted_by=None)
    if rows.count() >= MOST_NOTES:
        raise BadInput(
            "enough_notes", f"{MOST_NOTES} notes stand there already. Take back what is old first.", field="words"
        )
    row = PersonalGoal.objects.create(
        contact=person, kind=kind, words=text, noted_by=by, said_where=place, said_on=said_on, changed_at=timezone.now()
    )
    record(by=by, action="note_goal", kind="contact", object_id=person.pk, goal=row.pk)
    return row


@transaction.atomic
def take_note_back(*, by: User, contact: Contact, goal: int) -> None:
    """Take a note back, one's own or a colleague's. What the person said themselves only they take away.

    Raises NotAllowed; NotFound.
    """
    person = present(Contact, contact.pk, "account") or contact
    require(by, "note_goals", owner=_owner(person))
    row = PersonalGoal.objects.filter(pk=goal, contact_id__in=ids_of(person)).exclude(noted_by=None).first()
    if row is None:
        raise NotFound("no_such_goal", "This note is not there any more: the person may have made it their own.")
    row.delete()
    record(by=by, action="take_goal_note_back", kind="contact", object_id=person.pk, goal=goal)


def _owner(person: Contact) -> str:
    return (person.account.owner_id or "") if person.account else ""
