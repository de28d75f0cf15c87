"""What happens by itself? Reminders, invitations that close, clearances that pass on or come back, mails recalled.

Every call may be made at any time, by several at once, and be killed: each row is changed by one conditional update in
a transaction of its own, so what was done is not done again and what was not is done next time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from vouch.domain.errors import Conflict, Refusal
from vouch.domain.policy import Policy
from vouch.program.asks import letters, links
from vouch.program.asks.actions.clearing import ask_for_clearance, stand_in_of
from vouch.program.asks.actions.gate import check
from vouch.program.asks.actions.moving import move, write_step
from vouch.program.asks.actions.send import invitation_key, reminder_key
from vouch.program.asks.current import fresh
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address
from vouch.program.asks.models import Ask, Clearance, OwnerRule
from vouch.program.asks.states import AskState, ClearanceAnswer, LinkKind, Origin, Rule
from vouch.program.outbox.actions import give_up, take_back, write
from vouch.program.outbox.models import Message
from vouch.program.outbox.queries import due

_SENDS = (AskState.INVITED, AskState.UNTRACKED)
_ASKS = ("invitation ", "reminder ")
"""What the keys of mails about asks begin with."""
_OURS = (Origin.WORKSPACE, Origin.REFERENCE)
"""Where an ask comes from whose invitation is a mail of ours."""
_AT_ONCE = 500
"""Rows looked at in one call; the next call sees the rest."""


def remind(*, policy: Policy, today: dt.date, address: Address) -> int:
    """Remind those who have not answered, once, where every gate still lets them be asked. Returns how many."""
    days = policy.asking.invitation.remind_after_days
    asks = Ask.objects.filter(state=AskState.INVITED, origin__in=_OURS, reminded_at=None)
    asks = asks.filter(invited_at__lt=_begins(today - dt.timedelta(days=days - 1), policy), answer_until__gt=today)
    return _each(asks, lambda ask: _remind(ask, policy, today, address))


def close_unanswered(*, policy: Policy, today: dt.date) -> int:
    """Close invitations whose days are over. Returns how many."""
    asks = Ask.objects.filter(state=AskState.INVITED, answer_until__lt=today)

    def close(ask: Ask) -> bool:
        if _waits_in_the_outbox(ask):
            return False  # who was never reached has not kept silent
        move(ask, AskState.NO_ANSWER, by=None, door="worker", at=moment_on(today, policy))
        return True

    return _each(asks, close)


def end_undeliverable(*, policy: Policy, today: dt.date) -> int:
    """Take invitations back that reached nobody: the address is dead, or the mail was given up. Returns how many."""
    failed = Message.objects.filter(key__startswith="invitation ", failed_at__isnull=False)
    keys = [str(key).split(" ", 1)[1] for key in failed.order_by("-id").values_list("key", flat=True)[:_AT_ONCE]]
    asks = Ask.objects.filter(pk__in=keys, state=AskState.INVITED)

    def end(ask: Ask) -> bool:
        why = Message.objects.get(key=invitation_key(ask)).error
        words = f"The mail did not reach them. {why}"
        move(ask, AskState.WITHDRAWN, by=None, door="worker", at=moment_on(today, policy), words=words, invited_at=None)
        return True

    return _each(asks, end)


def recall_unwanted(*, policy: Policy, today: dt.date, limit: int = _AT_ONCE) -> int:
    """Call invitations back that have not left and may not any more: a hold, a withdrawal, while the server was down.

    Looks at the `limit` mails that are sent next. What is called back is cleared again, and can be sent once nothing
    stands in the way; mails of what is over by now, as where a server was set only lately, are given up. Returns how
    many were called back.
    """
    rows = [row for row in due(limit=limit) if row.contact and row.key and row.key.startswith(_ASKS)]
    keys = [str(row.key).split(" ", 1)[1] for row in rows]
    still = set(Ask.objects.filter(pk__in=keys, state__in=_SENDS).values_list("pk", flat=True))
    for row, key in zip(rows, keys, strict=True):
        if key not in still:
            give_up(row, "Not sent: the invitation was over before it could leave.")
    asks = Ask.objects.filter(pk__in=keys, state=AskState.INVITED)

    def recall(ask: Ask) -> bool:
        try:
            _check(ask, policy, today)
        except Refusal as refusal:
            take_back(reminder_key(ask))
            if not take_back(invitation_key(ask)):
                return False
            words = f"Its mail had not left, and was called back. {refusal.sentence}"
            changes = {"invited_at": None, "answer_until": None}
            move(ask, AskState.CLEARED, by=None, door="worker", at=moment_on(today, policy), words=words, **changes)
            return True
        return False

    return _each(asks, recall)


def pass_on(*, policy: Policy, today: dt.date) -> int:
    """Pass clearances on whose time is over: to whoever stands in, else to the programme managers. Returns how many."""
    open_ = Clearance.objects.filter(answered_at=None, due_on__lt=today, ask__state=AskState.PROPOSED)
    open_ = open_.exclude(asked=None).exclude(rule=Rule.TELL)
    count = 0
    for row in open_.select_related("owner")[:_AT_ONCE]:
        told = OwnerRule.objects.select_related("stand_in").filter(owner=row.owner_id).first() if row.owner_id else None
        stand_in = stand_in_of(told) if not row.stand_in else None
        same = Clearance.objects.filter(pk=row.pk, answered_at=None, asked=row.asked_id)
        count += same.update(
            asked=stand_in,
            stand_in=True,
            passed_at=moment_on(today, policy),
            mailed_at=None,
            due_on=today + dt.timedelta(days=policy.asking.invitation.clearance_days),
        )
    return count


def ask_again(*, policy: Policy, today: dt.date) -> int:
    """Put a question again that an owner had put off to a day that has come. Returns how many."""
    asks = Ask.objects.filter(state=AskState.PROPOSED).filter(
        ~Exists(Clearance.objects.filter(ask=OuterRef("pk")).filter(Q(answered_at=None) | Q(until__gt=today)))
    )

    def again(ask: Ask) -> bool:
        try:
            with transaction.atomic():
                ask_for_clearance(ask, strictly=True, policy=policy, today=today, at=moment_on(today, policy))
        except IntegrityError:
            return False  # another worker was quicker
        return True

    return _each(asks, again)


def let_go_on(clearance: Clearance, *, policy: Policy, today: dt.date) -> None:
    """The owner has been told, as they wished; so the ask goes on. In the transaction that writes what tells them."""
    at = moment_on(today, policy)
    told = Clearance.objects.filter(pk=clearance.pk, answered_at=None)
    if told.update(answer=ClearanceAnswer.YES, answered_at=at, mailed_at=at, words="They were told, as they wish."):
        move(fresh(clearance.ask), AskState.CLEARED, by=None, door="worker", at=at, words="The owner was told.")


def _remind(ask: Ask, policy: Policy, today: dt.date, address: Address) -> bool:
    if _waits_in_the_outbox(ask) or ask.proposed_by is None:
        return False
    try:
        _check(ask, policy, today)
    except Refusal:
        return False
    at = moment_on(today, policy)
    if not Ask.objects.filter(pk=ask.pk, state=AskState.INVITED, reminded_at=None).update(reminded_at=at):
        return False
    write_step(ask, before=ask.state, after=ask.state, by=None, door="worker", at=at, words="Reminded, once.")
    days = policy.asking.invitation.open_days + 30
    secret = links.make(LinkKind.INVITATION, at=at, days=days, ask=ask, contact=ask.contact_id)
    stop = links.make(LinkKind.STOP, at=at, days=links.STOP_DAYS, ask=ask, contact=ask.contact_id)
    letter = letters.reminder(
        ask,
        by=ask.proposed_by,
        policy=policy,
        page=address(LinkKind.INVITATION, secret),
        stop=address(LinkKind.STOP, stop),
    )
    write(letter, key=reminder_key(ask))
    return True


def _check(ask: Ask, policy: Policy, today: dt.date) -> None:
    check(
        ask.contact,
        ask.activity,
        policy=policy,
        today=today,
        use=ask.use,
        territory=ask.territory,
        except_ask=ask.pk,
    )


def _waits_in_the_outbox(ask: Ask) -> bool:
    """Whether its invitation has not left, though there is a server by which it could."""
    if not settings.VOUCH_SMTP or ask.origin not in _OURS:
        return False
    return Message.objects.filter(key=invitation_key(ask), sent_at=None).exists()


def _begins(day: dt.date, policy: Policy) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=policy.zone)


def _each(asks: QuerySet[Ask], do: Callable[[Ask], bool]) -> int:
    """Do this to each of them, in a transaction of its own; who moved meanwhile is let be."""
    count = 0
    for key in list(asks.order_by("changed_at", "pk").values_list("pk", flat=True)[:_AT_ONCE]):
        try:
            with transaction.atomic():
                count += do(fresh(Ask(pk=key)))
        except Conflict:
            continue
    return count
