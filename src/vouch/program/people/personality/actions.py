"""Somebody says what they are, or objects; a colleague says what they believe; what follows is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.personalities import Personality
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact, Nomination
from vouch.program.people.personality.models import Belief, Guess, OwnWord, Prevalence
from vouch.program.people.personality.queries import own_word
from vouch.program.people.writing import replace_all

_COLUMNS = ("contact", "known", "leads", "second", "shares", "kinds", "reasons", "would_tell", "computed_on", "policy")


@transaction.atomic
def say_of_oneself(*, contact: Contact, personality: str, door: str = "portal") -> OwnWord:
    """They say which personality they are; an empty one takes it back. It is final: nothing inferred changes it.

    Raises BadInput for what is none of the four. Who had objected, and now says it themselves, objects no more.
    """
    if personality and personality not in {one.value for one in Personality}:
        raise BadInput("no_such_personality", "Choose one of the four, or none.", field="personality")
    row = _word(contact, personality=personality, objected_at=None)
    record(by=None, door=door, action="say_personality", kind="contact", object_id=contact.pk)
    return row


@transaction.atomic
def object_to_profiling(*, contact: Contact, door: str = "portal") -> OwnWord:
    """They object (GDPR Art. 21): nothing is inferred any more, and what was inferred or guessed is deleted."""
    ids = ids_of(contact)
    Belief.objects.filter(pk__in=ids).delete()
    Guess.objects.filter(contact_id__in=ids).delete()
    Nomination.objects.filter(contact_id__in=ids).update(personality="")
    row = _word(contact, personality="", objected_at=timezone.now())
    record(by=None, door=door, action="object_to_profiling", kind="contact", object_id=contact.pk)
    return row


@transaction.atomic
def object_no_more(*, contact: Contact, door: str = "portal") -> None:
    """They take the objection back; what was deleted stays deleted."""
    if OwnWord.objects.filter(pk__in=ids_of(contact)).exclude(objected_at=None).delete()[0]:
        record(by=None, door=door, action="object_no_more", kind="contact", object_id=contact.pk)


@transaction.atomic
def guess(*, by: User, contact: Contact, personality: str, words: str = "") -> Guess | None:
    """A colleague says what they believe of somebody; an empty personality takes it back.

    Raises NotAllowed; Conflict where the person objected; BadInput for what is none of the four.
    """
    person = present(Contact, contact.pk, "account") or contact
    require(by, "guess_personality", owner=(person.account.owner_id or "") if person.account else "")
    said = own_word(person.pk)
    if said is not None and said.objected_at is not None:
        raise Conflict(
            "objected", f"{person.name or 'They'} asked that nothing of this kind be kept. Only they can change that."
        )
    if personality and personality not in {one.value for one in Personality}:
        raise BadInput("no_such_personality", "Choose one of the four, or none.", field="personality")
    rows = Guess.objects.filter(contact_id__in=ids_of(person), author=by)
    if not personality:
        if rows.delete()[0]:
            record(by=by, action="take_guess_back", kind="contact", object_id=person.pk)
        return None
    rows.exclude(contact_id=person.pk).delete()
    told = {"personality": personality, "words": words.strip()[:300], "said_at": timezone.now()}
    row, _new = Guess.objects.update_or_create(contact_id=person.pk, author=by, defaults=told)
    record(by=by, action="guess_personality", kind="contact", object_id=person.pk)
    return row


@transaction.atomic
def publish(
    *,
    rows: Iterable[Mapping[str, Any]],
    told: Mapping[str, Any],
    policy: str,
    today: date,
    only: Contact | None = None,
    door: str = "worker",
) -> int:
    """Make these the beliefs there are (of `only` this person: theirs alone), and this the count. Returns how many.

    Who is not there any more, or objected meanwhile, is left out.
    """
    objected = set(OwnWord.objects.exclude(objected_at=None).values_list("pk", flat=True))
    there = Contact.objects.values_list("pk", flat=True)
    known = set(there.filter(pk=only.pk) if only is not None else there) - objected
    plain = (
        tuple({**row, "computed_on": today, "policy": policy}[name] for name in _COLUMNS)
        for row in rows
        if row["contact"] in known
    )
    if only is not None:
        Belief.objects.filter(pk__in=ids_of(only)).delete()
        made = [Belief(**dict(zip(("contact_id", *_COLUMNS[1:]), row, strict=True))) for row in plain]
        count = len(Belief.objects.bulk_create(made))
    else:
        count = replace_all(Belief, _COLUMNS, plain)
        record(by=None, door=door, action="publish_personalities", kind="people", object_id="all", rows=count)
    Prevalence.objects.all().delete()
    Prevalence.objects.create(computed_on=today, policy=policy, told=dict(told))
    return count


def _word(contact: Contact, **said: Any) -> OwnWord:
    """Their one row, under the id they go by now; what stood under an older one is taken over by it."""
    OwnWord.objects.filter(pk__in=ids_of(contact)).exclude(pk=contact.pk).delete()
    row, _new = OwnWord.objects.update_or_create(pk=contact.pk, defaults={**said, "changed_at": timezone.now()})
    return row
