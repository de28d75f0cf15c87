"""Whom a customer introduces: an address only with the other's yes, who follows it, its fate, thanks."""

from __future__ import annotations

import pytest

from tests.program.asks.town import POLICY, TODAY, colleague, invited
from tests.program.references.calls import mails
from tests.program.references.desk import Desk
from vouch.domain.errors import BadInput, Conflict, NotAllowed
from vouch.program.asks.actions import answer
from vouch.program.asks.states import AskState
from vouch.program.colleagues.permissions import Position
from vouch.program.people.models import Act
from vouch.program.references import actions
from vouch.program.references.models import Referral
from vouch.program.references.queries import introduced_by, referrals
from vouch.program.references.states import Fate

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def introduce(desk: Desk, **more: object) -> Referral:
    told = {"contact": desk.ana, "name": "Eve Ek", "company": "Ek AB", "policy": POLICY, "today": TODAY}
    return actions.introduce(**{**told, **more})


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": "eve@ek.example"}, "agreed"),
        ({"email": "eve at ek", "agreed": True}, "email"),
        ({"note": "n" * 1001}, "note"),
        ({"company": "c" * 256}, "company"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_field(desk: Desk, more: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        introduce(desk, **more)
    assert refused.value.data["field"] == field
    assert not Referral.objects.exists()


def test_the_same_one_twice_is_one_and_many_in_a_day_are_refused(desk: Desk) -> None:
    introduce(desk)
    with pytest.raises(Conflict, match="introduced eve ek already"):
        introduce(desk, name="eve ek", company="EK AB")
    for number in range(9):
        introduce(desk, name=f"Eve {number}")
    with pytest.raises(Conflict, match="many for one day"):
        introduce(desk, name="Eve Ten")


def test_an_invitation_to_introduce_somebody_is_done_with_it(desk: Desk) -> None:
    ask = invited(desk, activity="referral")
    answer(ask=ask, answer="accepted", door="portal", policy=POLICY, today=TODAY)
    row = introduce(desk)
    ask.refresh_from_db()
    assert (ask.state, row.ask_id) == (AskState.DONE, ask.pk)


def test_its_fate_is_followed_seen_and_is_an_act_once(desk: Desk) -> None:
    row = introduce(desk)
    row = actions.follow_referral(by=desk.mara, referral=row, colleague=desk.sol)
    assert [one.pk for one in referrals(by=desk.sol, policy=POLICY, mine=True)] == [row.pk]
    told = {"by": desk.mara, "referral": row, "policy": POLICY, "today": TODAY}
    for fate in (Fate.QUALIFIED, Fate.LOST, Fate.WON):
        actions.set_fate(**told, fate=fate)
    assert [one.fate for one in introduced_by(desk.ana)] == [Fate.WON]
    assert Act.objects.filter(contact=desk.ana, activity_type="referral").count() == 1
    with pytest.raises(BadInput):
        actions.set_fate(**told, fate="vanished")
    with pytest.raises(BadInput, match="no such deal"):
        actions.set_fate(**told, fate=Fate.WON, deal="salesforce:none")


def test_an_owner_follows_those_of_their_own_customers_and_a_viewer_none(desk: Desk) -> None:
    row = introduce(desk)
    introduce(desk, contact=desk.dee)
    assert [one.pk for one in referrals(by=desk.omar, policy=POLICY)] == [row.pk]
    with pytest.raises(NotAllowed):
        referrals(by=colleague("vic", Position.VIEWER), policy=POLICY)
    with pytest.raises(NotAllowed):
        actions.follow_referral(by=colleague("wim", Position.VIEWER), referral=row)


def test_they_are_thanked_once_and_by_mail(desk: Desk) -> None:
    row = introduce(desk)
    actions.thank_for_referral(by=desk.sol, referral=row, words="That was a good thought.", policy=POLICY, today=TODAY)
    assert mails(desk.ana.email) == ["Thank you for introducing Eve Ek"]
    with pytest.raises(Conflict, match="thanked for it already"):
        actions.thank_for_referral(by=desk.sol, referral=row, words="Again.", policy=POLICY, today=TODAY)
