"""What may be said of how these people like to take part, and on what does it rest?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vouch.domain.personalities import Known, Personality
from vouch.program.people.identity.queries import every_id, ids_of, with_heads
from vouch.program.people.models import Contact, Nominated, Nomination
from vouch.program.people.personality.models import Belief, Guess, OwnWord, Prevalence

_AT_ONCE = 5000
"""Ids of one statement: databases take only so many."""


@dataclass(frozen=True, kw_only=True)
class PersonalityNow:
    """What may be said of one person. `shown` is False where they objected: then it reads as unknown, everywhere.

    `reasons` are sentences, `signs` says of each whether it speaks for, against or neither, and `to_them`
    puts it to the person themselves. `leads` may be given where
    it is only *may be*: ask `known.counts` before anything rests on it.
    """

    known: Known = Known.UNKNOWN
    leads: Personality | None = None
    second: Personality | None = None
    reasons: Sequence[str] = ()
    signs: Sequence[str] = ()
    to_them: Sequence[str] = ()
    would_tell: Sequence[str] = ()
    kinds: Sequence[str] = ()
    shares: Mapping[Personality, float] = field(default_factory=dict)
    shown: bool = True

    @property
    def sure(self) -> Personality | None:
        """The personality that something may rest on; None where none may."""
        return self.leads if self.known.counts else None


UNKNOWN = PersonalityNow()
OBJECTED = PersonalityNow(shown=False)


def personalities(contacts: Collection[str]) -> dict[str, PersonalityNow]:
    """What may be said of each of these people, by the id they were asked by. Three statements for up to 5000.

    Whoever several records were joined to is one person: what they said under either stands.
    """
    everyone = Contact._base_manager.all()
    return {id_: now for part in _parts(contacts) for id_, now in _said_of(part, with_heads(everyone, part))}


def personality(contact: Contact | str) -> PersonalityNow:
    """The same of one person."""
    if isinstance(contact, str):
        return personalities([contact]).get(contact, UNKNOWN)
    rows = with_heads(Contact._base_manager.all(), [contact.stands_in_id]) if contact.stands_in_id else []
    return dict(_said_of([contact.pk], [contact, *rows])).get(contact.pk, UNKNOWN)


def every_known() -> dict[str, PersonalityNow]:
    """What may be said of everybody of whom something may be said."""
    ids = {*Belief.objects.values_list("pk", flat=True), *own_words()}
    return {id_: now for id_, now in personalities(ids).items() if now.known is not Known.UNKNOWN}


def every_sure() -> dict[str, Personality]:
    """The personality of everybody of whom one may be rested on, by the id they go by now. Three narrow statements."""
    believed = Belief.objects.exclude(leads="").exclude(known=Known.STATED.value).values_list("pk", "known", "leads")
    found = {pk: Personality(leads) for pk, known, leads in believed.iterator(20_000) if Known(known).counts}
    said: dict[str, list[OwnWord]] = {}
    words = list(OwnWord.objects.all())
    now = _goes_by([word.contact_id for word in words])
    for word in words:
        said.setdefault(now.get(word.contact_id, word.contact_id), []).append(word)
    for pk, own in said.items():
        says = _now(own, None)
        if says.sure is not None:
            found[pk] = says.sure
        elif not says.shown:
            found.pop(pk, None)
    return found


def own_words() -> dict[str, OwnWord]:
    """What everybody says of themselves, by the id they go by now; an objection before all else, then the latest."""
    found: dict[str, OwnWord] = {}
    now = _goes_by(OwnWord.objects.values_list("contact_id", flat=True))
    for row in OwnWord.objects.order_by("changed_at", "pk"):
        pk = now.get(row.contact_id, row.contact_id)
        if pk not in found or found[pk].objected_at is None or row.objected_at is not None:
            found[pk] = row
    return found


def own_word(contact: Contact | str) -> OwnWord | None:
    """What this person says of themselves."""
    rows = OwnWord.objects.filter(contact_id__in=every_id(Contact, contact))
    return max(rows, key=lambda row: (row.objected_at is not None, row.changed_at), default=None)


def guesses(contact: Contact | str) -> Sequence[Guess]:
    """What colleagues believe of this person, newest first."""
    rows = Guess.objects.select_related("author").filter(contact_id__in=every_id(Contact, contact))
    return list(rows.order_by("-said_at", "pk"))


@dataclass(frozen=True, kw_only=True)
class Believed:
    """What one of us believes of a person, by the id they go by now."""

    contact: str
    by: str
    says: Personality
    on: dt.date


def every_guess() -> list[Believed]:
    """What colleagues believe, oldest first: said on a person's page, or in a nomination approved since."""
    told = list(Guess.objects.values_list("contact_id", "author_id", "personality", "said_at"))
    put_forward = Nomination.objects.filter(withdrawn_at=None, state=Nominated.APPROVED).exclude(personality="")
    told += put_forward.exclude(contact=None).values_list("contact_id", "author_id", "personality", "created_at")
    now = _goes_by([contact for contact, _by, _says, _at in told])
    found = [
        Believed(contact=now.get(contact, contact), by=str(by), says=Personality(says), on=at.date())
        for contact, by, says, at in told
    ]
    return sorted(found, key=lambda one: (one.on, one.contact, one.by))


