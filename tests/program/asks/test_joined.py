"""Asks and gives of somebody whose records became one: found on both, one open at a time, and apart again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.program.asks.town import POLICY, TODAY, address
from tests.program.cast import contact, know, owner, placed, publish
from tests.program.two_records import (
    ACME,
    ALSO,
    ANA,
    BOTH,
    TWIN,
    apart,
    at,
    invite,
    join,
    one_row,
    propose,
    town,
    who,
)
from vouch.domain.asking import Answer
from vouch.domain.errors import Conflict, Refusal
from vouch.program.asks import actions as asks
from vouch.program.asks import links, queries
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.carried import carried
from vouch.program.asks.queries.load import load
from vouch.program.asks.states import AskState, LinkKind
from vouch.program.colleagues.models import User
from vouch.program.consent.queries import consents_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(name="mara")
def _mara() -> User:
    return town()


def test_an_ask_made_under_either_id_goes_on_and_is_seen_on_both(mara: User) -> None:
    ask = invite(mara, ALSO)
    join()
    found = queries.ask(ask.pk)
    assert (found.contact.name, found.account.name) == ("Ana Silva", "Acme")
    assert (found.contact_id, found.account_id) == (ANA.id, ACME.id)
    assert [one.pk for one in queries.of_contact(ANA.id)] == [ask.pk]
    assert [one.pk for one in queries.of_account(ACME.id)] == [ask.pk]
    assert [one.pk for one in queries.board("invited", queries.Narrowed(owner=owner(1).id)).rows] == [ask.pk]
    assert queries.invitation_of(who(ANA), ask.pk).pk == ask.pk
    assert carried(ANA.id, policy=POLICY, today=TODAY).asked == 1
    assert queries.balance(account=ACME.id).asks == queries.balance(contact=ANA.id).asks == 1
    (row,) = load(policy=POLICY, today=TODAY).rows
    assert (row.pk, row.asks) == (ANA.id, 1)
    asks.answer(ask=found, answer=Answer.ACCEPTED, door="link", policy=POLICY, today=TODAY)
    apart("r3")
    assert queries.of_contact(ANA.id) == []
    assert [one.state for one in queries.of_contact(ALSO.id)] == [AskState.ACCEPTED]
    assert queries.ask(ask.pk).contact.name == "A. Silva"


def test_of_one_person_one_ask_is_open_also_where_each_record_had_one(mara: User) -> None:
    cleared = [
        asks.answer_clearance(by=mara, ask=propose(mara, one), answer="yes", policy=POLICY, today=TODAY)
        for one in (ANA, ALSO)
    ]
    join()
    sent = asks.send(by=mara, asks=cleared, policy=POLICY, today=TODAY, address=address)
    assert all(one.refusal is not None for one in sent)
    asks.withdraw(by=mara, ask=cleared[0])
    (sent_now,) = asks.send(by=mara, asks=[cleared[1]], policy=POLICY, today=TODAY, address=address)
    assert sent_now.refusal is None
    with pytest.raises(Refusal):
        propose(mara)


def test_a_late_yes_does_not_open_a_second_ask_of_one_person(mara: User) -> None:
    late = invite(mara, ALSO)
    Ask.objects.filter(pk=late.pk).update(state=AskState.NO_ANSWER, slot=None)
    invite(mara, ANA)
    join()
    with pytest.raises(Conflict, match="A later invitation"):
        asks.answer(ask=late, answer=Answer.ACCEPTED, door="link", policy=POLICY, today=TODAY)


def test_the_places_of_an_account_are_counted_over_its_records(mara: User) -> None:
    most = POLICY.asking.caps.open_asks_per_account
    more = [one_row(contact(n, TWIN if n % 2 else ACME, f"Person {n}"), "contact") for n in range(10, 11 + most)]
    know([ACME, TWIN], [ANA, *more], [owner(1)])
    publish([placed(one, "advocate") for one in (ACME, TWIN, ANA, *more)])
    for one in more[:most]:
        propose(mara, one)
    know([replace(ACME, also=BOTH)], [ANA, *(replace(one, account=ACME.id) for one in more)], [owner(1)], run="r2")
    publish([placed(one, "advocate") for one in (ACME, ANA, *more)], run="r2")
    with pytest.raises(Refusal):
        propose(mara, more[most])


def test_a_link_sent_under_a_joined_id_stops_everything(mara: User) -> None:
    ask = invite(mara, ALSO)
    secret = links.make(LinkKind.STOP, at=dt.datetime.now(dt.UTC), days=9, contact=ALSO.id)
    join()
    assert asks.stop(secret=secret).pk == ANA.id
    assert consents_of(ANA.id)["invitations"].given is False
    assert queries.ask(ask.pk).state in (AskState.DECLINED, AskState.WITHDRAWN)


def test_gives_are_of_the_one_customer(mara: User) -> None:
    give = asks.plan_give(by=mara, account=at(TWIN), contact=who(ALSO), kind="help", do="Show them the reports")
    old = who(ALSO)
    join()
    asks.do_give(by=mara, give=give, done_on=TODAY)
    assert [one.pk for one in queries.gives_of(account=ACME.id)] == [give.pk]
    assert [one.pk for one in queries.gives_of(contact=ANA.id)] == [give.pk]
    assert queries.balance(account=ACME.id).gives == 1
    assert queries.give(give.pk).account.name == "Acme"
    later = asks.plan_give(by=mara, account=at(ACME), contact=old, kind="help", do="Show them more")
    assert (later.account_id, later.contact_id) == (ACME.id, ANA.id)
    apart("r3")
    assert [one.pk for one in queries.gives_of(contact=ALSO.id)] == [give.pk]
    assert queries.balance(account=ACME.id).gives == 0
