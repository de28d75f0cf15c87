"""What were these people asked before, what did they do, and what is under way?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from vouch.domain.asking import Answer, Asked, Done
from vouch.domain.policy import Policy
from vouch.program.asks.days import day_of
from vouch.program.asks.models import Ask
from vouch.program.asks.states import OPEN, AskState
from vouch.program.consent.queries import among
from vouch.program.findings.models import Approach, Deed

ANSWERS: dict[str, Answer] = {
    AskState.ACCEPTED: Answer.ACCEPTED,
    AskState.DONE: Answer.ACCEPTED,
    AskState.THANKED: Answer.ACCEPTED,
    AskState.DECLINED: Answer.DECLINED,
    AskState.NOT_NOW: Answer.NOT_NOW,
    AskState.SMALLER: Answer.SOMETHING_SMALLER,
    AskState.NO_ANSWER: Answer.NO_ANSWER,
}
"""What the state of an ask says about its answer; others say nothing."""

_KNOWN = {answer.value: answer for answer in Answer} | {"answered": Answer.ACCEPTED}
_DONE = (AskState.DONE, AskState.THANKED)


@dataclass(kw_only=True)
class Earlier:
    """By person: what they were asked and did. By account: what was used of its permissions, and how many are open."""

    asked: dict[str, tuple[Asked, ...]] = field(default_factory=dict)
    done: dict[str, tuple[Done, ...]] = field(default_factory=dict)
    used: dict[str, tuple[Done, ...]] = field(default_factory=dict)
    open: Counter[str] = field(default_factory=Counter)
    busy: set[str] = field(default_factory=set)

    def add_asked(self, contact: str, asked: Asked) -> None:
        """One more ask of this person."""
        self.asked[contact] = (*self.asked.get(contact, ()), asked)

    def add_done(self, contact: str | None, account: str | None, done: Done) -> None:
        """One more act of this person, for which the word of this account was used."""
        if contact:
            self.done[contact] = (*self.done.get(contact, ()), done)
        if account:
            self.used[account] = (*self.used.get(account, ()), done)


def earlier(
    whose: Mapping[str, str], where: Mapping[str, str], *, policy: Policy, today: date, except_ask: str = ""
) -> Earlier:
    """Everything asked of these people and done by them, here and outside; in three statements.

    `whose` and `where` say which person and account goes by an id now. An ask counts as asked from the day its
    invitation left, and as under way from its proposal. One that was taken back after it left was asked all the same;
    one outside that was never answered counts as such once it could not be answered here any more. The days are those
    of the company's zone.
    """
    found = Earlier()
    either = among("contact_id", whose) | among("account_id", where)
    # who wanted something smaller has not to rest from the ask in whose place it comes
    larger = Ask.objects.filter(smaller__pk=except_ask).values("pk")
    asks = Ask.objects.filter(either).exclude(pk=except_ask).exclude(pk__in=larger)
    for ask in asks.only(*_ASK).order_by("proposed_at", "pk"):
        who = whose.get(ask.contact_id, ask.contact_id)
        if ask.state in OPEN:
            found.open[where.get(ask.account_id, ask.account_id)] += 1
            found.busy.add(who)
        if ask.invited_at is not None:
            found.add_asked(who, _asked(ask, policy))
        if ask.state in _DONE and ask.done_at is not None:
            found.add_done(who, where.get(ask.account_id), Done(activity=ask.activity, on=day_of(ask.done_at, policy)))
    deeds = Deed.objects.filter(either).order_by("done_on", "pk")
    for contact, account, activity, on in deeds.values_list("contact_id", "account_id", "activity", "done_on"):
        found.add_done(contact, account, Done(activity=activity or None, on=on))
    outside = Approach.objects.filter(among("contact_id", whose)).order_by("asked_on", "pk")
    for contact, activity, on, said, answered in outside.values_list(
        "contact_id", "activity", "asked_on", "answer", "answered_on"
    ):
        found.add_asked(contact, _approached(activity, on, said, answered, policy, today))
    return found


_ASK = ("contact_id", "account_id", "activity", "state", "invited_at", "answered_at", "not_before", "done_at")


def _asked(ask: Ask, policy: Policy) -> Asked:
    assert ask.invited_at is not None
    return Asked(
        activity=ask.activity,
        on=day_of(ask.invited_at, policy),
        answer=ANSWERS.get(ask.state),
        answered_on=day_of(ask.answered_at, policy) if ask.answered_at else None,
        not_before=ask.not_before,
    )


def _approached(activity: str, on: date, said: str, answered_on: date | None, policy: Policy, today: date) -> Asked:
    answer = _KNOWN.get(said)
    last = on + timedelta(days=policy.asking.invitation.open_days)
    if answer is None and answered_on is None and today > last:
        answer, answered_on = Answer.NO_ANSWER, last
    return Asked(activity=activity or None, on=on, answer=answer, answered_on=answered_on)
