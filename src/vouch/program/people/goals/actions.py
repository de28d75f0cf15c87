"""Somebody says what they want for themselves, changes it, takes it away, or forbids notes of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.domain.goals import MOST_WORDS, plain
from vouch.domain.policy import Policy
from vouch.program.history.actions import record
from vouch.program.people.goals.models import NoNotes, PersonalGoal
from vouch.program.people.goals.queries import may_be_noted
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact

MOST = 5
"""Goals that one person says: more would be a list, and no goal."""


@transaction.atomic
def state_goal(
    *, contact: Contact, kind: str, words: str, policy: Policy, today: dt.date, door: str = "portal"
) -> PersonalGoal:
    """They say what they want. Of a kind that says enough, `words` may be empty: the kind's own stand for them then.

    Raises BadInput with the field; Conflict where they have said MOST already.
    """
    kind, words = said(kind, words, policy)
    if PersonalGoal.objects.filter(contact_id__in=ids_of(contact), noted_by=None).count() >= MOST:
        raise Conflict("enough_goals", f"You have said {MOST} already. Take one away first, or change one.")
    now = timezone.now()
    row = PersonalGoal.objects.create(contact=contact, kind=kind, words=words, said_on=today, changed_at=now)
    record(by=None, door=door, action="state_goal", kind="contact", object_id=contact.pk, goal=row.pk)
    return row


@transaction.atomic
def change_goal(
    *, contact: Contact, goal: int, kind: str, words: str, policy: Policy, today: dt.date, door: str = "portal"
) -> PersonalGoal:
    """They put it differently. What a colleague had noted is their own word from then on.

    Raises NotFound for what is not theirs; BadInput with the field.
    """
    row = _theirs(contact, goal)
    row.kind, row.words = said(kind, words, policy)
    noted = row.noted_by_id is not None
    row.noted_by, row.said_where, row.said_on, row.changed_at = None, "", today, timezone.now()
    row.save()
    action = "correct_goal" if noted else "change_goal"
    record(by=None, door=door, action=action, kind="contact", object_id=contact.pk, goal=row.pk)
    return row


@transaction.atomic
def remove_goal(*, contact: Contact, goal: int, door: str = "portal") -> None:
    """They take it away, whoever wrote it. Raises NotFound for what is not theirs."""
    row = _theirs(contact, goal)
    key = row.pk
    row.delete()
    record(by=None, door=door, action="remove_goal", kind="contact", object_id=contact.pk, goal=key)


@transaction.atomic
def forbid_notes(*, contact: Contact, door: str = "portal") -> None:
    """They forbid notes of what they want (GDPR Art. 21): those that are there go. Their own word stays."""
    ids = ids_of(contact)
    PersonalGoal.objects.filter(contact_id__in=ids).exclude(noted_by=None).delete()
    NoNotes.objects.get_or_create(pk=contact.pk, defaults={"since": timezone.now()})
    record(by=None, door=door, action="forbid_goal_notes", kind="contact", object_id=contact.pk)


@transaction.atomic
def allow_notes(*, contact: Contact, door: str = "portal") -> None:
    """They take that back; what was deleted stays deleted."""
    if NoNotes.objects.filter(pk__in=ids_of(contact)).delete()[0]:
        record(by=None, door=door, action="allow_goal_notes", kind="contact", object_id=contact.pk)


def forget_goals(contact: Contact) -> int:
    """Delete every goal of somebody who leaves the programme, in the transaction of the caller; returns how many."""
    return PersonalGoal.objects.filter(contact_id__in=ids_of(contact)).delete()[0]


def said(kind: str, words: str, policy: Policy) -> tuple[str, str]:
    """The kind and the words as they are kept. Raises BadInput with the field."""
    known = policy.goals.get(kind)
    if known is None:
        raise BadInput("no_such_kind", "Choose what kind of goal it is; “something else” is one, too.", field="kind")
    text = plain(words)
    if len(text) > MOST_WORDS:
        raise BadInput(
            "too_long", f"These are {len(text)} letters; at most {MOST_WORDS} fit into a letter.", field="words"
        )
    if len(text) < 3 and (text or not known.served_by):
        raise BadInput("no_words", "Say it in a few words of your own.", field="words")
    return kind, text or plain(known.words)


def check_notable(contact: Contact) -> None:
    """Go on only where notes may be taken of this person. Raises Conflict."""
    if not may_be_noted(contact.pk):
        raise Conflict(
            "no_notes",
            f"{contact.name or 'They'} asked that nobody notes what they want. Only they can change that; they can "
            "say it themselves at any time.",
        )


def _theirs(contact: Contact, goal: int) -> PersonalGoal:
    row = PersonalGoal.objects.select_for_update().filter(pk=goal, contact_id__in=ids_of(contact)).first()
    if row is None:
        raise NotFound("no_such_goal", "This goal is not there any more. Look at the page again.")
    return row
