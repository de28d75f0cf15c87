"""Two programmes of last winter with enough asks to compare them: one that people took up gladly, one that few did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from vouch.domain.asking import obstacles
from vouch.domain.letters import for_person, start
from vouch.domain.policy import Policy
from vouch.program.asks import actions as asks
from vouch.program.asks.queries import situations
from vouch.program.findings import lists
from vouch.program.findings.filters import Filter
from vouch.program.programmes import actions
from vouch.program.programmes.queries import programmes
from vouch.program.programmes.states import ProgrammeState

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact

Address = Callable[[str, str], str]
LOOKED_AT = 150
"""Satisfied people, by name, among whom each programme looks for its own: one of a company."""
MINUTES = 6


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """One programme: it began so many days ago and took `days`; so many were asked, of whom so many said yes."""

    name: str
    goal: str
    activity: str
    measure: str
    why: str
    began: int
    days: int
    asked: int
    yes: int
    money: int
    hours: int
    learnt: str


TWO = (
    Earlier(
        name="One question each",
        goal="reach",
        activity="fun_fact",
        measure="answers we could show",
        why="Everybody knows one thing about their yard that nobody would guess.",
        began=330,
        days=40,
        asked=24,
        yes=19,
        money=120,
        hours=6,
        learnt="One question that takes a minute is answered. Those who answered were glad to see the others’ answers.",
    ),
    Earlier(
        name="Quotes for the price list",
        goal="faster_deals",
        activity="private_quote",
        measure="quotes that sellers used",
        why="Sellers had no words of customers beside the prices.",
        began=280,
        days=45,
        asked=24,
        yes=7,
        money=480,
        hours=16,
        learnt="Nobody likes to be quoted on a price. Ask for what changed, and show them where it will stand.",
    ),
)


@transaction.atomic
def run_two_before(*, by: User, policy: Policy, today: dt.date, address: Address) -> int:
    """Both, from the first ask to the end; returns how many asks left, 0 where the sample has them already."""
    if any(one.name == TWO[0].name for one in programmes(ProgrammeState.ENDED)):
        return 0
    taken: set[str] = set()
    return sum(_run(told, taken, by, policy, today, address) for told in TWO)


def _run(told: Earlier, taken: set[str], by: User, policy: Policy, today: dt.date, address: Address) -> int:
    begins = today - dt.timedelta(days=told.began)
    ends, day = begins + dt.timedelta(days=told.days), begins + dt.timedelta(days=3)
    made = actions.write_programme(
        by=by, name=told.name, goal=told.goal, aim=told.asked // 2, measure=told.measure, why=told.why,
        money=Decimal(told.money * 2), hours=told.hours * 2, begins=begins, ends=ends, policy=policy, today=begins,
    )  # fmt: skip
    made = actions.begin(by=by, programme=made, policy=policy, today=begins)
    whom = _free(told, taken, policy, day)
    written = [_written(one, told, by, policy, day) for one in whom]
    actions.add_asks(by=by, programme=made, asks=written, policy=policy, today=day)
    sent = asks.send(by=by, asks=written, policy=policy, today=day + dt.timedelta(days=1), address=address)
    left = [one.ask for one in sent if one.refusal is None]
    for place, ask in enumerate(left):
        _answered(ask, place, len(left), told, by, policy, day)
    actions.add_cost(
        by=by, programme=made, kind="agency", on=day, money=Decimal(told.money), hours=None, policy=policy, today=today
    )
    actions.add_cost(
        by=by, programme=made, kind="hours", on=day, money=None, hours=Decimal(told.hours), policy=policy, today=today
    )
    actions.end(by=by, programme=made, reached=told.yes, learnt=told.learnt, policy=policy, today=ends)
    return len(left)


def _free(told: Earlier, taken: set[str], policy: Policy, day: dt.date) -> Sequence[Contact]:
    """Satisfied people who may be asked for this on that day, one of a company, none whose company was asked before."""
    rows = lists.every(Filter(kind="contact", stage="satisfied"))
    people = [row.contact for row in rows if row.contact and row.contact.email and row.contact.account_id]
    people = [one for one in people if one.account_id not in taken][:LOOKED_AT]
    known = situations([one.pk for one in people], policy=policy, today=day)
    found: dict[str, Contact] = {}
    for one in people:
        if one.pk in known and not obstacles(known[one.pk], told.activity, policy):
            found.setdefault(one.account_id or "", one)
    chosen = dict(list(found.items())[: told.asked])
    taken |= set(chosen)
    return list(chosen.values())


def _written(contact: Contact, told: Earlier, by: User, policy: Policy, day: dt.date) -> Ask:
    begun = start(told.activity, policy.ladder[told.activity], us=policy.company.name)
    company = contact.account.name if contact.account else ""

    def as_read(text: str) -> str:
        return for_person(text, name=contact.name, company=company)

    ask = asks.propose(
        by=by, contact=contact, activity=told.activity, win_person=as_read(begun.win_person),
        win_company=as_read(begun.win_company), subject=as_read(begun.subject), why=told.why,
        words=as_read(begun.words), policy=policy, today=day,
    )  # fmt: skip
    if ask.state == "proposed":
        ask = asks.answer_clearance(by=by, ask=ask, answer="yes", policy=policy, today=day)
    return ask


def _answered(ask: Ask, place: int, count: int, told: Earlier, by: User, policy: Policy, day: dt.date) -> None:
    """A yes that was done, or a no; spread evenly, so that neither goes by the alphabet."""
    yes = (place + 1) * told.yes // count > place * told.yes // count
    on = day + dt.timedelta(days=2 + place % 8)
    ask = asks.answer(ask=ask, answer="accepted" if yes else "declined", door="link", policy=policy, today=on)
    if yes:
        asks.finish(by=by, ask=ask, done_on=on + dt.timedelta(days=1), minutes=MINUTES, quality=1.0)
