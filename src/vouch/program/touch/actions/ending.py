"""A gesture is done, or left out. Done, it is a give, so that the balance of giving and asking counts it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.domain.wording import read
from vouch.program.asks.actions import do_give, plan_give
from vouch.program.asks.states import GiveKind
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.touch.models import Gesture
from vouch.program.touch.queries.allowed import in_peace
from vouch.program.touch.states import GestureState


@transaction.atomic
def do_gesture(*, by: User, gesture: Gesture, note: str, policy: Policy, today: dt.date) -> Gesture:
    """Say that this note was given. Raises NotAllowed; BadInput with `note`; Conflict where it is over."""
    _may(by, gesture)
    plain = " ".join(note.replace("\0", "").split())
    if not plain:
        raise BadInput("no_note", "Say what you wrote or told them, in a few words.", field="note")
    if len(plain) > 300:
        raise BadInput("too_long", f"These are {len(plain)} letters; at most 300 are kept.", field="note")
    names = (gesture.contact.name, gesture.account.name, policy.company.name)
    marks = read(plain, own=policy.wording, names=names, whole=False).marks
    if marks:
        raise BadInput(
            "wording", f"“{marks[0].words}” {marks[0].fault.words}. A gesture asks for nothing: {marks[0].better}",
            field="note",
        )  # fmt: skip
    if in_peace({gesture.contact_id}, today=today):
        raise Conflict("in_peace", "This person is left in peace now: they paused, opted out or are held.")
    _end(gesture, GestureState.DONE, by, today, note=plain)
    give = plan_give(
        by=by, account=gesture.account, contact=gesture.contact, kind=GiveKind.THANKS, do=plain, assigned_to=by
    )
    give = do_give(by=by, give=give, done_on=today)
    Gesture.objects.filter(pk=gesture.pk).update(give=give)
    record(by=by, action="do_gesture", kind="gesture", object_id=str(gesture.pk), of=gesture.kind)
    return Gesture.objects.get(pk=gesture.pk)


@transaction.atomic
def skip_gesture(*, by: User, gesture: Gesture, today: dt.date) -> None:
    """Leave it out; this occasion does not come back. Raises NotAllowed; Conflict where it is over."""
    _may(by, gesture)
    _end(gesture, GestureState.SKIPPED, by, today)
    record(by=by, action="skip_gesture", kind="gesture", object_id=str(gesture.pk), of=gesture.kind)


def _may(by: User, gesture: Gesture) -> None:
    require(by, "plan_gives", owner=gesture.whose)


def _end(gesture: Gesture, state: GestureState, by: User, today: dt.date, **more: str) -> None:
    count = Gesture.objects.filter(pk=gesture.pk, state=GestureState.OPEN).update(
        state=state, ended_on=today, by=by, **more
    )
    if not count:
        raise Conflict("over", "This gesture was done or left out already. Nothing was changed.")
