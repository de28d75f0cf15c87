"""A colleague says that something is not for this week, and takes that back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, NotFound
from vouch.domain.policy import Policy
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact
from vouch.program.suggestions.models import NotThisWeek

FURTHEST = 366
"""Days ahead to which something can be put off: what should never come is a permission, a limit or a hold."""


@transaction.atomic
def not_this_week(
    *,
    by: User,
    contact: Contact,
    policy: Policy,
    today: date,
    activity: str = "",
    until: date | None = None,
    words: str = "",
) -> NotThisWeek:
    """Propose this activity (empty: anything) with this person no more until the day `until` is over; this Sunday
    where none is given. Saying it again changes the day.

    Raises NotAllowed; BadInput with the field.
    """
    person = present(Contact, contact.pk, "account") or contact
    require(by, "put_off_suggestions", owner=(person.account.owner_id or "") if person.account else "")
    last = until or today + timedelta(days=6 - today.weekday())
    if not today <= last <= today + timedelta(days=FURTHEST):
        raise BadInput(
            "bad_day",
            "Name a day between today and a year from now. What should never be asked is a limit of the person, or a "
            "permission of their company.",
            field="until",
        )
    if activity and activity not in policy.ladder:
        raise BadInput("bad_activity", "The ladder has no such activity.", field="activity")
    said, _new = NotThisWeek.objects.update_or_create(
        contact=person,
        activity=activity,
        defaults={"until": last, "by": by, "words": " ".join(words.split())[:300], "at": timezone.now()},
    )
    record(
        by=by, action="not_this_week", kind="contact", object_id=person.pk, activity=activity, until=last.isoformat()
    )
    return said


@transaction.atomic
def take_back(*, by: User, contact: Contact, activity: str = "") -> None:
    """Let it be proposed again. Raises NotAllowed; NotFound where nothing was put off."""
    person = present(Contact, contact.pk, "account") or contact
    require(by, "put_off_suggestions", owner=(person.account.owner_id or "") if person.account else "")
    rows = NotThisWeek.objects.filter(contact__in=ids_of(person), activity=activity)
    if not rows.delete()[0]:
        raise NotFound("not_put_off", "This was not put off, or its time is over already.")
    record(by=by, action="put_off_taken_back", kind="contact", object_id=person.pk, activity=activity)
