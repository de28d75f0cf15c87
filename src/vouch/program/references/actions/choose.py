"""Who is asked for a request? Somebody is chosen; the gates, the owner and the chain let it through or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from vouch.domain.errors import BadInput, Conflict, NotAllowed, NotFound, Refusal
from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Mode
from vouch.program.asks.actions.propose import propose
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address
from vouch.program.asks.states import Clearing, Origin
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may, require
from vouch.program.history.actions import record
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact
from vouch.program.references.actions.going import go_on
from vouch.program.references.actions.turn import move, take_turn
from vouch.program.references.how import how
from vouch.program.references.models import Match, Request
from vouch.program.references.queries.conflicts import conflicts
from vouch.program.references.queries.looking import reading
from vouch.program.references.states import Outcome, RequestState

USE = "deal"
"""What a company's permission has to allow."""
_CLEARING = {
    Mode.MANAGER: Clearing.RULE,
    Mode.MANAGER_CLEARED: Clearing.ALWAYS,
    Mode.SELF_TOLD: Clearing.TOLD,
    Mode.SELF_CLEARED: Clearing.ALWAYS,
}


@transaction.atomic
def choose(
    *,
    by: User,
    request: Request,
    contact: Contact,
    win_person: str,
    win_company: str,
    subject: str = "",
    why: str = "",
    words: str = "",
    fit: Mapping[str, Any] | None = None,
    door: str = "workspace",
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Match:
    """Choose a person for a request; whoever has to agree is asked, and where nobody has, the invitation is written.

    The desk chooses for any request; a seller for their own, where this activity type is fulfilled so. `fit` is what
    the ranking said of them.

    Raises NotAllowed; NotFound; BadInput with the field; Refusal `may_not_be_asked`; Conflict where the person was
    chosen for it already, somebody else asks them, the request is over, or its deal is decided.
    """
    given = how(request.activity, policy)
    if not may(by, "run_desk"):
        require(by, "choose_references")
        if request.seller_id != by.pk:
            raise NotAllowed("not_yours", "This is another's request. They choose for it, or the desk does.")
        if not given.mode.by_seller:
            raise NotAllowed("the_desk_chooses", "For this, the desk chooses whom to ask. Your request waits there.")
    request = take_turn(request.pk)
    if request.outcome != Outcome.OPEN:
        raise Conflict(
            "deal_over", f"The deal is {request.get_outcome_display()} already, so nobody is asked for it any more. "
            "End the request, or take it back.",
        )  # fmt: skip
    person = present(Contact, contact.pk, "account__owner")
    # whoever is in conflict is not there for this request: not even a refusal says that they are a customer
    if person is None or person.account is None or conflicts(request).between(person):
        raise NotFound("no_such_contact", "There is nobody of that name to ask for this request.")
    if request.matches.filter(contact__in=ids_of(person)).exists():
        who = reading(request, by=by, policy=policy).of(person)
        name = "They were" if who.masked else f"{person.name or person.email} was"
        raise Conflict("chosen_already", f"{name} chosen for this request already.")
    at = moment_on(today, policy)
    try:
        ask = propose(
            by=by, contact=person, activity=request.activity, win_person=win_person, win_company=win_company,
            subject=subject, why=why, words=words, use=USE, urgent=_hurries(request, today, policy),
            origin=Origin.REFERENCE, clearing=_CLEARING[given.mode], policy=policy, today=today,
        )  # fmt: skip
    except (BadInput, NotAllowed):
        raise
    except Refusal as refusal:
        if not reading(request, by=by, policy=policy).of(person).masked:
            raise
        # the sentence of a gate names them and their company
        said = "They may not be asked for this now. Choose somebody else; the desk knows why."
        raise type(refusal)(refusal.code, said) from None
    rung = policy.ladder[request.activity]
    try:
        with transaction.atomic():
            match = Match.objects.create(
                request=request, contact=person, account=person.account, ask=ask, mode=given.mode,
                fit=dict(fit or {}), chosen_by=by, chosen_at=at, changed_at=at, minutes=rung.minutes or 30,
                expected=request.expected,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict("chosen_already", "They were chosen for this request already.") from None
    record(by=by, door=door, action="choose_reference", kind="request", object_id=request.pk, match=match.pk)
    if request.state == RequestState.NEW:
        more = {"answered_at": request.answered_at or at}
        move(request, RequestState.ACTIVE, by=by, door=door, at=at, words="Somebody was chosen.", **more)
    return go_on(match, policy=policy, today=today, address=address)


def _hurries(request: Request, today: dt.date, policy: Policy) -> bool:
    """Whether it is due: then the owner is asked at once, not with the mail of the day."""
    return request.needed_by is not None and (request.needed_by - today).days * 24 <= policy.desk.due_hours
