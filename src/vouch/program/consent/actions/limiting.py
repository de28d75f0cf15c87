"""How are a person's own limits kept? They set them as they like; a colleague goes no further than they themselves."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict
from vouch.program.colleagues.models import User
from vouch.program.consent.actions.checks import allow, check_fields, contact_now, not_over, over, single
from vouch.program.consent.models import Limits
from vouch.program.consent.queries.limits import FIELDS, LISTS, NAME_USE, together
from vouch.program.consent.queries.whose import contact_ids
from vouch.program.history.actions import record
from vouch.program.people.models import Contact

_MOST, _LETTERS, _DAYS = 100, 64, 3660
_RUNG = re.compile(r"[a-z][a-z0-9_]{1,31}")


@transaction.atomic
def set_limits(*, contact: Contact, by: User | None = None, **limits: Any) -> Limits:
    """Keep a person's own limits; what is not named stays as it was, None or an empty list limits nothing.

    `by` is None where the person sets them. A colleague may write down more restraint, and what the person never spoke
    of; never less than the person said themselves.

    Raises NotAllowed; NotFound; BadInput with the field; Conflict when only the person may say this.
    """
    contact = contact_now(contact)
    if by is not None:
        allow(by, "set_consents", contact)
    unknown = set(limits) - set(FIELDS)
    if unknown:
        raise TypeError(f"set_limits() got unexpected limits: {', '.join(sorted(unknown))}")
    plain = {name: _plain(name, value) for name, value in limits.items()}
    Limits.objects.get_or_create(contact=contact, defaults={"changed_at": timezone.now()})
    kept = {row.pk: row for row in Limits.objects.select_for_update().filter(pk__in=contact_ids(contact.pk))}
    row, now = kept[contact.pk], together(contact.pk, kept.values())
    changed = sorted(name for name, value in plain.items() if getattr(now, name) != value)
    if by is not None:
        for name in changed:
            _not_beyond(contact, now, name, plain[name])
    for name, value in plain.items():
        setattr(row, name, value)
    if by is None:
        row.own = {**row.own, **{name: _json(value) for name, value in plain.items()}}
    for other in kept.values():
        if other is not row:
            row.instead_of = row.instead_of | _instead_of(row, other, set(plain), own=by is None)
    row.by, row.changed_at = by, timezone.now()
    check_fields(row, ("exposure", "every_days", "name_use"))
    row.save()
    if changed:
        record(
            by=by,
            door="" if by else "portal",
            action="set_limits",
            kind="contact",
            object_id=contact.pk,
            changed=changed,
        )
    return row


def pause(*, contact: Contact, until: dt.date | None, by: User | None = None) -> Limits:
    """Pause all invitations of a person up to and with this day; None ends the pause. Raises as `set_limits` does."""
    not_over(until, "paused_until", "The last day of the pause")
    return set_limits(contact=contact, by=by, paused_until=until)


def own_value(limits: Limits, name: str) -> Any:
    """What the person themselves set for this field; None where they set nothing, or their pause is over."""
    value = limits.own.get(name)
    if name == "paused_until" and value is not None:
        day = dt.date.fromisoformat(value)
        return None if over(day) else day
    return value


def _instead_of(row: Limits, other: Limits, fields: set[str], *, own: bool) -> dict[str, Any]:
    """What stands in this row from now on in place of what stands in that of a record that became one with it."""
    before = row.instead_of.get(other.pk)
    if before is None or other.changed_at.isoformat() != before["at"]:
        before = {"at": other.changed_at.isoformat(), "fields": [], "own": []}
    anew = sorted({*before["fields"], *fields})
    return {other.pk: before | {"fields": anew, "own": sorted({*before["own"], *fields}) if own else before["own"]}}


def _looser(name: str, own: Any, new: Any) -> bool:
    """Whether a new value leaves room that the person's own does not; tastes are theirs alone."""
    match name:
        case "exposure":
            return new is None or new > own
        case "every_days" | "paused_until":
            return new is None or new < own
        case "refused":
            return not set(own) <= set(new)
        case "name_use":
            return new == "" or NAME_USE.index(new) > NAME_USE.index(own)
        case _:
            return bool(own != new)


def _not_beyond(contact: Contact, row: Limits, name: str, new: Any) -> None:
    own = own_value(row, name)
    if own not in (None, "", []) and _looser(name, own, new):
        raise Conflict(
            "only_they",
            f"{contact.name or 'This person'} set this themselves ({name.replace('_', ' ')}). Only they can loosen it, "
            "in their portal.",
            field=name,
        )


def _plain(name: str, value: Any) -> Any:
    if name in LISTS:
        return _listed(name, value or ())
    if name == "name_use":
        if value not in ("", *NAME_USE):
            raise BadInput("bad_field", f"“name use” is one of {', '.join(NAME_USE)}.", field=name)
        return value
    if name == "exposure" and value is not None and not 0 <= value <= 5:
        raise BadInput("bad_field", "How public is a number from 0 to 5.", field=name)
    if name == "every_days" and value is not None and not 1 <= value <= _DAYS:
        raise BadInput("bad_field", f"How often is a number of days from 1 to {_DAYS}.", field=name)
    return value


def _listed(name: str, values: Any) -> list[str]:
    plain = sorted({single(str(value)) for value in values} - {""})
    if len(plain) > _MOST or any(len(value) > _LETTERS for value in plain):
        what = f"Name at most {_MOST}, each in at most {_LETTERS} characters."
        raise BadInput("bad_field", what, field=name)
    if name == "refused" and not all(_RUNG.fullmatch(value) for value in plain):
        raise BadInput("no_such_rung", "Choose what they never want to hear of from the ladder.", field=name)
    return plain


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