def prevalence() -> Prevalence | None:
    """The last count; None before the first."""
    return Prevalence.objects.order_by("-pk").first()


def _said_of(contacts: Collection[str], rows: Collection[Contact]) -> Iterator[tuple[str, PersonalityNow]]:
    """Of each of these ids; `rows` are theirs, and of whoever they stand in."""
    ids = {row.pk: ids_of(row) for row in rows}
    every = {id_ for own in ids.values() for id_ in own}
    said: dict[str, list[OwnWord]] = {}
    for word in OwnWord.objects.filter(pk__in=every):
        said.setdefault(word.pk, []).append(word)
    beliefs = {row.pk: row for row in Belief.objects.filter(pk__in=ids)}
    by_id = {row.pk: row for row in rows}
    for id_ in contacts:
        row = by_id.get(id_)
        head = (row.stands_in_id or id_) if row is not None else id_
        words = [word for one in {id_, *ids.get(head, ())} for word in said.get(one, ())]
        yield id_, _now(words, beliefs.get(head))


def _now(words: Sequence[OwnWord], belief: Belief | None) -> PersonalityNow:
    if any(word.objected_at is not None for word in words):
        return OBJECTED
    own = max((word for word in words if word.personality), key=lambda word: word.changed_at, default=None)
    if own is not None:
        return PersonalityNow(
            known=Known.STATED,
            leads=Personality(own.personality),
            reasons=("They said so themselves.",),
            signs=("for",),
            to_them=("You said so yourself.",),
            shares={one: float(one.value == own.personality) for one in Personality},
        )
    if belief is None:
        return UNKNOWN
    if belief.known == Known.STATED:  # they took it back, and what follows is not worked out yet
        return UNKNOWN
    return PersonalityNow(
        known=Known(belief.known),
        leads=Personality(belief.leads) if belief.leads else None,
        second=Personality(belief.second) if belief.second else None,
        reasons=[words for _sign, words, _to_them in belief.reasons],
        signs=[sign for sign, _words, _to_them in belief.reasons],
        to_them=[to_them for _sign, _words, to_them in belief.reasons],
        would_tell=belief.would_tell,
        kinds=belief.kinds,
        shares={Personality(name): share for name, share in belief.shares.items()},
    )


def _goes_by(ids: Iterable[str]) -> dict[str, str]:
    """The id that each of these goes by now, of those who go by another."""
    wanted = set(ids)
    rows = Contact._base_manager.filter(pk__in=wanted).exclude(stands_in=None)
    return {pk: head for pk, head in rows.values_list("pk", "stands_in_id") if head is not None}


def _parts(ids: Collection[str]) -> Iterator[list[str]]:
    every = list(ids)
    return (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))
