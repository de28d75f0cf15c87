"""Who is invited? Those who were chosen, each looked at once more; an ask beside it where the opening names a rung.

An opening that names a rung asks for something: every gate holds, and the account's owner clears it as any other ask.
One without is a gift: law, and the person's own wish for peace, are all that stands in the way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from vouch.domain.errors import BadInput, Conflict, NotFound, Refusal
from vouch.domain.openings import Answer
from vouch.domain.policy import Policy
from vouch.program.asks.actions.gate import not_to_be_asked
from vouch.program.asks.actions.propose import propose
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState, Origin
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.openings.actions.moving import again, move, write_step
from vouch.program.openings.actions.telling import tell, untell
from vouch.program.openings.actions.turn import SEATS_MOVE, take_turn
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.queries.fitting import Candidate, candidate, in_the_way
from vouch.program.openings.states import UNDER_WAY, GuestState
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact

_OVER = (AskState.NOT_CLEARED, AskState.WITHDRAWN, AskState.DECLINED, AskState.NO_ANSWER)


@dataclass(frozen=True)
class Invited:
    """What came of one person: their invitation, or why not."""

    contact: Contact
    guest: Guest | None = None
    refusal: Refusal | None = None


def invite(
    *,
    by: User,
    opening: Opening,
    contacts: Sequence[Contact],
    although_unknown: bool = False,
    policy: Policy,
    today: dt.date,
    address: Address,
) -> list[Invited]:
    """Invite these people, each in a transaction of its own: one who may not be holds up no other.

    `although_unknown`: also those who could qualify; whoever invites them decides so, and it is kept.

    Raises NotAllowed.
    """
    require(by, "run_openings")
    found = []
    for contact in contacts:
        try:
            with transaction.atomic():
                guest = _invite(by, opening, contact, although_unknown, policy, today, address)
            found.append(Invited(contact, guest))
        except Refusal as refusal:
            found.append(Invited(contact, refusal=refusal))
    return found


def _invite(
    by: User,
    opening: Opening,
    contact: Contact,
    although_unknown: bool,
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Guest:
    opening = take_turn(opening.pk)
    if today > opening.deadline:
        raise Conflict("too_late", f"It could be answered until {opening.deadline:%-d %b %Y}. Nobody is invited now.")
    person = present(Contact, contact.pk, "account__owner")
    if person is None or person.account is None:
        raise NotFound("no_such_contact", "There is no such person at a customer. They may have been erased.")
    looked = candidate(opening, person, policy=policy, today=today)
    _check(looked, although_unknown)
    at = moment_on(today, policy)
    ask = _ask(by, opening, looked, policy, today) if opening.rung else None
    try:
        with transaction.atomic():
            if opening.guests.filter(contact__in=ids_of(person)).exists():
                raise IntegrityError
            guest = Guest.objects.create(
                opening=opening, contact=person, account=person.account, ask=ask, state=GuestState.CLEARING,
                why=_why(looked),
                unknown=[one.words for one in looked.verdict.of(Answer.NOT_KNOWN)],
                chosen_by=by, chosen_at=at, changed_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict("invited_already", f"{_name(person)} was invited to this already.") from None
    write_step(guest, GuestState.CLEARING, by=by, door="workspace", at=at)
    if ask is not None and ask.state != AskState.CLEARED:
        return guest
    return _sent(again(guest.pk), by, "workspace", policy, today, address)


def _check(looked: Candidate, although_unknown: bool) -> None:
    name = _name(looked.contact)
    missed = looked.verdict.of(Answer.NOT_MET)
    if missed:
        first = missed[0]
        raise Refusal("does_not_qualify", f"{name} does not qualify: {first.words}. It would take {first.change}.")
    unknown = looked.verdict.of(Answer.NOT_KNOWN)
    if unknown and not although_unknown:
        first = unknown[0]
        raise BadInput(
            "could_qualify", f"{name} could qualify: {first.words}. Say that they are to be invited all the same.",
            field="although_unknown",
        )  # fmt: skip
    if looked.obstacles:
        raise not_to_be_asked(looked.obstacles)


def _ask(by: User, opening: Opening, looked: Candidate, policy: Policy, today: dt.date) -> Ask:
    return propose(
        by=by, contact=looked.contact, activity=opening.rung, win_person=opening.win_person,
        win_company=opening.win_company, subject=opening.title,
        why="; ".join(_why(looked))[:500], words=opening.what,
        origin=Origin.OPENING, policy=policy, today=today,
    )  # fmt: skip


def _sent(guest: Guest, by: User | None, door: str, policy: Policy, today: dt.date, address: Address) -> Guest:
    at = moment_on(today, policy)
    found = move(guest, GuestState.INVITED, by=by, door=door, at=at, invited_at=at)
    tell(found, "invited", policy, today, address)
    return found


def send_cleared(*, policy: Policy, today: dt.date, address: Address, only: Collection[str] = ()) -> int:
    """Send what owners have cleared since, where every gate still lets it; end what they did not. Returns how many.

    `only`: keys of openings; empty: all of them.
    """
    rows = Guest.objects.filter(state=GuestState.CLEARING, opening__state="published")
    rows = rows.filter(opening__in=only) if only else rows
    count = 0
    for key, opening in list(rows.order_by("chosen_at", "key").values_list("pk", "opening_id")[:500]):
        try:
            with transaction.atomic():
                take_turn(opening)
                count += _cleared(again(key), policy, today, address)
        except Refusal:
            continue  # what stands in the way now may not stand tomorrow; the page says what it is
    return count


def _cleared(guest: Guest, policy: Policy, today: dt.date, address: Address) -> bool:
    state = guest.ask.state if guest.ask is not None else AskState.WITHDRAWN
    if guest.state != GuestState.CLEARING or state == AskState.PROPOSED:
        return False
    if state in _OVER:
        words = "The account’s owner did not clear it." if state == AskState.NOT_CLEARED else "It was taken back."
        move(guest, GuestState.TAKEN_BACK, by=None, door="worker", at=moment_on(today, policy), words=words)
        return False
    ask = guest.ask.pk if guest.ask is not None else ""
    stands = in_the_way([guest.contact], guest.opening, policy=policy, today=today, except_ask=ask)
    if stands.get(guest.contact_id):
        raise not_to_be_asked(stands[guest.contact_id])
    _sent(guest, None, "worker", policy, today, address)
    return True


@transaction.atomic
def take_back(*, by: User, guest: Guest, words: str = "", policy: Policy, today: dt.date, address: Address) -> Guest:
    """Take one invitation back. Whoever had heard of it is told; a seat that is free then goes to the first who waits.

    Raises NotAllowed; Conflict where it is over.
    """
    require(by, "run_openings")
    take_turn(guest.opening_id, states=SEATS_MOVE)
    guest = again(guest.pk)
    if guest.state not in UNDER_WAY:
        raise Conflict("over_already", f"{_name(guest.contact)}: nothing is open here to take back.")
    unheard = guest.state == GuestState.CLEARING or (guest.state == GuestState.INVITED and untell(guest, "invited"))
    found = move(guest, GuestState.TAKEN_BACK, by=by, door="workspace", at=moment_on(today, policy), words=words)
    record(by=by, action="take_back_guest", kind="opening", object_id=guest.opening_id, guest=guest.pk)
    if not unheard:
        tell(found, "taken_back", policy, today, address)
    return found


def _why(looked: Candidate) -> list[str]:
    """Why they were chosen, as they read it: every condition they meet."""
    return [one.to_them or one.words for one in looked.verdict.of(Answer.MET)]


def _name(contact: Contact) -> str:
    return contact.name or contact.email or "This person"
