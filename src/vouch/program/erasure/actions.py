"""What becomes of a person's rows? Theirs go; where others wrote of them, the words go and the rest stays.

The lake forgets its facts by itself (`vouch.lake.erasure`); which text names the person is decided there too, and
handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.erasure.sessions import forget_in_sessions, names_within
from vouch.program.erasure.settled import every_id, forget_settled
from vouch.program.erasure.theirs import GONE, forget_theirs
from vouch.program.findings.actions import forget as forget_placements
from vouch.program.history.actions import record
from vouch.program.history.models import Change
from vouch.program.people.carrying import ENTRIES
from vouch.program.people.models import Confirmation, Contact, Owner, Person
from vouch.program.people.naming import forget_words
from vouch.program.people.writing import alone

_KEPT = (User, Owner, Change)
"""Colleagues, here and in the CRM, are somebody else even where they are called the same; the history has no names."""


@dataclass(frozen=True, kw_only=True)
class Forgotten:
    """How many rows went, and how many texts lost their words."""

    rows: int
    texts: int


@transaction.atomic
def forget(
    *,
    by: User | None,
    contacts: Collection[str],
    emails: Collection[str],
    names: Callable[[str], bool],
    door: str = "",
) -> Forgotten:
    """Forget the person with these internal ids and addresses; `names` says whether a text names them.

    Their contact and placement, the entries about them, the mails to them, what they were asked and given, what they
    agreed to and their membership are deleted. What their company allowed stays. Questions they were asked
    stay as questions to nobody. Any other text that names them, also one that waits in a session, is blanked: a
    promise keeps its day, a note its colour. Call `wipe` afterwards, outside the transaction. Forgetting again
    completes what was left.

    Raises NotAllowed.
    """
    require(by, "erase_people")
    alone()
    addresses = {email.strip().lower() for email in emails if email.strip()}
    ids = every_id(contacts)
    rows = sum(model._default_manager.filter(contact_id__in=ids).delete()[0] for model in ENTRIES)
    rows += forget_settled(ids, addresses, names)
    rows += Person.objects.filter(email__in=addresses).delete()[0]
    rows += _named_people(names)
    rows += forget_theirs(ids, addresses)
    rows += forget_placements(contacts)
    rows += _contacts(contacts)
    asked = Confirmation.objects.filter(contact__in=ids) | Confirmation.objects.filter(to_email__in=addresses)
    asked.filter(answered_at=None).update(expires_at=timezone.now())
    texts = asked.update(to_name="", to_email="", words="", contact="")
    texts += sum(_blank(model, names) for model in apps.get_app_config("program").get_models() if model not in _KEPT)
    texts += forget_in_sessions(names)
    for pk in sorted(contacts):
        record(by=by, door=door, action="erase_person", kind="contact", object_id=pk, rows=rows, texts=texts)
    return Forgotten(rows=rows, texts=texts)


def _contacts(contacts: Collection[str]) -> int:
    rows = Contact._base_manager.filter(Q(pk__in=contacts) | Q(stands_in__in=contacts))
    count = rows.count()
    rows._raw_delete(rows.db)
    forget_words(contacts)
    return count


def _named_people(names: Callable[[str], bool]) -> int:
    # one with an address of their own may be somebody else: they stay, without the name
    found = [pk for pk, name in Person.objects.filter(email="").values_list("pk", "name").iterator() if names(name)]
    return Person.objects.filter(pk__in=found).delete()[0]


def _blank(model: type[models.Model], names: Callable[[str], bool]) -> int:
    """Blank every text of a table that names the person. Returns how many."""
    fields = [field for field in model._meta.concrete_fields if _is_text(field)]
    if not fields:
        return 0
    count = 0
    columns = [field.attname for field in fields]
    for pk, *texts in model._base_manager.values_list("pk", *columns).iterator(chunk_size=2000):
        changes = {
            field.attname: _instead(field, value, names)
            for field, value in zip(fields, texts, strict=True)
            if names_within(value, names)
        }
        if changes:
            model._base_manager.filter(pk=pk).update(**changes)
            count += len(changes)
    return count


def _is_text(field: models.Field[Any, Any]) -> bool:
    is_words = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return is_words and not field.primary_key and not field.choices and not field.is_relation


def _instead(field: models.Field[Any, Any], value: Any, names: Callable[[str], bool]) -> Any:
    if isinstance(field, models.JSONField):
        return _blanked(value, names)
    return "" if isinstance(field, models.EmailField) else GONE[: field.max_length]


def _blanked(value: Any, names: Callable[[str], bool]) -> Any:
    if isinstance(value, str):
        return GONE if names(value) else value
    if isinstance(value, dict):
        return {GONE if names(key) else key: _blanked(part, names) for key, part in value.items()}
    return [_blanked(part, names) for part in value] if isinstance(value, list) else value
