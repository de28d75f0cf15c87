"""What is known of these people that decides whether they may be asked?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from vouch.domain.asking import Answer, Asked, Situation
from vouch.domain.policy import Policy
from vouch.domain.stages import Stage
from vouch.program.asks.days import day_of
from vouch.program.asks.models import Ask
from vouch.program.asks.states import OPEN
from vouch.program.findings.models import Placement
from vouch.program.people.models import Contact

_ANSWERS = {"accepted": Answer.ACCEPTED, "done": Answer.ACCEPTED, "thanked": Answer.ACCEPTED,
            "declined": Answer.DECLINED, "not_now": Answer.NOT_NOW, "smaller": Answer.SOMETHING_SMALLER,
            "no_answer": Answer.NO_ANSWER}  # fmt: skip


def situations(contacts: Collection[str], *, policy: Policy, today: date, except_ask: str = "") -> dict[str, Situation]:
    """The situation of each of these people."""
    found = {}
    for one in Contact.objects.select_related("account").filter(pk__in=contacts):
        placed = {row.kind: row for row in Placement.objects.filter(subject__in=[one.pk, one.account_id or ""])}
        account, own = placed.get("account"), placed.get("contact")
        asks = Ask.objects.filter(contact=one).exclude(pk=except_ask)
        found[one.pk] = Situation(
            today=today,
            person=one.name or one.email,
            company=one.account.name if one.account else "",
            reachable=bool(one.email),
            opted_out=one.opted_out,
            left=one.left_on is not None,
            stage=Stage(account.stage) if account else None,
            latent=bool(account and account.latent),
            own_stage=Stage(own.stage) if own else None,
            own_latent=bool(own and own.latent),
            asked=tuple(
                Asked(
                    activity=row.activity,
                    on=day_of(row.invited_at, policy),
                    answer=_ANSWERS.get(row.state),
                    answered_on=day_of(row.answered_at, policy) if row.answered_at else None,
                    not_before=row.not_before,
                )
                for row in asks
                if row.invited_at
            ),
            account_open=Ask.objects.filter(account=one.account_id, state__in=OPEN).exclude(pk=except_ask).count(),
            busy=asks.filter(state__in=OPEN).exists(),
        )
    return found
