"""A second judge of who may be asked, written from the rule book and not from the code: day by day, one rule a line."""

from __future__ import annotations

import datetime as dt

from vouch.domain.asking import Allowed, Answer, HoldKind, PermissionSaid, Situation
from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Rung


def may(who: Situation, activity: str, policy: Policy) -> bool:
    """Whether the rule book lets this be asked today."""
    rung = policy.ladder[activity]
    if who.opted_out or who.left or not who.customer or not who.reachable or who.busy:
        return False
    if who.account_open >= policy.asking.caps.open_asks_per_account:
        return False
    if "invitations" in who.withdrawn or activity in who.limits.refused:
        return False
    if who.limits.paused_until and who.today <= who.limits.paused_until:
        return False
    if who.limits.every_days and any((who.today - one.on).days < who.limits.every_days for one in who.asked):
        return False
    word = _word(who, activity)
    if word is not None and word.allowed is Allowed.NEVER:
        return False
    if any(hold.kind is HoldKind.LEGAL for hold in who.holds):
        return False
    if _rests(who, activity, policy):
        return False
    if rung.open_invitation:
        return True
    if who.holds or any(purpose in who.withdrawn for purpose in rung.consents):
        return False
    effort, exposure = ceiling(who, policy)
    if who.limits.exposure is not None:
        exposure = min(exposure, who.limits.exposure)
    if rung.effort > effort or rung.exposure > exposure:
        return False
    return not (_used_up(who, word) or _tired(who, rung, policy))


def ceiling(who: Situation, policy: Policy) -> tuple[int, int]:
    """The highest effort and exposure by stage: the account's and the person's, whichever is lower in each."""
    rules = policy.asking.ceilings

    def of(stage: str | None, latent: bool) -> tuple[int, int]:
        highest = getattr(rules, "latent" if latent and stage == "satisfied" else stage or "not_known_yet")
        return highest.effort, highest.exposure

    account, person = of(who.stage, who.latent), of(who.own_stage, who.own_latent)
    if who.own_stage == "advocate" and who.stage == "satisfied":
        return rules.personal_advocate.effort, rules.personal_advocate.exposure
    return min(account[0], person[0]), min(account[1], person[1])


def _word(who: Situation, activity: str) -> PermissionSaid | None:
    holding = {key: word for key, word in who.permissions.items() if word.until is None or who.today <= word.until}
    return holding.get(activity, holding.get(""))


def _ago(who: Situation, on: dt.date) -> int:
    return (who.today - on).days


def _rests(who: Situation, activity: str, policy: Policy) -> bool:
    rest = policy.asking.rest
    for one in who.asked:
        ended = one.answered_on or one.on
        if _ago(who, one.on) < rest.after_ask_days:
            return True
        if one.answer is Answer.DECLINED and _ago(who, ended) < rest.after_decline_days:
            return True
        if (
            one.answer is Answer.DECLINED
            and one.activity == activity
            and _ago(who, ended) < rest.same_act_after_decline_days
        ):
            return True
        if one.answer is Answer.NOT_NOW:
            free = one.not_before or ended + dt.timedelta(days=rest.after_not_now_days)
            if who.today < free:
                return True
    for act in who.done:
        large = act.activity is not None and policy.ladder[act.activity].effort >= rest.large_effort
        if large and _ago(who, act.on) < rest.after_large_act_days:
            return True
    heard = [one for one in sorted(who.asked, key=lambda one: one.on) if one.answer is not None]
    last = heard[-rest.no_answers_in_a_row :]
    silent = [one for one in last if one.answer in (Answer.DECLINED, Answer.NO_ANSWER)]
    return len(silent) == rest.no_answers_in_a_row and any(
        _ago(who, one.answered_on or one.on) < rest.after_no_answers_days for one in last
    )


def _used_up(who: Situation, word: PermissionSaid | None) -> bool:
    if word is None or word.at_most is None or word.per_days is None:
        return False
    used = [one for one in who.company_used if not word.activity or one.activity == word.activity]
    return sum(_ago(who, one.on) < word.per_days for one in used) >= word.at_most


def _tired(who: Situation, rung: Rung, policy: Policy) -> bool:
    caps = policy.asking.caps
    live = [_ago(who, one.on) for one in who.done if one.activity is not None and policy.ladder[one.activity].live]
    return rung.live and (
        sum(days < 91 for days in live) >= caps.live_per_quarter
        or sum(days < 365 for days in live) >= caps.live_per_year
    )
