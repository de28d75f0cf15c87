"""What a customer may see of asks, and what they are offered in place of one."""

from __future__ import annotations

import pytest

from tests.program.asks.town import POLICY, TODAY, Town, invited, propose
from vouch.domain.errors import NotFound
from vouch.program.asks import actions
from vouch.program.asks.queries import invitation_of, invitations_of, smaller_than
from vouch.program.consent.actions import set_limits, set_permission
from vouch.program.members.actions import join
from vouch.program.members.models import Member
from vouch.program.members.terms import TERMS

pytestmark = pytest.mark.django_db


def offered(town: Town, activity: str = "case_study") -> list[str]:
    ask = invited(town, activity=activity)
    return [name for name, _ in smaller_than(ask, policy=POLICY, today=TODAY)]


def test_smaller_goes_down_in_steps_one_a_level_of_exposure() -> None:
    found = offered(Town())
    exposures = [POLICY.ladder[name].exposure for name in found]
    assert len(found) == 3
    assert exposures == sorted(set(exposures), reverse=True)
    assert all(POLICY.ladder[name].minutes < POLICY.ladder["case_study"].minutes for name in found)
    assert found[0] == "press_quote"


def test_what_may_not_be_asked_is_not_offered_in_its_place() -> None:
    town = Town()
    set_limits(contact=town.ana, refused=["press_quote", "named_quote"])
    set_permission(by=town.omar, account=town.ana.account, activity="referral", allowed="never", said_by="Bo",
                   said_on=TODAY)  # fmt: skip
    found = offered(town)
    assert found
    assert not {"press_quote", "named_quote", "referral"} & set(found)
    assert not any(POLICY.ladder[name].open_invitation for name in found)


def test_nothing_is_smaller_than_the_smallest() -> None:
    assert offered(Town(), "feedback") == []


def test_only_what_left_and_is_theirs_is_there() -> None:
    town = Town()
    ask = propose(town)
    assert invitations_of(town.ana) == []
    with pytest.raises(NotFound):
        invitation_of(town.ana, ask.pk)
    sent = invited(town, town.bo)
    assert [one.pk for one in invitations_of(town.bo)] == [sent.pk]
    with pytest.raises(NotFound):
        invitation_of(town.ana, sent.pk)


def test_leaving_twice_is_leaving_once() -> None:
    town = Town()
    join(contact=town.ana, terms=TERMS)
    invited(town)
    actions.leave(contact=town.ana)
    first = Member.objects.get().left_at
    actions.leave(contact=town.ana)
    assert Member.objects.get().left_at == first
    assert town.ana.consents.count() == 1
