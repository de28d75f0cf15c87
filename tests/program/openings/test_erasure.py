"""An erasure takes somebody's places with it, and they are told of every one before."""

from __future__ import annotations

import pytest

from tests.program.asks.town import address
from tests.program.openings.hall import NOW, Hall, draft, invite, opened, say
from vouch.domain.policy import Policy
from vouch.program.erasure import forget, kept_about
from vouch.program.findings.models import Particular
from vouch.program.openings import actions
from vouch.program.openings.models import Guest, GuestLink, GuestStep, Opening
from vouch.program.people.personality.models import OwnWord

pytestmark = pytest.mark.django_db


def test_their_rows_go_the_seat_is_free_and_whoever_waits_is_asked() -> None:
    hall = Hall()
    opening = opened(hall, seats=1, what="P1 Quist opens the evening, then there is dinner.")
    first, second, *_ = invite(hall, opening, *hall.people[:2])
    say(first, words="P1 Quist is coming")
    say(second)
    Particular.objects.create(kind="role", contact=hall.people[0], value="sponsor")
    whom = hall.people[0]
    told = kept_about(by=None, contacts=[whom.pk], emails=[whom.email]).asking
    (seat,) = told["openings"]
    assert (seat["opening"], seat["state"], seat["seat"]) == ("Dinner at the harbour", "seated", 1)
    assert [step["after"] for step in seat["steps"]] == ["clearing", "invited", "seated"]
    assert told["parts_they_play"] == [{"value": "sponsor"}]
    forget(by=None, contacts=[whom.pk], emails=[whom.email], names=lambda text: "P1 Quist" in text)
    assert list(Guest.objects.values_list("pk", flat=True)) == [second.pk]
    assert set(GuestStep.objects.values_list("guest", flat=True)) == {second.pk}
    assert set(GuestLink.objects.values_list("guest", flat=True)) == {second.pk}
    assert not Particular.objects.exists()
    assert Opening.objects.get().what == "(erased)"
    actions.tend(**NOW, address=address)
    assert Guest.objects.get().state == "offered"


def test_where_policy_lets_it_only_a_sure_personality_counts_and_none_shuts_nobody_out() -> None:
    hall = Hall(3)
    OwnWord.objects.create(contact=hall.people[0], personality="educator", changed_at=hall.mara.joined_at)
    OwnWord.objects.create(contact=hall.people[1], personality="validator", changed_at=hall.mara.joined_at)
    told = NOW["policy"].model_dump()
    told["openings"]["personality_is_a_criterion"] = True
    now = {**NOW, "policy": Policy.model_validate(told)}
    made = draft(hall, criteria={"personalities": ["educator"]}, **now)
    opening = actions.publish(by=hall.mara, opening=made, **now)
    found = actions.invite(by=hall.mara, opening=opening, contacts=hall.people, address=address, **now)
    assert [one.guest is not None for one in found] == [True, False, False]
    assert "does not qualify: is validator" in str(found[1].refusal)
    assert "could qualify: what they enjoy is not known yet" in str(found[2].refusal)
