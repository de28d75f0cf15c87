"""What people decided under two records counts for both once they are one, and is as it was once the join is undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.program.asks.town import POLICY, TODAY
from tests.program.cast import contact, know, owner
from tests.program.two_records import (
    ACME,
    ALSO,
    ANA,
    BO,
    BOLT,
    BOTH,
    DEE,
    THEIRS,
    TWIN,
    apart,
    at,
    invite,
    join,
    one_row,
    propose,
    refused,
    town,
    who,
)
from vouch.domain.errors import Conflict, NotFound, Refusal
from vouch.domain.policy import load
from vouch.program.asks import actions as asks
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.situations import situations
from vouch.program.colleagues.models import User
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


@pytest.fixture(name="mara")
def _mara() -> User:
    return town()


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
    members.answer_questions(contact=ana, policy=load())
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
    know([replace(ACME, also=BOTH), BOLT], [replace(ANA, also=THEIRS), BO, DEE], [owner(1)], run="r2")
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
    heads = [one_row(contact(n, ACME, f"Person {n}"), "contact") for n in range(100, 140)]
    twins = [one_row(contact(n + 100, ACME, f"P. {n}"), "contact") for n in range(100, 140)]
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
