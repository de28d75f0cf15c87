"""How does a contact become a member, and leave again?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.program.history.actions import record
from vouch.program.members.actions.visiting import end_all
from vouch.program.members.models import Member
from vouch.program.members.terms import TERMS
from vouch.program.people.goals.actions import forget_goals, state_goal
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact


@transaction.atomic
def join(*, contact: Contact, terms: str) -> Member:
    """They join under these terms; who is a member already agrees to them anew.

    Raises Conflict where the terms have changed since they were read.
    """
    if terms != TERMS:
        raise Conflict("terms_changed", "The terms have changed since you opened them. Read them once more.")
    now = timezone.now()
    still = _own_row(contact)
    begun = {"joined_at": still.joined_at, "answers": still.answers} if still is not None else {"joined_at": now}
    Member.objects.get_or_create(pk=contact.pk, defaults={"terms": TERMS, **begun})
    row = Member.objects.select_for_update().get(pk=contact.pk)
    if row.left_at is not None:
        row.joined_at, row.left_at = now, None
    row.terms = TERMS
    row.save(update_fields=["joined_at", "left_at", "terms"])
    record(by=None, door="portal", action="join", kind="contact", object_id=contact.pk, terms=TERMS)
    return row


@transaction.atomic
def answer_questions(*, contact: Contact, policy: Policy, **answers: str) -> Member:
    """Keep what they said on joining; an empty answer is one not given, and takes an earlier one back.

    Raises Conflict for somebody who has not joined, BadInput for an answer that is not among those offered.
    """
    row = _own_row(contact)
    if row is None or row.left_at is not None:
        raise Conflict("not_joined", "You have not joined yet. Join first, then tell us what you like.")
    for question, answer in answers.items():
        asked = policy.personality.questions.get(question)
        if asked is None or (answer and answer not in asked.options):
            raise BadInput("no_such_answer", "Choose one of the answers, or none.", field=question)
    row.answers = {name: answer for name, answer in {**row.answers, **answers}.items() if answer}
    row.save()
    record(by=None, door="portal", action="answer_questions", kind="contact", object_id=contact.pk)
    return row


@transaction.atomic
def say_on_joining(
    *,
    contact: Contact,
    answers: Mapping[str, str],
    goal_kind: str = "",
    goal_words: str = "",
    policy: Policy,
    today: dt.date,
) -> Member:
    """Keep their answers, and what they want for themselves where they say it. All of it, or nothing.

    Raises Conflict, BadInput like `answer_questions` and `state_goal`.
    """
    row = answer_questions(contact=contact, policy=policy, **answers)
    if goal_kind or goal_words.strip():
        state_goal(contact=contact, kind=goal_kind, words=goal_words, policy=policy, today=today)
    return row


@transaction.atomic
def leave(*, contact: Contact) -> None:
    """They leave the programme: a member no more, what they said on joining and what they want is gone, signed out
    everywhere.
    """
    Member.objects.filter(pk__in=ids_of(contact), left_at=None).update(left_at=timezone.now(), answers={})
    forget_goals(contact)
    record(by=None, door="portal", action="leave", kind="contact", object_id=contact.pk)
    end_all(contact=contact)


def _own_row(contact: Contact) -> Member | None:
    """The row under their present id; where they joined under another record, a copy of that, not yet kept."""
    rows = {row.pk: row for row in Member.objects.select_for_update().filter(pk__in=ids_of(contact))}
    own = rows.pop(contact.pk, None)
    if own is not None and own.left_at is None:
        return own
    still = next((row for _, row in sorted(rows.items()) if row.left_at is None), None)
    if still is None:
        return own
    return Member(contact=contact, terms=still.terms, answers=still.answers, joined_at=still.joined_at)
