"""Everything staff entered about one customer, each with its author: one question for all kinds of entry."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from vouch.program.people.carrying import ENTRIES
from vouch.program.people.models import Nominated, Nomination

_WORDS = {
    "promises": "text",
    "results": "text",
    "sentiment": "rating",
    "nominations": "why",
    "acts": "activity_type",
    "roles": "role",
    "contacts": "name",
}


@dataclass(frozen=True)
class Entered:
    """One entry: `fact` is the table it becomes a row of, `words` what it says. `carried`: the facts have it."""

    fact: str
    key: str
    at: dt.datetime
    words: str
    contact: str
    author: str
    withdrawn_at: dt.datetime | None
    carried: bool


def entered(*, account: str = "", contact: str = "", limit: int = 100) -> list[Entered]:
    """What staff entered about an account or a person, newest first, withdrawn entries included."""
    parts = []
    for model in ENTRIES:
        rows = model._default_manager.filter(**({"contact_id": contact} if contact else {"account_id": account}))
        if model is Nomination:  # a draft is its author's alone
            drafts = Nomination.objects.filter(state=Nominated.DRAFT)
            rows = rows.exclude(pk__in=drafts.values("pk"))
        text = Cast(_WORDS[model.fact], CharField())
        parts.append(
            rows.annotate(
                of_fact=Value(model.fact, CharField()),
                of_words=text,
                of_author=Coalesce(NullIf("author__name", Value("")), F("author__email"), output_field=CharField()),
            ).values_list(
                *("of_fact", "key", "created_at", "of_words", "contact_id", "of_author", "withdrawn_at", "carried"),
                "version",
            )
        )
    found = parts[0].union(*parts[1:], all=True).order_by("-created_at", "key")[:limit]
    return [
        Entered(fact, key, at, words or "", whose or "", author, gone, carried == version)
        for fact, key, at, words, whose, author, gone, carried, version in found
    ]
