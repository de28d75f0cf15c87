"""Tries a policy: places everybody by it and by the one in force, and notes who would stand elsewhere."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vouch.domain.errors import NotFound
from vouch.domain.policy import Policy, read
from vouch.program.findings.queries import current_run
from vouch.program.previews import actions, queries
from vouch.runs.work.telling import Telling

if TYPE_CHECKING:
    from vouch.program.previews.models import Preview, WouldMove
    from vouch.program.work.models import Job
    from vouch.runs.what_if import Differs

NOT_A_CUSTOMER = "none"
_AT_ONCE = 5000
"""Who would move, written down in one transaction: nobody who decides something meanwhile waits for half a million."""


def preview(data: Path, job: Job, policy: Policy) -> None:
    """Try the policy of this job as of the day that pages show, or of today where nobody was placed yet.

    Nothing is published; what a killed worker noted is noted anew.
    """
    from vouch.runs.place.run import today
    from vouch.runs.what_if import HELD, STEPS, comparing  # seconds to load, and most work does not need it

    row = queries.of_job(job)
    if row is None:
        raise NotFound("no_such_preview", "Nobody waits for this any more.")
    then, shown = read(row.text, name="The policy"), current_run()
    day = shown.as_of if shown else today(policy)
    telling = Telling(job)
    with comparing(data, day, policy, then, tell=lambda step, words: telling.step(step, STEPS, words)) as found:
        actions.forget_moves(row)
        moves = (_would_move(row, number, one) for number, one in enumerate(found.found, 1))
        ways, done = Counter[tuple[str, str, str]](), 0
        try:
            while part := list(islice(moves, _AT_ONCE)):
                actions.note_moves(part)
                ways.update((one.kind, one.now, one.then) for one in part)
                done += len(part)
                step = HELD + (STEPS - HELD) * done // found.count
                telling.step(step, STEPS, f"Writing down who would move, {done:,} of {found.count:,}")
        except BaseException:
            actions.forget_moves(row)
            raise
    actions.tried(
        row,
        as_of=day,
        run_now=found.now,
        run_then=found.then,
        placed=found.placed,
        counts=[
            {"kind": kind, "now": now, "then": then, "count": count}
            for (kind, now, then), count in sorted(ways.items())
        ],
    )


def _way(one: Differs) -> tuple[str, str]:
    return (one.now.stage if one.now else NOT_A_CUSTOMER, one.then.stage if one.then else NOT_A_CUSTOMER)


def _would_move(row: Preview, number: int, one: Differs) -> WouldMove:
    now, then = _way(one)
    told: dict[str, Any] = {
        "now_most": one.now.at_most if one.now else "",
        "then_most": one.then.at_most if one.then else "",
        "now_risk": bool(one.now and one.now.at_risk),
        "then_risk": bool(one.then and one.then.at_risk),
    }
    return actions.would_move(
        row, number, kind=one.kind, subject=one.subject, now=now, then=then, why=[list(why) for why in one.why], **told
    )
