"""Three programmes over the sample's asks: two that ended, to compare, and one that runs. No ask is made for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from vouch.domain.policy import Policy
from vouch.program.programmes import actions

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.colleagues.models import User


@dataclass(frozen=True, kw_only=True)
class Told:
    """One programme: it began and ended so many days ago (0: it runs), and what it has of the asks of those days."""

    name: str
    goal: str
    aim: int
    measure: str
    why: str
    money: int
    hours: int
    began: int
    ended: int
    costs: Sequence[tuple[str, int, str, str]]
    reached: int = 0
    learnt: str = ""


PROGRAMMES = (
    Told(
        name="Voices for open deals",
        goal="faster_deals",
        aim=4,
        measure="deals that heard a customer",
        why="Three prospects asked to speak with somebody who runs yards like theirs.",
        money=1200,
        hours=30,
        began=76,
        ended=31,
        costs=(("agency", 60, "640", ""), ("gift", 34, "85.50", ""), ("hours", 35, "", "14")),
        reached=4,
        learnt="A call on a Thursday was taken each time. The case study took twice the hours we had planned.",
    ),
    Told(
        name="Customers who help customers",
        goal="product",
        aim=6,
        measure="answers and calls between customers",
        why="Two large sites planned the same rollout and did not know of each other.",
        money=300,
        hours=12,
        began=75,
        ended=30,
        costs=(("gift", 32, "60", ""), ("hours", 33, "", "5.5")),
        reached=2,
        learnt="Those who were introduced to each other stayed in touch without us. Too few were asked to say more.",
    ),
    Told(
        name="References before the fair",
        goal="faster_deals",
        aim=8,
        measure="reference calls and quotes",
        why="The fair is in January, and buyers ask for names there.",
        money=900,
        hours=25,
        began=16,
        ended=0,
        costs=(("gift", 6, "48", ""), ("hours", 5, "", "6")),
    ),
)


def plan_programmes(asks: Sequence[Ask], *, by: User, policy: Policy, today: dt.date) -> int:
    """Make them, each with the sample's asks that serve its goal and were proposed in its days. Returns how many."""
    free = list(asks)
    for told in PROGRAMMES:
        begins, day = today - dt.timedelta(days=told.began), today - dt.timedelta(days=told.ended)
        made = actions.write_programme(
            by=by, name=told.name, goal=told.goal, aim=told.aim, measure=told.measure, why=told.why,
            money=Decimal(told.money), hours=told.hours, begins=begins,
            ends=day if told.ended else today + dt.timedelta(days=45), policy=policy, today=begins,
        )  # fmt: skip
        made = actions.begin(by=by, programme=made, policy=policy, today=begins)
        theirs = [one for one in free if _fits(one, told, policy, begins, day)]
        actions.add_asks(by=by, programme=made, asks=theirs, policy=policy, today=begins)
        free = [one for one in free if one not in theirs]
        for kind, ago, money, hours in told.costs:
            actions.add_cost(
                by=by, programme=made, kind=kind, on=today - dt.timedelta(days=ago), policy=policy, today=today,
                money=Decimal(money) if money else None, hours=Decimal(hours) if hours else None,
            )  # fmt: skip
        for one in theirs:
            if one.state == "thanked":
                actions.say_kept(by=by, programme=made, ask=one.pk, kept="both", policy=policy, today=today)
        if told.ended:
            actions.end(by=by, programme=made, reached=told.reached, learnt=told.learnt, policy=policy, today=day)
    return len(PROGRAMMES)


def _fits(ask: Ask, told: Told, policy: Policy, first: dt.date, last: dt.date) -> bool:
    on = ask.proposed_at.astimezone(policy.zone).date()
    return told.goal in policy.ladder[ask.activity].serves and first <= on <= last
