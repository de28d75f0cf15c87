"""What do these people want for themselves, and what of it counts?"""

from __future__ import annotations

from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from vouch.domain.goals import Goal, counted
from vouch.program.people.goals.models import NoNotes, PersonalGoal
from vouch.program.people.identity.queries import every_id, ids_of, with_heads
from vouch.program.people.models import Contact

_UTC = ZoneInfo("UTC")


def goals_of(contacts: Collection[str], *, zone: ZoneInfo = _UTC) -> dict[str, list[Goal]]:
    """The goals of each of these people that count, by the id they were asked by; who has none is left out.

    Whoever several records were joined to is one person. Two statements, three where one of them goes by another id.
    """
    rows = {row.pk: row for row in with_heads(Contact._base_manager.all(), contacts)}
    theirs = {pk: {pk, *ids_of(rows.get(row.stands_in_id or pk, row))} for pk, row in rows.items() if pk in contacts}
    told: dict[str, list[Goal]] = {}
    for one in _rows(PersonalGoal.objects.filter(contact_id__in={id_ for ids in theirs.values() for id_ in ids})):
        told.setdefault(one.contact_id, []).append(_goal(one, zone))
    found = {pk: counted(goal for id_ in sorted(ids) for goal in told.get(id_, ())) for pk, ids in theirs.items()}
    return {pk: goals for pk, goals in found.items() if goals}


def every_goal(*, zone: ZoneInfo = _UTC) -> dict[str, list[Goal]]:
    """The goals that count of everybody who has any, by the id they go by now. Two statements."""
    rows = _rows(PersonalGoal.objects.all())
    ids = {row.contact_id for row in rows}
    pairs = Contact._base_manager.filter(pk__in=ids).exclude(stands_in=None).values_list("pk", "stands_in_id")
    now = dict(pairs)
    told: dict[str, list[Goal]] = {}
    for row in rows:
        told.setdefault(now.get(row.contact_id) or row.contact_id, []).append(_goal(row, zone))
    return {pk: counted(goals) for pk, goals in told.items()}


def all_of(contact: Contact | str, *, zone: ZoneInfo = _UTC) -> list[Goal]:
    """Every goal of one person, their own first; notes that do not count beside their own word are among them."""
    rows = _rows(PersonalGoal.objects.filter(contact_id__in=every_id(Contact, contact)))
    return sorted(
        (_goal(row, zone) for row in rows), key=lambda one: (not one.stated, -one.said_on.toordinal(), one.id)
    )


def may_be_noted(contact: Contact | str) -> bool:
    """Whether a colleague may note what this person wants: not where they asked that nobody does."""
    return not NoNotes.objects.filter(pk__in=every_id(Contact, contact)).exists()


def _rows(rows: QuerySet[PersonalGoal]) -> list[PersonalGoal]:
    return list(rows.select_related("noted_by").order_by("pk"))


def _goal(row: PersonalGoal, zone: ZoneInfo) -> Goal:
    return Goal(
        id=row.pk, kind=row.kind, words=row.words, stated=row.noted_by_id is None, said_on=row.said_on,
        changed_on=row.changed_at.astimezone(zone).date(), noted_by=str(row.noted_by or ""), where=row.said_where,
    )  # fmt: skip
