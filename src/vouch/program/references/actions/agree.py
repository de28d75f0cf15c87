"""What does a link of the chain say? Agreed, or not; once. A no ends the ask as an owner's no does."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.errors import Conflict, NotAllowed
from vouch.domain.policy import Policy
from vouch.program.asks.actions.finish import withdrawn
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may
from vouch.program.history.actions import record
from vouch.program.references.actions.fields import said_whole
from vouch.program.references.actions.going import go_on
from vouch.program.references.actions.turn import take_turn
from vouch.program.references.current import now
from vouch.program.references.models import ChainAnswer, Match


@transaction.atomic
def agree(
    *,
    by: User,
    match: Match,
    agreed: bool,
    words: str = "",
    door: str = "workspace",
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Match:
    """Keep the word of whoever the chain of this match waits for; the desk may speak for them.

    Raises NotAllowed; Conflict where nobody is awaited, or somebody was quicker.
    """
    take_turn(match.request_id)
    match = now(match.pk)
    waiting = next((one for one in match.chain.all() if one.agreed is None), None)
    if waiting is None:
        raise Conflict("nobody_awaited", "Nobody of the chain is awaited here. Look at the page again.")
    if waiting.asked_id != by.pk and not may(by, "run_desk"):
        raise NotAllowed("not_in_the_chain", f"This waits for {waiting.asked}. They answer, or the desk does.")
    at = moment_on(today, policy)
    kept = {"agreed": agreed, "answered_by": by, "answered_at": at, "words": said_whole(words, most=500)}
    if not ChainAnswer.objects.filter(pk=waiting.pk, agreed=None).update(**kept):
        raise Conflict("decided_already", "Somebody answered a moment before. Look at the page again.")
    record(by=by, door=door, action="agree_reference", kind="match", object_id=match.pk, agreed=agreed)
    if not agreed:
        withdrawn(by=by, ask=match.ask, words=words or "Somebody who has to agree did not.", door=door)
        return now(match.pk)
    return go_on(match, policy=policy, today=today, address=address)
