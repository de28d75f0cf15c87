"""How is somebody put forward, and who says yes or no to that? Never the colleague who put them forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict, NotAllowed, NotFound
from vouch.domain.personalities import Personality
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.outbox import actions as outbox
from vouch.program.people.actions.entries import not_later_than_today, rewrite, write
from vouch.program.people.letters import decided, key_of
from vouch.program.people.models import DECIDED, Account, Contact, Nominated, Nomination, Relation
from vouch.program.people.personality.queries import own_word

WORDS_AT_LEAST = 15
"""A reason of fewer letters says nothing that somebody else could judge by."""


@transaction.atomic
def nominate(
    *,
    by: User,
    nominated_on: dt.date,
    why: str,
    account: Account | None = None,
    contact: Contact | None = None,
    team: str = "",
    traits: Collection[str] = (),
    personality: str = "",
    relation: str = "",
    relation_words: str = "",
    draft: bool = False,
) -> Nomination:
    """Put a customer forward, with what speaks for it. It counts once somebody else has approved it.

    `relation`: what the two are to each other beyond work. A draft is its author's alone, and may lack a reason.

    Raises NotAllowed, or BadInput with the field.
    """
    not_later_than_today(nominated_on, "nominated_on", "That day")
    entry = Nomination(
        account=account,
        contact=contact,
        team=team.strip(),
        why=why.strip(),
        nominated_on=nominated_on,
        traits=list(dict.fromkeys(traits)),
        personality=personality,
        relation=relation,
        relation_words=relation_words.strip(),
        state=Nominated.DRAFT if draft else Nominated.NEW,
    )
    _sensible(entry)
    return write(entry, by=by, action="nominate", contact=contact.pk if contact else None, state=entry.state)


@transaction.atomic
def change_nomination(*, by: User, nomination: Nomination, **changes: Any) -> Nomination:
    """Change one's own nomination while nobody has taken it up; `draft=False` sends a draft.

    Raises NotAllowed; NotFound; Conflict once it was taken up; BadInput with the field.
    """
    nomination = _locked(nomination)
    if nomination.author_id != by.pk:
        raise NotAllowed("not_yours", f"{nomination.author} wrote this nomination, and alone may change it.")
    if nomination.state not in (Nominated.DRAFT, Nominated.NEW):
        raise Conflict("taken_up", "Somebody took this nomination up already. Take it back, and write it anew.")
    draft = changes.pop("draft", nomination.state == Nominated.DRAFT)
    changes["state"] = Nominated.DRAFT if draft and nomination.state == Nominated.DRAFT else Nominated.NEW
    for name in ("why", "team", "relation_words"):
        if name in changes:
            changes[name] = changes[name].strip()
    _sensible(Nomination(**{name: changes.get(name, getattr(nomination, name)) for name in _TOLD}))
    return rewrite(nomination, by=by, action="change_nomination", changes=changes)


_TOLD = ("state", "why", "personality", "relation", "relation_words", "contact_id", "author_id")


@transaction.atomic
def take_up(*, by: User, nomination: Nomination) -> Nomination:
    """Say that one looks into it. Raises NotAllowed; NotFound; Conflict where it does not wait."""
    return _decide(by, nomination, Nominated.IN_PROGRESS, "take_up_nomination", "")


@transaction.atomic
def approve(*, by: User, nomination: Nomination, because: str = "", page: str = "") -> Nomination:
    """Say yes: it becomes a fact with the next placing. Its author is mailed where `page` says where it stands.

    Raises NotAllowed; NotFound; Conflict where it does not wait.
    """
    return _decide(by, nomination, Nominated.APPROVED, "approve_nomination", because, page)


@transaction.atomic
def not_approve(*, by: User, nomination: Nomination, because: str, page: str = "") -> Nomination:
    """Say no, and why: the colleague reads it. It is never held against the customer, nor against the colleague.
    They are mailed where `page` says where it stands.

    Raises NotAllowed; NotFound; Conflict where it does not wait; BadInput without a reason.
    """
    if len(because.strip()) < WORDS_AT_LEAST:
        raise BadInput(
            "no_reason",
            f"Say in a sentence why not: {nomination.author} reads it, and learns from it.",
            field="because",
        )
    return _decide(by, nomination, Nominated.NOT_APPROVED, "not_approve_nomination", because, page)


@transaction.atomic
def reopen(*, by: User, nomination: Nomination) -> Nomination:
    """Take a yes or no back, and look again; a mail about it that has not left never does.

    Raises NotAllowed; NotFound; Conflict where nothing was decided.
    """
    nomination = _locked(nomination)
    if nomination.state not in DECIDED:
        raise Conflict("not_decided", "Nothing was decided about this nomination yet.")
    outbox.take_back(key_of(nomination))
    return _moved(by, nomination, Nominated.IN_PROGRESS, "reopen_nomination", "")


def _decide(
    by: User, nomination: Nomination, state: Nominated, action: str, because: str, page: str = ""
) -> Nomination:
    nomination = _locked(nomination)
    if nomination.withdrawn_at or nomination.state not in (Nominated.NEW, Nominated.IN_PROGRESS):
        raise Conflict(
            "does_not_wait",
            "This nomination does not wait for an answer: it is a draft, was taken back, or has one already.",
        )
    found = _moved(by, nomination, state, action, because)
    if page and found.author.is_active and found.author.email:
        outbox.write(decided(found, page=page), key=key_of(found))
    return found


def _moved(by: User, nomination: Nomination, state: Nominated, action: str, because: str) -> Nomination:
    require(by, "approve_nominations")
    if nomination.author_id == by.pk:
        raise NotAllowed(
            "their_own",
            "Nobody decides about a nomination of their own. Another programme manager or administrator may.",
        )
    nomination.state, nomination.decided_by, nomination.decided_at = state, by, timezone.now()
    nomination.because = because.strip()[:1000]
    nomination.version += 1
    nomination.changed_at = nomination.decided_at
    nomination.save()
    record(by=by, action=action, kind="nomination", object_id=nomination.key, account=nomination.account_id)
    return nomination


def _locked(nomination: Nomination) -> Nomination:
    found = Nomination.objects.select_for_update().filter(pk=nomination.pk).first()
    if found is None:
        raise NotFound("no_such_entry", "There is no such nomination.")
    return found


def _objected(contact: str | None) -> bool:
    word = own_word(contact) if contact else None
    return word is not None and word.objected_at is not None


def _sensible(entry: Nomination) -> None:
    if entry.personality and entry.personality not in set(Personality):
        raise BadInput("bad_field", f"A personality is one of {', '.join(Personality)}.", field="personality")
    if entry.personality and _objected(entry.contact_id):
        raise BadInput(
            "objected",
            "They asked that nobody here thinks up what kind of person they are. Leave this open; only they can change "
            "that.",
            field="personality",
        )
    tied = entry.relation not in (Relation.NOT_SAID, Relation.WORK)
    if tied and not entry.relation_words:
        raise BadInput(
            "say_how",
            "Say in a few words how you know each other: whoever approves it reads that.",
            field="relation_words",
        )
    if entry.state == Nominated.DRAFT:
        return
    if len(entry.why) < WORDS_AT_LEAST:
        raise BadInput(
            "no_reason", "Say in a sentence what you saw or heard that speaks for it: somebody else decides by it.",
            field="why",
        )  # fmt: skip
    if not entry.relation and entry.contact_id:
        raise BadInput(
            "not_declared", "Say what you are to each other beyond work; “only work” is an answer.", field="relation"
        )
