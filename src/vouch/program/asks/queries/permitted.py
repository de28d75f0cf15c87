"""What do these companies allow now? Where two records are one company, the stricter of what was said under each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from vouch.domain.asking import Allowed, PermissionSaid
from vouch.program.consent.models import Permission
from vouch.program.consent.queries import among

Words = dict[str, PermissionSaid]
"""What was said under one id, by activity type; the key "" is for all."""
_STRICT = (Allowed.NEVER, Allowed.ASK_FIRST, Allowed.YES)


def permissions_now(where: Mapping[str, str], today: date) -> dict[str, Words]:
    """The words that nothing has ended, by account; `where` says which goes by an id now. One statement."""
    under: dict[str, dict[str, Words]] = {}
    rows = Permission.objects.select_related("said_by_contact").filter(among("account_id", where), ended_at=None)
    for row in rows.order_by("pk"):
        under.setdefault(where[row.account_id], {}).setdefault(row.account_id, {})[row.activity] = _word(row)
    return {account: _together(list(words.values()), today) for account, words in under.items()}


def _word(row: Permission) -> PermissionSaid:
    said = row.said_by_contact
    return PermissionSaid(
        activity=row.activity,
        allowed=Allowed(row.allowed),
        until=row.until,
        at_most=row.at_most,
        per_days=row.per_days,
        uses=frozenset(row.uses),
        territory=row.territory,
        said_by=row.said_by or (said.name or said.email if said else ""),
    )


def _together(under: Collection[Words], today: date) -> Words:
    """One company's words. A word on one activity type stands before that on everything only under its own id."""
    if len(under) == 1:
        return next(iter(under))
    found: Words = {}
    for activity in sorted({activity for words in under for activity in words}):
        said = [word for words in under if (word := _holds(words, activity, today)) is not None]
        if said:
            found[activity] = said[0]
            for word in said[1:]:
                found[activity] = _stricter(found[activity], word)
    return found


def _holds(words: Words, activity: str, today: date) -> PermissionSaid | None:
    both = (words.get(activity), words.get(""))
    return next((word for word in both if word is not None and (word.until is None or today <= word.until)), None)


def _stricter(one: PermissionSaid, other: PermissionSaid) -> PermissionSaid:
    """The word that leaves less room; of two that both say yes, or ask first, every condition of both."""
    if one.allowed is not other.allowed:
        return min(one, other, key=lambda word: _STRICT.index(word.allowed))
    if one.allowed is Allowed.NEVER:
        return one if one.until is None or (other.until is not None and one.until >= other.until) else other
    uses = one.uses & other.uses if one.uses and other.uses else one.uses or other.uses
    elsewhere = one.territory and other.territory and one.territory.casefold() != other.territory.casefold()
    if elsewhere or (not uses and (one.uses or other.uses)):
        return replace(one, allowed=Allowed.NEVER)  # nothing that both allow is left
    often = min(one, other, key=_times)
    return replace(
        often,
        uses=uses,
        territory=one.territory or other.territory,
        until=min((day for day in (one.until, other.until) if day is not None), default=None),
    )


def _times(word: PermissionSaid) -> float:
    return word.at_most / word.per_days if word.at_most and word.per_days else float("inf")
