"""How does a programme begin, and how does it end? With the figure that was reached, and what was learnt."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.program.asks.days import moment_on
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.programmes.actions.turn import take_turn
from vouch.program.programmes.models import Programme
from vouch.program.programmes.states import ProgrammeState


@transaction.atomic
def begin(*, by: User, programme: Programme, policy: Policy, today: dt.date) -> Programme:
    """From today on it runs. Raises NotAllowed; Conflict where it does not wait to begin."""
    require(by, "run_programmes")
    found = take_turn(programme.pk, states=(ProgrammeState.PLANNED,))
    at = moment_on(today, policy)
    Programme.objects.filter(pk=found.pk).update(state=ProgrammeState.RUNNING, began_on=today, changed_at=at)
    record(by=by, action="begin_programme", kind="programme", object_id=found.pk)
    return Programme.objects.select_related("leader").get(pk=found.pk)


@transaction.atomic
def end(*, by: User, programme: Programme, reached: int, learnt: str, policy: Policy, today: dt.date) -> Programme:
    """It is over: the figure that was reached, and what was learnt, in words. Asks under way go on by themselves.

    Raises NotAllowed; BadInput; Conflict where it does not run.
    """
    require(by, "run_programmes")
    found = take_turn(programme.pk, states=(ProgrammeState.RUNNING,))
    if not 0 <= reached <= 1_000_000_000:
        raise BadInput("reached", f"Say how many {found.measure} it reached, 0 or more.", field="reached")
    words = learnt.replace("\0", "").replace("\r\n", "\n").strip()
    if len(words) < 8:
        raise BadInput(
            "nothing_learnt", "Say in a sentence what was learnt, also where it failed: the next one stands on it.",
            field="learnt",
        )  # fmt: skip
    if len(words) > 2000:
        raise BadInput("too_long", f"These are {len(words)} letters; at most 2000 are kept.", field="learnt")
    Programme.objects.filter(pk=found.pk).update(
        state=ProgrammeState.ENDED, reached=reached, learnt=words, ended_on=today, changed_at=moment_on(today, policy)
    )
    record(by=by, action="end_programme", kind="programme", object_id=found.pk, reached=reached, aim=found.aim)
    return Programme.objects.select_related("leader").get(pk=found.pk)


@transaction.atomic
def discard(*, by: User, programme: Programme) -> None:
    """Throw a planned one away; its asks and openings stay, as they are. Raises NotAllowed; Conflict where it began."""
    require(by, "run_programmes")
    found = take_turn(programme.pk, states=(ProgrammeState.PLANNED,))
    record(by=by, action="discard_programme", kind="programme", object_id=found.pk)
    found.delete()
