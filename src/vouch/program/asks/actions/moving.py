"""How does an ask get from one state to the next? One conditional update decides a race; whoever lost is told by whom.

No lock is held between reading and writing: on SQLite there are none on rows, and a page that was read minutes ago
holds nothing anyway. The update names the state it expects. Where that is gone, the last step says what happened.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection
from django.db.models import F

from vouch.domain.errors import Conflict, Fault
from vouch.program.asks.current import fresh
from vouch.program.asks.models import Ask, Step
from vouch.program.asks.states import NEXT, OPEN, AskState, Origin
from vouch.program.colleagues.models import User
from vouch.program.history.actions import record


def move(
    ask: Ask, to: AskState, *, by: User | None, door: str, at: dt.datetime, words: str = "", **changes: Any
) -> Ask:
    """Take the ask from the state it was read in to `to`, in the transaction of the caller; Step and history with it.

    Raises Conflict where somebody moved it meanwhile, or where that step does not follow; the sentence says who did
    what and when.
    """
    if not connection.in_atomic_block:
        raise Fault("an ask was to be moved outside a transaction")
    before = AskState(ask.state)
    if to not in NEXT.get(before, ()):
        raise moved(ask)
    changes |= {"state": to, "changed_at": at}
    if to not in OPEN:
        changes["slot"] = None
    count = Ask.objects.filter(pk=ask.pk, state=before).update(version=F("version") + 1, **changes)
    if not count:
        raise moved(ask)
    write_step(ask, before=before, after=to, by=by, door=door, at=at, words=words)
    return fresh(ask)


def with_its_opening(ask: Ask) -> None:
    """Go on only with an ask that stands for itself. Raises Conflict for one that goes with an opening."""
    if ask.origin == Origin.OPENING:
        raise Conflict(
            "with_its_opening",
            "This ask goes with an opening, where seats are counted: send it, answer it and take it back there.",
        )


def write_step(
    ask: Ask, *, before: str, after: str, by: User | None, door: str, at: dt.datetime, words: str = ""
) -> None:
    """Write down one step, and its line in the history."""
    Step.objects.create(
        ask=ask, at=at, before=before, after=after, by=by, door=door, words=words.replace("\0", "").strip()[:1000]
    )
    record(by=by, door=door, action=f"ask_{after}", kind="ask", object_id=ask.pk, before=before or None)


def moved(ask: Ask) -> Conflict:
    """The refusal for somebody who came second: what was decided, by whom, when."""
    last = Step.objects.filter(ask_id=ask.pk).select_related("by").order_by("-id").first()
    if last is None:
        return Conflict("no_such_ask", "There is no such ask any more. The person may have been erased.")
    who = _who(last)
    sentence = f"This ask is “{AskState(last.after).label}” already: {who} on {last.at:%-d %b %Y at %H:%M} UTC."
    return Conflict("moved_meanwhile", sentence, state=last.after, by=last.by_id)


def _who(step: Step) -> str:
    if step.by is not None:
        return f"{step.by} decided so"
    if step.door == "worker":
        return "that followed by itself"
    if step.door == "command_line":
        return "that was written down on the command line"
    return "the person said so"
