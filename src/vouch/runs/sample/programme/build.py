"""Makes the sample's programme, through the same actions as everybody's; a folder that has one already keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import transaction

from vouch.domain.letters import for_person, start
from vouch.domain.policy import Policy
from vouch.program.asks import actions, queries
from vouch.program.consent.actions import hold
from vouch.runs.sample.programme.cast import Cast
from vouch.runs.sample.programme.programmes import plan_programmes
from vouch.runs.sample.programme.story import ASKS, GIVES, Given, Told

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact

Address = Callable[[str, str], str]


@transaction.atomic
def run_programme(*, by: User, policy: Policy, today: dt.date, address: Address) -> int:
    """Ten weeks of a programme up to today; returns how many asks were made, 0 where there are some already."""
    if any(queries.counts().values()):
        return 0
    cast = Cast(policy, by, policy.company.name)
    asked = [one for told in sorted(ASKS, key=lambda one: -one.ago) if (one := _ask(cast, told, today, address))]
    givers = [one.contact for one in asked]
    for place, given in enumerate(GIVES):
        if givers:
            _give(cast, given, givers[place % len(givers)], today)
    _beside(cast, today)
    plan_programmes(asked, by=by, policy=policy, today=today)
    return len(asked)


def _ask(cast: Cast, told: Told, today: dt.date, address: Address) -> Ask | None:
    """One ask through its steps; None where nobody may be asked for it."""
    day = today - dt.timedelta(days=told.ago)
    contact = cast.find(told.activity, day)
    if contact is None or contact.account is None:
        return None
    ask = _proposed(cast, told, contact, day)
    if ask.state == "proposed" and told.clear:
        until = today + dt.timedelta(days=told.clear_until) if told.clear_until else None
        ask = actions.answer_clearance(
            by=cast.owner_of(contact), ask=ask, answer=told.clear, until=until, words=told.clear_words,
            policy=cast.policy, today=day + dt.timedelta(days=min(1, told.ago)),
        )  # fmt: skip
    if told.sent is None or ask.state != "cleared":
        return ask
    sent = actions.send(
        by=cast.manager, asks=[ask], policy=cast.policy, today=day + dt.timedelta(days=told.sent), address=address
    )[0]
    if sent.refusal is not None:
        return ask
    return _answered(cast, told, sent.ask, day)


def _proposed(cast: Cast, told: Told, contact: Contact, day: dt.date) -> Ask:
    company = contact.account.name if contact.account else ""
    since = contact.account.customer_since if contact.account else None
    begun = start(told.activity, cast.policy.ladder[told.activity], us=cast.policy.company.name)

    def as_read(text: str) -> str:
        return for_person(text, name=contact.name, company=company)

    why = told.why.replace("{since}", str(since.year) if since else "the beginning")
    return actions.propose(
        by=cast.manager, contact=contact, activity=told.activity, win_person=as_read(begun.win_person),
        win_company=as_read(begun.win_company), subject=as_read(begun.subject), why=as_read(why),
        words=as_read(begun.words), policy=cast.policy, today=day,
    )  # fmt: skip


def _answered(cast: Cast, told: Told, ask: Ask, day: dt.date) -> Ask:
    if told.answer:
        on = day + dt.timedelta(days=told.answered)
        later = on + dt.timedelta(days=told.later) if told.later else None
        ask = actions.answer(
            ask=ask, answer=told.answer, door="link", words=told.words, not_before=later, policy=cast.policy, today=on
        )
    if told.done is None:
        return ask
    ask = actions.finish(
        by=cast.manager, ask=ask, done_on=day + dt.timedelta(days=told.done), minutes=told.minutes,
        quality=told.quality, led_to=told.led_to,
    )  # fmt: skip
    return actions.thank(by=cast.manager, ask=ask, words=told.thanks) if told.thanks else ask


def _give(cast: Cast, given: Given, contact: Contact, today: dt.date) -> None:
    if contact.account is None:
        return
    done = given.ago is not None
    made = actions.plan_give(
        by=cast.manager, account=contact.account, contact=contact, kind=given.kind, do=given.do, gives=given.gives,
        assigned_to=cast.manager if given.due == 1 else cast.owner_of(contact),
        due_on=None if done else today + dt.timedelta(days=given.due),
    )  # fmt: skip
    if given.ago is not None:
        actions.do_give(
            by=cast.manager, give=made, done_on=today - dt.timedelta(days=given.ago), followed=given.followed
        )


def _beside(cast: Cast, today: dt.date) -> None:
    """One ask made at a dinner, and a hold that ends this week."""
    held = cast.find("private_quote", today)
    if held is not None and held.account is not None:
        ends = today + dt.timedelta(days=(4 - today.weekday()) % 7)
        hold(
            by=cast.owner_of(held), account=held.account, kind="by_hand", until=ends,
            from_on=today - dt.timedelta(days=20),
            reason="Their new head of operations is settling in. A call first, then perhaps an ask.",
        )  # fmt: skip
    dined = cast.find("private_words", today)
    if dined is not None:
        actions.log_outside(
            by=cast.manager, contact=dined, activity="private_words", asked_on=today - dt.timedelta(days=6),
            answer="accepted", answered_on=today - dt.timedelta(days=6), words="Asked at the dinner in Lisbon.",
            policy=cast.policy, today=today,
        )  # fmt: skip
