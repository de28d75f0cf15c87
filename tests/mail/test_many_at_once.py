"""Twenty who do the same at the same moment, each with a connection of their own: each thing happens once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from tests.mail.server import MailServer
from tests.program.asks.town import POLICY, TODAY, WINS, Town, address, clear, propose
from tests.program.cast import account, contact, know, placed, publish
from vouch.domain.errors import Conflict, Refusal
from vouch.program.asks import actions
from vouch.program.asks.actions import telling
from vouch.program.asks.models import Ask, Clearance, Link, Step
from vouch.program.outbox.delivery import deliver_due
from vouch.program.outbox.models import Message
from vouch.program.people.models import Contact

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 20


def at_once(do: Callable[[int], Any], many: int = MANY) -> Sequence[Any]:
    """Let so many do this at the same moment. Refusals are returned like answers."""
    start = threading.Barrier(many)

    def one(number: int) -> Any:
        start.wait()
        try:
            return do(number)
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def batch(town: Town, size: int) -> list[Ask]:
    """So many cleared asks, each of somebody at a company of their own."""
    firms = [account(number, f"Firm {number}") for number in range(100, 100 + size)]
    people = [contact(100 + place, firm, f"P{place} Q") for place, firm in enumerate(firms)]
    know(firms, people)
    publish([placed(one, "advocate") for one in (*firms, *people)])
    asks = [propose(town, Contact.objects.get(pk=one.id)) for one in people]
    return [clear(town, ask, by=town.mara) for ask in asks]


def test_twenty_who_send_one_batch_write_and_send_each_mail_once(server: MailServer) -> None:
    town = Town()
    asks = batch(town, 10)

    def send_all(number: int) -> list[actions.Sent]:
        turned = asks[number % 10 :] + asks[: number % 10]  # so that they meet everywhere
        told = actions.send(by=town.mara, asks=turned, policy=POLICY, today=TODAY, address=address)
        deliver_due()
        return told

    answers = at_once(send_all)
    sent = [one.ask.pk for told in answers for one in told if one.refusal is None]
    assert Counter(sent) == dict.fromkeys([ask.pk for ask in asks], 1)
    refusals = {one.refusal.code for told in answers for one in told if one.refusal is not None}
    assert refusals <= {"moved_meanwhile"}
    while deliver_due().mails:
        pass
    assert Counter(to for to, _mail in server.taken) == dict.fromkeys(
        [f"p{place}@example.org" for place in range(10)], 1
    )
    assert Step.objects.filter(after="invited").count() == Message.objects.filter(sent_at__isnull=False).count() == 10
    assert Link.objects.filter(kind="invitation").count() == 10


def test_twenty_colleagues_ask_one_person_and_nineteen_are_told_who_did() -> None:
    town = Town()
    answers = at_once(lambda _: propose(town))
    made = [one for one in answers if isinstance(one, Ask)]
    told = [one for one in answers if isinstance(one, Refusal)]
    assert len(made) == 1
    assert len(told) == MANY - 1
    assert {one.code for one in told} <= {"asked_already", "may_not_be_asked"}
    assert all("Ana Silva" in one.sentence for one in told)


def test_twenty_ask_at_one_account_and_its_cap_holds() -> None:
    town = Town()
    firm = account(7, "Firm")
    people = [contact(700 + number, firm, f"R{number} S") for number in range(MANY)]
    know([firm], people)
    publish([placed(one, "advocate") for one in (firm, *people)])
    whom = [Contact.objects.get(pk=one.id) for one in people]
    answers = at_once(lambda number: propose(town, whom[number]))
    assert sorted(one.slot for one in answers if isinstance(one, Ask)) == [0, 1]
    assert {one.code for one in answers if isinstance(one, Refusal)} <= {"account_busy", "may_not_be_asked"}


def test_two_owners_clear_at_once_one_wins_and_the_other_is_told() -> None:
    town = Town()
    ask = propose(town)
    says = [(town.omar, "yes"), (town.mara, "no")]
    answers = at_once(lambda number: clear(town, ask, says[number][1], by=says[number][0]), many=2)
    won = [one for one in answers if isinstance(one, Ask)]
    lost = [one for one in answers if isinstance(one, Conflict)]
    assert (len(won), len(lost)) == (1, 1)
    winner = Clearance.objects.get()
    assert str(winner.answered_by) in lost[0].sentence
    assert "already" in lost[0].sentence or f"answered “{winner.answer}”" in lost[0].sentence
    assert Ask.objects.get().state == ("cleared" if winner.answer == "yes" else "not_cleared")


def test_twenty_workers_write_one_mail_of_the_day() -> None:
    town = Town()
    propose(town)
    at_once(lambda _: telling.tell_daily(policy=POLICY, today=TODAY, address=address))
    assert Message.objects.count() == 1
    assert Link.objects.filter(kind="clearance").count() == 1


def test_twenty_take_the_answer_of_one_person_once() -> None:
    town = Town()
    ask = clear(town, propose(town, **WINS))
    actions.send(by=town.mara, asks=[ask], policy=POLICY, today=TODAY, address=address)
    answers = at_once(
        lambda number: actions.answer(
            ask=ask, answer="accepted" if number % 2 else "declined", door="link", policy=POLICY, today=TODAY
        )
    )
    # an acceptance may be followed by a no; a no is final
    assert Step.objects.filter(ask=ask, after="accepted").count() <= 1
    assert Step.objects.filter(ask=ask, after="declined").count() <= 1
    assert sum(isinstance(one, Ask) for one in answers) == Step.objects.filter(ask=ask).count() - 3
