"""What people decided under two records counts for both once they are one, and is as it was once the join is undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.program.asks.town import POLICY, TODAY, WINS, address, colleague
from tests.program.cast import account, contact, know, owner, placed, publish
from vouch.domain.asking import Answer, obstacles
from vouch.domain.errors import Conflict, NotFound, Refusal
from vouch.domain.identity import Record, record_id
from vouch.program.asks import actions as asks
from vouch.program.asks import links, queries
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.carried import carried
from vouch.program.asks.queries.load import load
from vouch.program.asks.queries.situations import situations
from vouch.program.asks.states import AskState, LinkKind
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.consent import actions as consent
from vouch.program.consent.queries import consents_of, limits_of, speakers_of
from vouch.program.erasure.actions import forget
from vouch.program.members import actions as members
from vouch.program.members.models import Member
from vouch.program.members.queries import member, visit, visits
from vouch.program.members.terms import TERMS
from vouch.program.members.who import somebody
from vouch.program.people.identity.queries import every_id, moved, present
from vouch.program.people.models import Account, Contact

pytestmark = pytest.mark.django_db(transaction=True)


def _one(row: Any, kind: str) -> Any:
    return replace(row, id=record_id(Record(kind, row.system, row.source_id)))


ACME = _one(account(1, "Acme", owner=owner(1).id), "account")
TWIN = _one(account(2, "Acme Group", owner=owner(1).id), "account")
BOLT = _one(account(3, "Bolt"), "account")
ANA = _one(contact(1, ACME, "Ana Silva"), "contact")
ALSO = _one(contact(2, TWIN, "A. Silva"), "contact")
BO = _one(contact(3, ACME, "Bo Berg"), "contact")
DEE = _one(contact(4, BOLT, "Dee Diaz"), "contact")
_BOTH = tuple((row.system, row.source_id) for row in (ACME, TWIN))
_THEIRS = tuple((row.system, row.source_id) for row in (ANA, ALSO))


def apart(run: str = "r1") -> None:
    """The two Acmes and the two Anas are four."""
    know([ACME, TWIN, BOLT], [ANA, ALSO, BO, DEE], [owner(1)], run=run)
    publish([placed(one, "advocate") for one in (ACME, TWIN, BOLT, ANA, ALSO, BO, DEE)], run=run)


def join() -> None:
    """A run finds that Acme Group is Acme, and A. Silva is Ana."""
    know([replace(ACME, also=_BOTH), BOLT], [replace(ANA, also=_THEIRS), BO, DEE], [owner(1)], run="r2")
    publish([placed(one, "advocate") for one in (ACME, BOLT, ANA, BO, DEE)], run="r2")


@pytest.fixture(name="mara")
def _mara() -> User:
    apart()
    return colleague("mara", Position.PROGRAMME_MANAGER)


def who(of: Any) -> Contact:
    """The person as a page has them."""
    return Contact.objects.select_related("account__owner").get(pk=of.id)


def at(of: Any) -> Account:
    """The account as a page has it."""
    return Account.objects.get(pk=of.id)


def propose(by: User, whom: Any = ANA, **more: Any) -> Ask:
    """Propose a call."""
    told = {"by": by, "contact": who(whom), "activity": "reference_call", **WINS, "policy": POLICY, "today": TODAY}
    return asks.propose(**{**told, **more})


def invite(by: User, whom: Any = ANA, **more: Any) -> Ask:
    """Propose, clear and send."""
    ask = propose(by, whom, **more)
    ask = asks.answer_clearance(by=by, ask=ask, answer="yes", policy=POLICY, today=TODAY)
    (sent,) = asks.send(by=by, asks=[ask], policy=POLICY, today=TODAY, address=address)
    assert sent.refusal is None, sent.refusal
    return sent.ask


def refused(whom: Any, activity: str = "reference_call") -> str:
    """The codes of what stands in the way of asking them."""
    now = present(Contact, whom.id)
    assert now is not None
    found = obstacles(situations([now.pk], policy=POLICY, today=TODAY)[now.pk], activity, POLICY)
    return " ".join(one.code for one in found)


def _account_hold(by: User) -> None:
    consent.hold(by=by, account=at(TWIN), kind="legal", reason="A claim", from_on=TODAY)


def _own_hold(by: User) -> None:
    consent.hold(by=by, contact=who(ALSO), kind="by_hand", reason="On leave", from_on=TODAY)


def _never(by: User) -> None:
    consent.set_permission(
        by=by, account=at(ACME), activity="reference_call", allowed="yes", said_by="Cy", said_on=TODAY
    )
    consent.set_permission(by=by, account=at(TWIN), activity="", allowed="never", said_by="Legal", said_on=TODAY)


def _withdrawn(by: User) -> None:
    consent.say_consent(contact=who(ALSO), purpose="invitations", given=False, door="link")
    consent.say_consent(
        contact=who(ANA), purpose="invitations", given=True, door="staff", by=by, evidence="A call last week"
    )


def _limits(by: User) -> None:
    consent.set_limits(contact=who(ANA), exposure=5, every_days=10)
    consent.set_limits(contact=who(ALSO), refused=["reference_call"])


def _open_ask(by: User) -> None:
    propose(by, ALSO)


@pytest.mark.parametrize("decide", [_account_hold, _own_hold, _never, _withdrawn, _limits, _open_ask])
def test_who_may_not_be_asked_under_one_id_may_not_be_asked_as_one(decide: Callable[[User], None], mara: User) -> None:
    decide(mara)
    before = refused(ANA), refused(ALSO)
    assert before[0] == ""
    assert before[1] != ""
    join()
    assert refused(ANA) != ""
    assert refused(ALSO) == refused(ANA)
    with pytest.raises(Refusal):
        propose(mara)
    apart("r3")
    assert (refused(ANA), refused(ALSO)) == before


def test_an_ask_made_under_either_id_goes_on_and_is_seen_on_both(mara: User) -> None:
    ask = invite(mara, ALSO)
    join()
    found = queries.ask(ask.pk)
    assert (found.contact.name, found.account.name) == ("Ana Silva", "Acme")
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
    more = [_one(contact(n, TWIN if n % 2 else ACME, f"Person {n}"), "contact") for n in range(10, 11 + most)]
    know([ACME, TWIN], [ANA, *more], [owner(1)])
    publish([placed(one, "advocate") for one in (ACME, TWIN, ANA, *more)])
    for one in more[:most]:
        propose(mara, one)
    know([replace(ACME, also=_BOTH)], [ANA, *(replace(one, account=ACME.id) for one in more)], [owner(1)], run="r2")
    publish([placed(one, "advocate") for one in (ACME, ANA, *more)], run="r2")
    with pytest.raises(Refusal):
        propose(mara, more[most])


def test_limits_of_two_records_are_the_stricter_until_the_person_sets_others(mara: User) -> None:
    consent.set_limits(contact=who(ANA), exposure=4, refused=["podcast"])
    consent.set_limits(contact=who(ALSO), exposure=2, every_days=90)
    join()
    found = limits_of(ANA.id)
    assert (found.exposure, found.every_days, found.refused) == (2, 90, ["podcast"])
    with pytest.raises(Conflict, match="Only they can loosen it"):
        consent.set_limits(contact=who(ANA), by=mara, exposure=3)
    consent.set_limits(contact=who(ANA), by=mara, exposure=1)
    with pytest.raises(Conflict, match="Only they can loosen it"):
        consent.set_limits(contact=who(ANA), by=mara, exposure=None)
    consent.set_limits(contact=who(ANA), exposure=3)
    found = limits_of(ALSO.id)
    assert (found.exposure, found.every_days) == (3, 90)
    apart("r3")
    assert (limits_of(ALSO.id).exposure, limits_of(ALSO.id).every_days) == (2, 90)
    assert (limits_of(ANA.id).exposure, limits_of(ANA.id).every_days) == (3, None)
    consent.set_limits(contact=who(ALSO), exposure=0)
    join()
    assert limits_of(ANA.id).exposure == 0


def test_a_consent_withdrawn_under_one_id_is_given_back_by_the_person_alone(mara: User) -> None:
    consent.say_consent(contact=who(ALSO), purpose="quote", given=False, door="portal")
    join()
    assert consents_of(ANA.id)["quote"].given is False
    with pytest.raises(Conflict):
        consent.say_consent(contact=who(ANA), purpose="quote", given=True, door="staff", by=mara, evidence="A call")
    consent.say_consent(contact=who(ANA), purpose="quote", given=True, door="portal")
    assert consents_of(ANA.id)["quote"].given is True
    apart("r3")
    assert consents_of(ALSO.id)["quote"].given is False


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


def test_a_member_is_one_whichever_record_they_joined_under(mara: User) -> None:
    members.join(contact=who(ALSO), terms=TERMS)
    secret = members.visiting.begin(contact=who(ALSO))
    assert member(who(ANA)) is None
    join()
    ana = somebody(ANA.email, today=TODAY)
    assert ana is not None
    assert member(ana) is not None
    here = visit(secret, today=TODAY)
    assert here is not None
    assert here.contact_id == here.contact.pk == ANA.id
    assert len(visits(ana)) == 1
    members.answer_questions(contact=ana)
    members.leave(contact=ana)
    assert member(who(ANA)) is None
    assert visit(secret, today=TODAY) is None
    assert not Member.objects.filter(left_at=None).exists()


def test_a_member_is_as_before_once_they_are_two_again(mara: User) -> None:
    members.join(contact=who(ALSO), terms=TERMS)
    join()
    assert member(who(ANA)) is not None
    apart("r3")
    assert member(who(ANA)) is None
    assert member(who(ALSO)) is not None


def test_who_spoke_for_a_company_still_does(mara: User) -> None:
    consent.set_permission(
        by=mara, account=at(TWIN), activity="logo", allowed="yes", said_by_contact=who(ALSO), said_on=TODAY
    )
    join()
    know([replace(ACME, also=_BOTH), BOLT], [replace(ANA, also=_THEIRS), BO, DEE], [owner(1)], run="r2")
    assert [one.pk for one in speakers_of(ACME.id)] == [ANA.id]


def test_words_are_written_under_the_present_id(mara: User) -> None:
    old, old_company = who(ALSO), at(TWIN)
    invite(mara, ALSO)
    join()
    assert consent.hold(by=mara, contact=old, kind="by_hand", reason="x", from_on=TODAY).contact_id == ANA.id
    assert consent.hold(by=mara, account=old_company, kind="legal", reason="x", from_on=TODAY).account_id == ACME.id
    assert asks.log_outside(
        by=mara, contact=old, activity="logo", asked_on=TODAY, policy=POLICY, today=TODAY
    ).contact_id == ANA.id  # fmt: skip


def test_a_joined_record_is_met_from_what_points_at_it_alone(mara: User) -> None:
    invite(mara, ALSO)
    join()
    assert set(Contact.objects.values_list("pk", flat=True)) == {ANA.id, BO.id, DEE.id}
    assert set(at(ACME).contacts.values_list("pk", flat=True)) == {ANA.id, BO.id}
    assert moved(Contact) == {ALSO.id: ANA.id}
    assert moved(Account) == {TWIN.id: ACME.id}
    assert set(every_id(Contact, ALSO.id)) == set(every_id(Contact, ANA.id)) == {ANA.id, ALSO.id}
    apart("r3")
    assert moved(Contact) == moved(Account) == {}
    know([ACME], [ANA], [owner(1)], run="r4")
    assert present(Contact, ALSO.id) is None
    with pytest.raises(NotFound):
        consent.hold(by=mara, contact=Contact(pk=ALSO.id), kind="by_hand", reason="x", from_on=TODAY)


def test_who_is_forgotten_leaves_no_row_of_a_joined_record(mara: User) -> None:
    invite(mara, ALSO)
    join()
    assert Contact._base_manager.filter(pk=ALSO.id).exists()
    forget(by=None, contacts=[ANA.id], emails=[ANA.email], names=lambda text: "Silva" in text)
    assert not Contact._base_manager.filter(pk__in=(ANA.id, ALSO.id)).exists()
    assert not Ask.objects.exists()


def test_many_who_are_joined_take_as_many_statements_as_one(mara: User) -> None:
    heads = [_one(contact(n, ACME, f"Person {n}"), "contact") for n in range(100, 140)]
    twins = [_one(contact(n + 100, ACME, f"P. {n}"), "contact") for n in range(100, 140)]
    know([ACME], [*heads, *twins], [owner(1)])
    for one in twins:
        consent.set_limits(contact=who(one), exposure=2)
    pairs = zip(heads, twins, strict=True)
    know([ACME], [replace(a, also=((a.system, a.source_id), (b.system, b.source_id))) for a, b in pairs], [owner(1)])
    with CaptureQueriesContext(connection) as few:
        situations([heads[0].id], policy=POLICY, today=TODAY)
    with CaptureQueriesContext(connection) as many:
        found = situations([one.id for one in (*heads, *twins)], policy=POLICY, today=TODAY)
    assert len(few) == len(many)
    assert {found[one.id].limits.exposure for one in (*heads, *twins)} == {2}
