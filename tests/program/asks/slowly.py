"""The situation of one person, worked out slowly and in plain sight: tables read whole, rule by rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

from vouch.domain.asking import Allowed, Answer, Asked, Done, OwnLimits, PermissionSaid, Situation
from vouch.domain.policy import Policy
from vouch.domain.stages import Stage
from vouch.program.asks.models import Ask
from vouch.program.consent.models import Consent, Hold, Limits, Permission, Release
from vouch.program.findings.models import Approach, Circumstance, Deed, Placement
from vouch.program.outbox.models import Undeliverable
from vouch.program.people.models import Contact

_SAID = {"accepted": "accepted", "done": "accepted", "thanked": "accepted", "declined": "declined",
         "not_now": "not_now", "smaller": "something_smaller", "no_answer": "no_answer"}  # fmt: skip
_UNDER_WAY = ("proposed", "cleared", "invited", "accepted")


def situation(pk: str, policy: Policy, today: dt.date, except_ask: str = "") -> Situation:
    """What is known of one person on a day."""
    who = Contact.objects.get(pk=pk)
    at = who.account
    here = Placement.objects.filter(pk=at.pk).first() if at else None
    own = Placement.objects.filter(pk=pk).first()
    asks = [ask for ask in Ask.objects.all() if ask.pk != except_ask]
    deeds = list(Deed.objects.all())
    limits = Limits.objects.filter(pk=pk).first()
    return Situation(
        today=today,
        person=who.name or who.email or "This person",
        company=at.name if at else "any company we know",
        customer=at is not None and at.customer,
        reachable=who.email != "" and who.email.lower() not in [row.address for row in Undeliverable.objects.all()],
        opted_out=who.opted_out,
        left=at is None or (who.left_on is not None and who.left_on <= today),
        stage=Stage(here.stage) if here else None,
        latent=here.latent if here else False,
        own_stage=Stage(own.stage) if own else None,
        own_latent=own.latent if own else False,
        limits=OwnLimits(
            exposure=limits.exposure, refused=frozenset(limits.refused), every_days=limits.every_days,
            paused_until=limits.paused_until,
        ) if limits else OwnLimits(),
        permissions=_permissions(at.pk) if at else {},
        withdrawn=frozenset(_withdrawn(pk)),
        holds=(),
        asked=tuple(_asked(pk, asks, policy, today)),
        done=tuple(_done([a for a in asks if a.contact_id == pk], [d for d in deeds if d.contact_id == pk], policy)),
        company_used=tuple(
            _done([a for a in asks if a.account_id == at.pk], [d for d in deeds if d.account_id == at.pk], policy)
        ) if at else (),
        account_open=len([a for a in asks if at and a.account_id == at.pk and a.state in _UNDER_WAY]),
        busy=any(a.contact_id == pk and a.state in _UNDER_WAY for a in asks),
    )  # fmt: skip


def holds(pk: str, policy: Policy, today: dt.date) -> list[str]:
    """The kinds of hold that stand, in order."""
    who = Contact.objects.get(pk=pk)
    found = []
    for row in Hold.objects.all():
        mine = row.contact_id == pk or (row.account_id and row.account_id == who.account_id)
        if mine and row.lifted_at is None and row.from_on <= today and not (row.until and row.until < today):
            found.append(row.kind)
    around = [row for row in Circumstance.objects.all() if row.account_id == who.account_id]
    found += ["escalation" for row in around if row.kind == "escalation"]
    placed = Placement.objects.filter(pk=who.account_id).first()
    found += ["at_risk"] if placed and placed.at_risk else []
    near = policy.asking.holds.renewal_within_days
    soon = [row for row in around if row.kind == "renewal" and row.until and 0 <= (row.until - today).days <= near]
    said_go_on = [
        row for row in Release.objects.all()
        if row.account_id == who.account_id and row.ended_at is None and row.until >= today
    ]  # fmt: skip
    found += ["renewal"] if soon and not said_go_on else []
    return sorted(found)


def _permissions(account: str) -> dict[str, PermissionSaid]:
    rows = [row for row in Permission.objects.all() if row.account_id == account and row.ended_at is None]
    return {
        row.activity: PermissionSaid(
            activity=row.activity, allowed=Allowed(row.allowed), until=row.until, at_most=row.at_most,
            per_days=row.per_days, uses=frozenset(row.uses), territory=row.territory, said_by=row.said_by,
        )
        for row in rows
    }  # fmt: skip


def _withdrawn(pk: str) -> list[str]:
    state: dict[str, tuple[bool, bool]] = {}  # by purpose: withdrawn, and by themselves
    for row in sorted(Consent.objects.all(), key=lambda row: row.pk):
        if row.contact_id != pk:
            continue
        withdrawn, by_themselves = state.get(row.purpose, (False, False))
        if row.door != "staff":
            state[row.purpose] = (not row.given, not row.given)
        elif not (withdrawn and by_themselves):
            state[row.purpose] = (not row.given, False)
    return [purpose for purpose, (withdrawn, _) in state.items() if withdrawn]


def _asked(pk: str, asks: list[Ask], policy: Policy, today: dt.date) -> list[Asked]:
    found = []
    for ask in asks:
        if ask.contact_id == pk and ask.invited_at:
            said = _SAID.get(ask.state)
            found.append(
                Asked(
                    activity=ask.activity, on=_day(ask.invited_at, policy), answer=Answer(said) if said else None,
                    answered_on=_day(ask.answered_at, policy) if ask.answered_at else None, not_before=ask.not_before,
                )
            )  # fmt: skip
    for row in Approach.objects.all():
        if row.contact_id == pk:
            answer, on = (Answer(row.answer) if row.answer else None), row.answered_on
            end = row.asked_on + dt.timedelta(days=policy.asking.invitation.open_days)
            if answer is None and on is None and end < today:
                answer, on = Answer.NO_ANSWER, end
            found.append(Asked(activity=row.activity or None, on=row.asked_on, answer=answer, answered_on=on))
    return found


def _done(asks: list[Ask], deeds: list[Deed], policy: Policy) -> list[Done]:
    own = [Done(activity=a.activity, on=_day(a.done_at, policy)) for a in asks if a.state in ("done", "thanked")]
    return own + [Done(activity=deed.activity or None, on=deed.done_on) for deed in deeds]


def _day(moment: Any, policy: Policy) -> dt.date:
    day: dt.date = moment.astimezone(policy.zone).date()
    return day
