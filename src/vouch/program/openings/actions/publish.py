"""May it be published? Not where nobody, or everybody, qualifies, unless somebody says why that is meant."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.openings.actions.seats import Hand, move_up
from vouch.program.openings.actions.turn import SEATS_MOVE, take_turn
from vouch.program.openings.actions.write import MOST_SEATS, check_personality
from vouch.program.openings.models import Opening
from vouch.program.openings.queries.fitting import HowMany, how_many
from vouch.program.openings.states import OpeningState


@transaction.atomic
def publish(*, by: User, opening: Opening, reason: str = "", policy: Policy, today: dt.date) -> Opening:
    """Open it: from now on people can be invited. `reason`: why it is meant that nobody, or everybody, qualifies.

    Raises NotAllowed; BadInput with the field (`reason`, `deadline`); Conflict where it is no draft.
    """
    require(by, "run_openings")
    opening = take_turn(opening.pk, states=(OpeningState.DRAFT,))
    if opening.deadline < today:
        raise BadInput("deadline_over", "Its last day to answer is over. Name a later one.", field="deadline")
    check_personality(opening.asked, policy)
    found = how_many(opening.asked, kind=opening.kind, today=today)
    reason = " ".join(reason.replace("\0", "").split())[:300]
    odd = oddly_wide(found)
    if odd and len(reason) < 8:
        raise BadInput("needs_a_reason", f"{odd} Say why that is meant, or change the criteria.", field="reason")
    at = moment_on(today, policy)
    Opening.objects.filter(pk=opening.pk).update(
        state=OpeningState.PUBLISHED, published_at=at, changed_at=at, reason=reason if odd else ""
    )
    record(
        by=by, action="publish_opening", kind="opening", object_id=opening.pk, qualify=found.qualify, could=found.could
    )
    return Opening.objects.get(pk=opening.pk)


def oddly_wide(found: HowMany) -> str:
    """What is odd about criteria that nobody, or everybody, meets, in a sentence; empty where nothing is."""
    if found.nobody:
        could = f" {found.could} could, if what is not known turns out well." if found.could else ""
        return f"Nobody of {found.everybody} people at customers meets all of these criteria.{could}"
    if found.all_of_them:
        return f"Everybody qualifies, all {found.everybody} people at customers: it is not scarce for anybody."
    return ""


@transaction.atomic
def more_seats(*, by: User, opening: Opening, seats: int, policy: Policy, today: dt.date, address: Address) -> Opening:
    """More seats than there were: whoever waits first is asked. Fewer there never are: they are promised.

    Raises NotAllowed; BadInput; Conflict where it is over.
    """
    require(by, "run_openings")
    opening = take_turn(opening.pk, states=SEATS_MOVE)
    if not opening.seats < seats <= MOST_SEATS:
        raise BadInput(
            "not_more", f"There are {opening.seats} seats. Name more, up to {MOST_SEATS}: fewer would break a promise.",
            field="seats",
        )  # fmt: skip
    if not Opening.objects.filter(pk=opening.pk, seats=opening.seats).update(seats=seats):
        raise Conflict("moved_meanwhile", "Somebody was quicker. Look at the page again.")
    record(by=by, action="more_seats", kind="opening", object_id=opening.pk, seats=seats, before=opening.seats)
    opening.seats = seats
    move_up(opening, Hand(policy=policy, today=today, address=address, by=by, door="workspace"))
    return opening
