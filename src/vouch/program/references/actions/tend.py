"""What happens by itself? Invitations go on, endings are followed, people are reminded and asked how it was.

Every call may be made at any time, by several at once, and be killed: each row is changed by one conditional update in
a transaction of its own, and each mail has a key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy
from vouch.program.asks.links import Address
from vouch.program.asks.states import AskState
from vouch.program.history.actions import record
from vouch.program.references import letters
from vouch.program.references.actions.deals import decided_meanwhile
from vouch.program.references.actions.follow import follow_all
from vouch.program.references.actions.going import go_on_all
from vouch.program.references.actions.hand import Hand
from vouch.program.references.actions.how_it_was import complete
from vouch.program.references.actions.telling import tell_buyer, tell_desk, tell_person, tell_seller
from vouch.program.references.actions.thanks import tell_outcomes
from vouch.program.references.actions.turn import take_turn, write_step
from vouch.program.references.current import now
from vouch.program.references.models import ChainAnswer, Match, Request
from vouch.program.references.states import UNDER_WAY

_AT_ONCE = 500
SILENT = dt.timedelta(days=7)
"""How long nobody has said how it was before the desk is asked to."""


def tend(*, policy: Policy, today: dt.date, address: Address, at: dt.datetime | None = None) -> dict[str, int]:
    """Do what is due; what was done by its words, and how often. `at`: now, where `today` is another day."""
    hand = Hand(policy=policy, today=today, address=address)
    moment = at or hand.at
    counts = {
        "links of chains skipped": _skip_who_left(hand),
        "references gone on with": go_on_all(policy=policy, today=today, address=address),
        "references followed": follow_all(policy=policy, today=today, address=address),
        "reminded of a call": _remind(hand, moment),
        "asked how it was": _ask_how(hand, moment),
        "silent for a week": _silent(hand, moment),
        "requests done": _complete(hand),
        "requests due": _alarm(hand),
        "deals decided meanwhile": _decided(hand),
        "told what became of a deal": tell_outcomes(policy=policy, today=today, address=address, at=moment),
    }
    return {words: count for words, count in counts.items() if count}


def _skip_who_left(hand: Hand) -> int:
    """Whoever was asked in a chain and has left us since is not waited for; the next in it is asked."""
    rows = ChainAnswer.objects.filter(agreed=None, asked__is_active=False, match__request__state__in=UNDER_WAY)
    count = 0
    for answer in list(rows.select_related("match__request", "asked")[:_AT_ONCE]):
        with transaction.atomic():
            if not ChainAnswer.objects.filter(pk=answer.pk, agreed=None).delete()[0]:
                continue
            hand.step(answer.match, f"{answer.asked} was to agree and does not work here any more: skipped.")
            record(by=None, door="worker", action="skip_link", kind="match", object_id=answer.match_id)
            count += 1
    return count


def _booked() -> QuerySet[Match]:
    rows = Match.objects.filter(ask__state=AskState.ACCEPTED, missed="", starts_at__isnull=False)
    return rows.order_by("starts_at", "key")


def _remind(hand: Hand, at: dt.datetime) -> int:
    """Remind all of a call that is near; not of one that was agreed when it was near already."""
    before = dt.timedelta(hours=hand.policy.desk.remind_hours)
    rows = _booked().filter(reminded_at=None, starts_at__gt=at, starts_at__lte=at + before)

    def remind(match: Match) -> bool:
        mark = Match.objects.filter(pk=match.pk, reminded_at=None, starts_at=match.starts_at)
        if not mark.update(reminded_at=at):
            return False
        if match.booked_at is not None and match.starts_at is not None and match.booked_at > match.starts_at - before:
            return False
        again = str(match.sequence)
        tell_person(match, "remind", hand, again=again)
        tell_seller(match, "remind", hand, again=again)
        tell_buyer(match, "remind", hand, again=again)
        return True

    return _each(rows.filter(request__state__in=UNDER_WAY), remind)


def _ask_how(hand: Hand, at: dt.datetime) -> int:
    """Ask both sides how it was, once, some hours after its planned end."""
    after = dt.timedelta(hours=hand.policy.desk.feedback_hours)
    rows = _booked().filter(feedback_asked_at=None, starts_at__lte=at - after)

    def ask(match: Match) -> bool:
        if match.starts_at is None or match.starts_at + dt.timedelta(minutes=match.minutes) + after > at:
            return False
        mark = Match.objects.filter(pk=match.pk, feedback_asked_at=None, starts_at=match.starts_at)
        if not mark.update(feedback_asked_at=at):
            return False
        tell_person(match, "how", hand, again=str(match.sequence))
        tell_seller(match, "how", hand, again=str(match.sequence))
        return True

    return _each(rows, ask)


def _silent(hand: Hand, at: dt.datetime) -> int:
    """Tell the desk, once, of a talk of which neither side has said how it was: the person would count as busy on."""
    rows = _booked().filter(feedback_asked_at__lte=at - SILENT)

    def tell(match: Match) -> bool:
        key = f"silent {match.pk} {match.sequence}"
        return bool(tell_desk(match.request, letters.silent(match), key, hand, seller_too=False))

    return _each(rows, tell)


def _complete(hand: Hand) -> int:
    """End requests as done whose people have all spoken, where somebody else said so than the two who were asked."""
    rows = Match.objects.filter(request__state__in=UNDER_WAY, ask__state__in=(AskState.DONE, AskState.THANKED))

    def end(match: Match) -> bool:
        found = take_turn(match.request_id)
        match.request = found
        return complete(match, policy=hand.policy, today=hand.today, address=hand.address).request.state == "done"

    return _each(rows.order_by("chosen_at", "key"), end)


def _alarm(hand: Hand) -> int:
    """Tell the desk of requests for which little time is left, once each."""
    last = hand.today + dt.timedelta(hours=hand.policy.desk.due_hours)
    rows = Request.objects.filter(state__in=UNDER_WAY, alarmed_at=None, needed_by__lte=last)
    count = 0
    for request in list(rows.select_related("seller", "taken_by").order_by("needed_by", "key")[:_AT_ONCE]):
        with transaction.atomic():
            if not Request.objects.filter(pk=request.pk, alarmed_at=None).update(alarmed_at=hand.at):
                continue
            tell_desk(request, letters.due(request), f"due {request.pk}", hand, seller_too=False)
            count += 1
    return count


def _decided(hand: Hand) -> int:
    """Tell desk and seller, once, that a deal was decided while somebody is still sought for it."""
    count = 0
    for request in decided_meanwhile():
        with transaction.atomic():
            key = f"decided {request.outcome} {request.pk}"
            if tell_desk(request, letters.decided(request), key, hand, seller_too=True):
                words = f"The deal is {request.get_outcome_display()}. The desk and the seller were told."
                state = request.state
                write_step(request, before=state, after=state, by=None, door="worker", at=hand.at, words=words)
                count += 1
    return count


def _each(rows: QuerySet[Match], do: Callable[[Match], bool]) -> int:
    count = 0
    for key in list(rows.values_list("pk", flat=True)[:_AT_ONCE]):
        try:
            with transaction.atomic():
                count += do(now(key))
        except Refusal:
            continue  # somebody moved it on at this moment
    return count
