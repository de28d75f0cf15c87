"""What follows for a request when the ask of one of its people moved, wherever it was moved?

An ask can end in many places: the person answers in the portal or stops all invitations, an owner says no, a colleague
takes it back, somebody changes employer. The match keeps which state was followed last; where the ask is in another,
one conditional update decides who follows it, and everybody concerned is told once.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from vouch.domain.asking import Answer
from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy
from vouch.program.asks.actions.answer import answer as answer_ask
from vouch.program.asks.links import Address
from vouch.program.asks.models import Ask
from vouch.program.asks.states import NOT_HEARD, WAS_DONE, AskState
from vouch.program.colleagues.models import User
from vouch.program.openings import actions as openings
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact
from vouch.program.references.actions.change import let_time_go
from vouch.program.references.actions.hand import Hand
from vouch.program.references.actions.telling import tell_person, tell_seller
from vouch.program.references.current import now
from vouch.program.references.models import Match

_AT_ONCE = 500
_ENDED = {
    AskState.DECLINED: "declined",
    AskState.NOT_NOW: "declined",
    AskState.SMALLER: "declined",
    AskState.NO_ANSWER: "no_answer",
    AskState.NOT_CLEARED: "not_cleared",
    AskState.WITHDRAWN: "withdrawn",
}
_BY_THEMSELVES = (AskState.DECLINED, AskState.NOT_NOW, AskState.SMALLER, AskState.NO_ANSWER)
"""Endings that the person knows of, as they made them."""


@transaction.atomic
def answer(
    *,
    ask: Ask,
    answer: Answer | str,
    door: str,
    by: User | None = None,
    words: str = "",
    not_before: dt.date | None = None,
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Ask:
    """Keep what the person said, as for any ask; where it is for a request, all concerned are told at once.

    Also a person who withdraws an hour before: the calendars are told, the request goes on. Raises as the asks' own.
    """
    found = answer_ask(
        ask=ask, answer=answer, door=door, by=by, words=words, not_before=not_before, policy=policy, today=today
    )
    for match in Match.objects.filter(ask=found.pk):
        follow(match, policy=policy, today=today, address=address)
    return found


@transaction.atomic
def leave(*, contact: Contact, policy: Policy, today: dt.date, address: Address) -> None:
    """They leave the programme: what was agreed for requests is called off at once too."""
    openings.leave(contact=contact)
    _follow_person(contact, policy, today, address)


@transaction.atomic
def stop(*, secret: str, policy: Policy, today: dt.date, address: Address) -> Contact:
    """No more invitations, by the link of a mail. Raises Refusal like the asks' own."""
    contact = openings.stop(secret=secret)
    _follow_person(contact, policy, today, address)
    return contact


@transaction.atomic
def no_more_invitations(*, contact: Contact, policy: Policy, today: dt.date, address: Address) -> None:
    """The same, said in the portal. What they said yes to stays theirs."""
    openings.no_more_invitations(contact=contact)
    _follow_person(contact, policy, today, address)


def follow_all(*, policy: Policy, today: dt.date, address: Address) -> int:
    """Follow every ask that moved meanwhile, each in a transaction of its own. Returns how many."""
    moved = Match.objects.exclude(followed=F("ask__state")).order_by("changed_at", "key")
    count = 0
    for key in list(moved.values_list("pk", flat=True)[:_AT_ONCE]):
        try:
            with transaction.atomic():
                count += follow(Match(pk=key), policy=policy, today=today, address=address)
        except Refusal:
            continue  # somebody was quicker
    return count


def follow(match: Match, *, policy: Policy, today: dt.date, address: Address) -> bool:
    """Do what follows from the state its ask is in; False where nothing does. In the caller's transaction."""
    match = now(match.pk)
    state = AskState(match.ask.state)
    same = Match.objects.filter(pk=match.pk, followed=match.followed)
    if match.followed == state or not same.update(followed=state):
        return False
    hand = Hand(policy=policy, today=today, address=address)
    if state is AskState.ACCEPTED:
        tell_seller(match, "willing", hand, words=match.ask.answer_words, desk_too=True)
    elif state in _ENDED:
        _ended(match, state, hand)
    elif state in WAS_DONE and match.starts_at is not None and match.starts_at > hand.at:
        let_time_go(match, hand, words="It was done already.", person="not_needed", seller="called_off_by_us")
    else:
        return False
    return True


def _ended(match: Match, state: AskState, hand: Hand) -> None:
    theirs, step = state in _BY_THEMSELVES, _ENDED[state]
    last = match.ask.steps.order_by("-id").first()
    words = match.ask.answer_words if theirs else last.words if last else ""
    heard = match.ask.invited_at is not None and match.followed not in ("", *NOT_HEARD)
    was = match.starts_at
    if was is not None:
        person = "called_off_by_you" if theirs else "not_needed"
        let_time_go(match, hand, words=words, person=person, seller=step)
        return
    match.slots.filter(gone=False).update(gone=True)
    tell_seller(match, step, hand, words=words, desk_too=True)
    if heard and not theirs:
        tell_person(match, "not_needed", hand)


def _follow_person(contact: Contact, policy: Policy, today: dt.date, address: Address) -> None:
    rows = Match.objects.filter(contact__in=ids_of(contact)).exclude(followed=F("ask__state"))
    for match in rows.order_by("request_id", "key"):
        follow(match, policy=policy, today=today, address=address)
