"""Which gestures wait today? A few for each colleague, none twice, none for those who are left in peace."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef

from vouch.domain.gestures import Occasion, note
from vouch.domain.policy import Policy
from vouch.program.history.actions import record
from vouch.program.people.models import Contact
from vouch.program.touch.models import Gesture
from vouch.program.touch.queries.allowed import in_peace
from vouch.program.touch.states import GestureState


@transaction.atomic
def make_gestures(*, occasions: Sequence[Occasion], policy: Policy, today: dt.date, door: str = "worker") -> int:
    """Add what of these occasions is new, the first of the list first. Returns how many were added.

    An occasion that has passed is let go, and remembered. Making them twice on a day adds nothing.
    """
    oldest = today - dt.timedelta(days=policy.touch.look_back_days)
    Gesture.objects.filter(state=GestureState.OPEN, happened_on__lt=oldest).update(
        state=GestureState.PASSED, ended_on=today
    )
    Gesture.objects.exclude(Exists(Contact._base_manager.filter(pk=OuterRef("contact_id")))).delete()
    people = Contact.objects.select_related("account").in_bulk({one.contact for one in occasions})
    peace = in_peace(people.keys(), today=today)
    earlier = list(
        Gesture.objects.filter(contact__in=people.keys()).values_list("contact", "occasion", "kind", "made_on")
    )
    known = {(contact, occasion) for contact, occasion, _kind, _on in earlier}
    rests = today - dt.timedelta(days=policy.touch.rest_days)
    resting = {contact for contact, _occasion, _kind, on in earlier if on > rests}
    had = Counter((contact, kind) for contact, _occasion, kind, _on in earlier)
    waits = Counter(Gesture.objects.filter(state=GestureState.OPEN).values_list("whose", flat=True))
    waits += Counter(Gesture.objects.filter(ended_on=today, made_on=today).values_list("whose", flat=True))
    made = 0
    for one in occasions:
        person = people.get(one.contact)
        if person is None or person.account is None or one.contact in peace | resting:
            continue
        whose = person.account.owner_id or ""
        if (one.contact, one.key[:80]) in known or waits[whose] >= policy.touch.a_day:
            continue
        text = note(one, name=person.name, company=person.account.name, earlier=had[one.contact, one.kind])
        Gesture.objects.create(
            contact=person, account=person.account, whose=whose, kind=one.kind, occasion=one.key[:80],
            happened_on=one.on, what=one.what[:300], note=text[:300], made_on=today,
        )  # fmt: skip
        waits[whose] += 1
        resting.add(one.contact)
        made += 1
    if made:
        record(by=None, door=door, action="make_gestures", kind="gesture", object_id=today.isoformat(), count=made)
    return made
