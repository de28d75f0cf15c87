"""Who puts forward whom, who says yes to that, and what is pointed out before."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.program.cast import NOON, TODAY, account, contact, ines, know, owner, somebody
from vouch.domain.errors import BadInput, Conflict, NotAllowed, NotFound
from vouch.domain.policy import load
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.outbox.models import Message, Undeliverable
from vouch.program.people import actions, nominated, nominators
from vouch.program.people.carrying import entered, waiting
from vouch.program.people.models import Account, Contact, Nomination
from vouch.program.people.personality.actions import object_no_more, object_to_profiling

pytestmark = pytest.mark.django_db

WHY = "Helped two other customers in the spring, unasked."
SELLER, OTHER = "sam@example.com", "other@example.com"


@pytest.fixture(autouse=True)
def _two_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    acme, bolt = account(1, "Acme", owner=owner(1).id), account(2, "Bolt", owner=owner(1).id)
    people = [contact(1, acme, "Ana Lind"), contact(2, acme, "Cy Ode"), contact(3, bolt, "Bo Seller")]
    know([acme, bolt], people, [owner(1)])


def seller(email: str = SELLER, name: str = "Sam Seller") -> User:
    return User.objects.create(email=email, name=name, role=Position.SELLER.value, joined_at=NOON)


def manager() -> User:
    return somebody(Position.PROGRAMME_MANAGER)


def put_forward(by: User, who: str = "Ana Lind", **more: Any) -> Nomination:
    person = Contact.objects.get(name=who)
    told: dict[str, Any] = {"why": WHY, "relation": "work", "nominated_on": TODAY} | more
    return actions.nominate(by=by, account=Account.objects.get(pk=person.account_id), contact=person, **told)


def codes(one: Nomination) -> set[str]:
    (row,) = nominated.seen([one], load(), TODAY)
    return {sign.code for sign in row.signs}


def test_a_nomination_is_no_fact_before_it_is_approved_and_none_after_that_is_taken_back() -> None:
    one, who = put_forward(seller()), manager()
    assert [row.withdrawn for row in waiting()] == [True]
    assert list(entered()) == []
    one = actions.approve(by=who, nomination=actions.take_up(by=who, nomination=one))
    assert [(row.table, row.row["why"]) for row in entered()] == [("nominations", WHY)]
    actions.reopen(by=who, nomination=one)
    assert list(entered()) == []
    actions.not_approve(by=who, nomination=one, because="They are in the middle of a hard rollout.")
    assert list(entered()) == []


def test_nobody_decides_about_their_own_not_even_in_the_database() -> None:
    who = manager()
    one = put_forward(who)
    for decide in (actions.approve, actions.take_up):
        with pytest.raises(NotAllowed, match="Nobody decides about a nomination of their own"):
            decide(by=who, nomination=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=one.pk).update(state="approved", decided_by=who)
    assert actions.approve(by=ines(), nomination=one).state == "approved"


def test_a_seller_may_put_forward_and_not_approve() -> None:
    one = put_forward(seller())
    with pytest.raises(NotAllowed, match="may not approve whom colleagues put forward"):
        actions.approve(by=seller(OTHER, "Ola Other"), nomination=one)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"why": "keen"}, "why"),
        ({"relation": ""}, "relation"),
        ({"relation": "friend"}, "relation_words"),
        ({"personality": "hero"}, "personality"),
        ({"nominated_on": TODAY + dt.timedelta(days=3)}, "nominated_on"),
    ],
)
def test_what_somebody_else_could_not_judge_by_is_refused(told: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        put_forward(seller(), **told)
    assert refusal.value.data["field"] == field


def test_a_draft_is_its_authors_alone_may_lack_a_reason_and_is_sent_with_one() -> None:
    who, boss = seller(), manager()
    draft = put_forward(who, why="", relation="", draft=True)
    with pytest.raises(NotFound):
        nominated.nomination(draft.key, boss)
    assert nominated.lane(["draft"]) == []
    assert [one.key for one in nominated.lane(["draft"], author=who)] == [draft.key]
    with pytest.raises(BadInput, match="what you saw or heard"):
        actions.change_nomination(by=who, nomination=draft, draft=False, relation="work")
    with pytest.raises(Conflict, match="does not wait"):
        actions.approve(by=boss, nomination=draft)
    sent = actions.change_nomination(by=who, nomination=draft, draft=False, why=WHY, relation="work")
    assert (sent.state, [one.key for one in nominated.lane(nominated.WAITING)]) == ("new", [draft.key])


def test_a_no_has_a_reason_and_what_was_taken_up_is_not_changed_under_the_reader() -> None:
    who, boss = seller(), manager()
    one = put_forward(who)
    with pytest.raises(BadInput, match="Sam Seller reads it"):
        actions.not_approve(by=boss, nomination=one, because="no")
    actions.take_up(by=boss, nomination=one)
    with pytest.raises(Conflict, match="took this nomination up"):
        actions.change_nomination(by=who, nomination=one, why=WHY + " And more.")
    with pytest.raises(NotAllowed, match="alone may change it"):
        actions.change_nomination(by=boss, nomination=one, why=WHY)


def test_whoever_put_them_forward_is_mailed_what_was_decided_and_why_once_each_time() -> None:
    who, boss = seller(), manager()
    one = put_forward(who)
    page = "https://vouch.example/nominations/1/"
    one = actions.not_approve(by=boss, nomination=one, because="They are in the middle of a hard rollout.", page=page)
    (mail,) = Message.objects.all()
    assert (mail.to, mail.subject) == (who.email, "Not approved: your nomination of Ana Lind, Acme")
    assert "says why:\n\nThey are in the middle of a hard rollout." in mail.text
    assert page in mail.text
    assert boss.email in mail.headers["Reply-To"]
    one = actions.reopen(by=boss, nomination=one)
    assert not Message.objects.exists(), "it had not left, and is true no more"
    one = actions.approve(by=boss, nomination=one, page=page)
    Message.objects.update(sent_at=NOON)
    one = actions.reopen(by=boss, nomination=one)
    actions.not_approve(by=boss, nomination=one, because="It was somebody else of that name.", page=page)
    assert [row.subject.partition(":")[0] for row in Message.objects.order_by("id")] == ["Approved", "Not approved"]


def test_nobody_is_mailed_who_left_or_whom_mail_does_not_reach() -> None:
    who, boss = seller(), manager()
    one, two = put_forward(who), put_forward(who, "Cy Ode")
    User.objects.filter(pk=who.pk).update(is_active=False)
    actions.approve(by=boss, nomination=one, page="https://vouch.example/")
    assert not Message.objects.exists()
    User.objects.filter(pk=who.pk).update(is_active=True)
    Undeliverable.objects.create(address=who.email, since=NOON, why="550 no such mailbox")
    actions.approve(by=boss, nomination=two, page="https://vouch.example/")
    assert [bool(row.failed_at) for row in Message.objects.all()] == [True]


def test_who_objected_to_being_typed_is_put_forward_without_a_guess_and_an_earlier_one_is_gone() -> None:
    ana, sam = Contact.objects.get(name="Ana Lind"), seller()
    first = put_forward(sam, personality="educator")
    object_to_profiling(contact=ana)
    first.refresh_from_db()
    assert first.personality == ""
    for told in (
        lambda: put_forward(sam, personality="educator"),
        lambda: put_forward(sam, personality="validator", draft=True),
        lambda: actions.change_nomination(by=sam, nomination=first, personality="educator"),
    ):
        with pytest.raises(BadInput, match="only they can change") as refusal:
            told()
        assert refusal.value.data["field"] == "personality"
    assert put_forward(sam).personality == ""
    assert not Nomination.objects.exclude(personality="").exists()
    object_no_more(contact=ana)
    assert actions.change_nomination(by=sam, nomination=first, personality="educator").personality == "educator"


def test_a_nomination_is_not_turned_to_somebody_who_objected_with_its_guess() -> None:
    object_to_profiling(contact=Contact.objects.get(name="Cy Ode"))
    sam = seller()
    one = put_forward(sam, personality="educator")
    with pytest.raises(BadInput, match="only they can change"):
        actions.change_nomination(by=sam, nomination=one, contact_id=Contact.objects.get(name="Cy Ode").pk)
    one.refresh_from_db()
    assert one.contact.name == "Ana Lind"


def test_two_answers_at_once_are_one() -> None:
    one, first, second = put_forward(seller()), manager(), ines()
    actions.approve(by=first, nomination=one)
    with pytest.raises(Conflict, match="has one already"):
        actions.not_approve(by=second, nomination=one, because="Somebody else was quicker here.")


def test_a_declared_friend_a_surname_and_somebody_put_forward_before_are_pointed_out() -> None:
    who = seller()
    assert codes(put_forward(who)) == set()
    assert codes(put_forward(who, "Cy Ode", relation="friend", relation_words="School")) == {"declared"}
    assert codes(put_forward(who, "Bo Seller")) == {"surname"}
    again = put_forward(seller(OTHER, "Ola Other"))
    (row,) = nominated.seen([again], load(), TODAY)
    assert [sign.sentence for sign in row.signs] == ["Was put forward once before, by Sam Seller."]


def test_many_at_once_and_all_of_one_company_are_pointed_out() -> None:
    who = seller()
    made = [put_forward(who, name) for name in ("Ana Lind", "Cy Ode", "Ana Lind")]
    assert "one_account" in codes(made[-1])
    made += [put_forward(who, "Bo Seller"), put_forward(who, "Cy Ode")]
    assert {"many"} <= codes(made[-1])
    assert "one_account" not in codes(made[-1])


def test_a_record_is_told_with_its_count_and_interval_and_not_below_the_minimum() -> None:
    row = nominators.NominatorRow(who="sam seller", named=12, right=7, wrong=2, trusted=0.68, low=0.46, high=0.87)
    few = nominators.NominatorRow(who="ola other", named=4, right=1, wrong=2, trusted=0.5, low=0.2, high=0.8)
    nominators.publish_nominators([row, few], least=5)
    sam, ola = seller(), seller(OTHER, "Ola Other")
    found = nominators.records([sam, ola])
    assert (
        nominators.words(found[sam.pk]) == "7 of 9 later gave something, 2 declined: 46 to 87 in 100. 3 not known yet."
    )
    assert nominators.words(found[ola.pk]) == "Not enough evidence: 3 of 4 acted or declined so far, 5 needed."
    assert nominators.words(None).endswith("not enough evidence.")
