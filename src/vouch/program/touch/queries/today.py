"""Which small gestures wait with a colleague?"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from vouch.domain.errors import NotFound
from vouch.domain.gestures import Kind
from vouch.domain.whole import whole
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position, may
from vouch.program.touch.models import Gesture
from vouch.program.touch.queries.allowed import in_peace
from vouch.program.touch.states import GestureState


def for_colleague(who: User, *, today: dt.date) -> list[Gesture]:
    """Those of the accounts they look after; a programme manager also those that nobody who signs in looks after."""
    whose = Q(whose=who.owner) if who.owner else Q(pk=None)
    if who.role in (Position.PROGRAMME_MANAGER, Position.ADMINISTRATOR):
        here = User.objects.filter(is_active=True).exclude(owner="").values("owner")
        whose |= Q(whose="") | ~Q(whose__in=here)
    rows = Gesture.objects.filter(whose, state=GestureState.OPEN).select_related("contact", "account")
    found = list(rows.order_by("-happened_on", "pk")[:200])
    # whoever opted out, paused or is held since it was made is left in peace at once
    peace = in_peace({row.contact_id for row in found}, today=today)
    return [row for row in found if row.contact_id not in peace]


def gesture(pk: str) -> Gesture:
    """One of them. Raises NotFound."""
    number = whole(pk)
    found = None if number is None else Gesture.objects.select_related("contact", "account").filter(pk=number).first()
    if found is None:
        raise NotFound("no_such_gesture", "There is no such gesture. The person may have been erased.")
    return found


def line_of(who: User, *, today: dt.date) -> str:
    """What the mail of the day says of them: only where there are new ones. No name leaves by mail."""
    if not may(who, "plan_gives", owner=who.owner):
        return ""
    new = [row for row in for_colleague(who, today=today) if row.made_on == today]
    if not new:
        return ""
    count = "One small gesture is" if len(new) == 1 else f"{len(new)} small gestures are"
    return f"{count} worth making today: {', '.join(sorted({Kind(row.kind).words for row in new}))}."
