"""Which limits hold of a person? Those of every record they stand in, until they set others themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vouch.program.consent.models import Limits
from vouch.program.consent.queries.whose import among, contact_ids
from vouch.program.history.models import Change
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact

LISTS = ("refused", "channels", "formats", "topics", "languages")
FIELDS = ("exposure", "every_days", "paused_until", "name_use", *LISTS)
NAME_USE = ("never", "private", "ask", "yes")


def limits_of(contact: str) -> Limits:
    """A person's own limits; without any, a row that limits nothing and was never kept.

    Where several records are one person it is the strictest of all, and not itself to be saved.
    """
    row = present(Contact, contact)
    ids, contact = (ids_of(row), row.pk) if row else ([contact], contact)
    return together(contact, Limits.objects.select_related("by").filter(pk__in=ids))


def limits_by_person(whose: Mapping[str, str]) -> dict[str, Limits]:
    """The limits of many people who have any, in one statement; `whose` says who goes by which id now."""
    rows: dict[str, list[Limits]] = {}
    for row in Limits.objects.filter(among("pk", whose)):
        rows.setdefault(whose[row.contact_id], []).append(row)
    return {contact: together(contact, some) for contact, some in rows.items()}


def limits_history(contact: str, *, limit: int = 100) -> Sequence[Change]:
    """When the limits of a person were changed, by whom and which of them, newest first."""
    rows = Change.objects.select_related("by").filter(
        kind="contact", object_id__in=contact_ids(contact), action="set_limits"
    )
    return list(rows.order_by("-id")[:limit])


def together(contact: str, rows: Iterable[Limits]) -> Limits:
    """The strictest of these rows of one person; a field that was set anew under their present id counts from there."""
    kept = {row.contact_id: row for row in rows}
    if not kept.keys() - {contact}:
        return kept.get(contact) or Limits(contact_id=contact)
    last = max(kept.values(), key=lambda row: row.changed_at)
    first = kept.pop(contact, None) or Limits(contact_id=contact)
    found = Limits(**{name: getattr(first, name) for name in FIELDS}, contact_id=contact, own=dict(first.own))
    found.by, found.changed_at = last.by, last.changed_at
    for _, row in sorted(kept.items()):
        anew, theirs = _set_anew(first, row)
        for name in FIELDS:
            if name not in anew:
                setattr(found, name, _stricter(name, getattr(found, name), getattr(row, name)))
            if name not in theirs and name in row.own:
                found.own[name] = _stricter(name, found.own.get(name), row.own[name])
    return found


def _set_anew(first: Limits, row: Limits) -> tuple[set[str], set[str]]:
    """The fields of a row in whose place others were set since, and those of them that the person set."""
    told = first.instead_of.get(row.contact_id)
    if told is None or row.changed_at.isoformat() != told["at"]:  # it was set anew while they were two
        return set(), set()
    return set(told["fields"]), set(told["own"])


def _stricter(name: str, one: Any, other: Any) -> Any:
    """What leaves less room of two values of a field; a taste that only one of them names is theirs."""
    if one in (None, "", []) or other in (None, "", []):
        return other if one in (None, "", []) else one
    match name:
        case "exposure":
            return min(one, other)
        case "every_days" | "paused_until":
            return max(one, other)
        case "refused":
            return sorted({*one, *other})
        case "name_use":
            return min(one, other, key=NAME_USE.index)
        case _:
            return one
