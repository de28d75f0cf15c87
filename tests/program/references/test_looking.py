"""Fishing: how many lists a seller opens in an hour, how many addresses in a day, and whose name they read."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.program.asks.town import POLICY, TODAY, clear, colleague
from tests.program.references.desk import Desk, choose, go_on, request, written
from vouch.domain.errors import NotAllowed, NotFound, TooOften
from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Mode, Names
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.references import actions
from vouch.program.references.models import Look, Match
from vouch.program.references.queries import picked, reading

pytestmark = pytest.mark.django_db


def policy(**changes: object) -> Policy:
    return POLICY.model_copy(update={"desk": POLICY.desk.model_copy(update=changes)})


STRICT = policy(looks_an_hour=2, contacts_a_day=1, names=Names.AFTER_CLEARANCE)


@pytest.fixture
def desk() -> Desk:
    found = Desk()
    for activity in ("reference_call", "private_quote"):
        actions.set_mode(by=found.mara, activity=activity, mode=Mode.SELF_CLEARED, policy=POLICY)
    return found


def test_one_list_too_many_says_when_the_next_one_opens(desk: Desk) -> None:
    asked = request(desk)
    for without in (["role"], ["size"]):
        actions.look(by=desk.sol, request=asked, without=without, policy=STRICT)
    with pytest.raises(TooOften, match=r"2 lists of matches within an hour.*the desk can look") as refused:
        actions.look(by=desk.sol, request=asked, without=["region"], policy=STRICT)
    assert 3500 < refused.value.wait <= 3601
    assert Look.objects.count() == 2
    actions.look(by=desk.sol, request=asked, without=["role"], policy=STRICT)  # the same once more
    asked.words = "Another need"
    with pytest.raises(TooOften):
        actions.look(by=desk.sol, request=asked, policy=STRICT)
    Look.objects.update(at=timezone.now() - dt.timedelta(minutes=61))
    actions.look(by=desk.sol, request=asked, without=["region"], policy=STRICT)


@pytest.mark.parametrize("told", [{"rivals": ["Bolt"]}, {"rivals": ["Acme", "Bolt"]}, {"deal": ""}, {"buyer": "Oslo"}])
def test_whatever_changes_who_is_on_a_list_makes_it_another_list_and_another_need(
    desk: Desk, told: dict[str, object]
) -> None:
    """A seller who names one customer after the other as a rival of the buyer would read who has gone from the list."""
    strict = policy(looks_an_hour=1, counts_an_hour=1)
    keep = {"by": desk.sol, "policy": POLICY, "today": TODAY}
    plain = {"buyer": "Norden"}
    draft = actions.keep_draft(written=written(desk, **plain), **keep)
    for _twice in range(2):
        actions.look(by=desk.sol, request=draft, policy=strict)
        actions.count(by=desk.sol, request=draft, policy=strict)
    other = actions.keep_draft(request=draft, written=written(desk, **plain | told), **keep)
    with pytest.raises(TooOften):
        actions.look(by=desk.sol, request=other, policy=strict)
    with pytest.raises(TooOften):
        actions.count(by=desk.sol, request=other, policy=strict)


def test_every_request_and_door_of_a_seller_counts_together_and_the_desk_is_not_counted(desk: Desk) -> None:
    first, second = request(desk), request(desk)
    actions.look(by=desk.sol, request=first, door="api", policy=STRICT)
    actions.look(by=desk.sol, request=second, door="slack", policy=STRICT)
    with pytest.raises(TooOften):
        actions.look(by=desk.sol, request=second, without=["role"], policy=STRICT)
    for number in range(5):
        actions.look(by=desk.mara, request=first, without=[str(number)], policy=STRICT)


def test_nobody_opens_the_list_of_anothers_request(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="another's"):
        actions.look(by=colleague("tom", Position.SELLER), request=request(desk), policy=POLICY)


def spoken(desk: Desk, whom: object, activity: str = "reference_call") -> Match:
    """Chosen by Sol, cleared by whoever has to."""
    match = choose(desk, request(desk, activity=activity), whom, by=desk.sol)  # type: ignore[arg-type]
    clear(desk, match.ask, by=desk.mara)
    go_on()
    return match


def reveal(desk: Desk, match: Match, **more: object) -> actions.Address:
    told = {"by": desk.sol, "match": match, "policy": STRICT, "today": TODAY}
    return actions.reveal(**{**told, **more})  # type: ignore[arg-type]


def test_an_address_is_given_once_they_may_be_spoken_to_and_is_written_down(desk: Desk) -> None:
    match = choose(desk, request(desk), by=desk.sol)
    with pytest.raises(NotAllowed, match="once they may be spoken to"):
        reveal(desk, match)
    clear(desk, match.ask)
    go_on()
    assert reveal(desk, match).email == desk.ana.email
    match.refresh_from_db()
    assert match.released_at is not None
    line = Change.objects.get(action="reveal_address")
    assert (line.by, line.object_id, line.data) == (desk.sol, match.pk, {"contact": desk.ana.pk})


def test_one_address_too_many_is_refused_until_tomorrow_and_the_same_one_is_not_counted_twice(desk: Desk) -> None:
    ana, dee = spoken(desk, desk.ana), spoken(desk, desk.dee)
    reveal(desk, ana)
    reveal(desk, ana)
    with pytest.raises(TooOften, match="1 people today") as refused:
        reveal(desk, dee)
    assert 0 < refused.value.wait <= 90_000
    assert not Match.objects.get(pk=dee.pk).released_at
    assert reveal(desk, dee, today=TODAY + dt.timedelta(days=1)).company == "Bolt"


def test_others_are_not_given_it_and_who_knows_them_anyway_is_not_counted(desk: Desk) -> None:
    match = choose(desk, request(desk), by=desk.sol)
    with pytest.raises(NotAllowed, match="another's"):
        reveal(desk, match, by=colleague("tom", Position.SELLER))
    for who in (desk.mara, desk.omar):
        assert reveal(desk, match, by=who).email == desk.ana.email


def test_a_seller_reads_a_description_until_it_was_cleared(desk: Desk) -> None:
    asked = request(desk)
    assert reading(asked, by=desk.sol, policy=POLICY).of(desk.ana).name == "Ana Silva"
    assert reading(asked, by=desk.sol, policy=POLICY).of(desk.ana, open_=False).masked
    match = choose(desk, asked, by=desk.sol)
    strict = reading(asked, by=desk.sol, policy=STRICT)
    assert strict.of(desk.ana).masked
    assert "Ana" not in strict.of(desk.ana).name
    assert "Acme" not in str(strict.of(desk.ana))
    for who in (desk.mara, desk.omar):
        assert not reading(asked, by=who, policy=STRICT).of(desk.ana).masked
    assert reading(asked, by=desk.omar, policy=STRICT).of(desk.dee).masked, "not his"
    clear(desk, match.ask)
    go_on()
    assert reading(asked, by=desk.sol, policy=STRICT).of(desk.ana).name == "Ana Silva"
    assert reading(asked, by=desk.sol, policy=STRICT).of(desk.bo).masked, "he was not cleared"


def test_a_token_leads_only_to_whom_a_list_showed_to_them(desk: Desk) -> None:
    asked, other = request(desk), request(desk)
    eyes = reading(asked, by=desk.sol, policy=STRICT)
    token = eyes.pick(desk.ana)
    assert desk.ana.pk not in token
    with pytest.raises(NotFound, match="not on a list"):
        picked(asked, token, by=desk.sol)
    actions.shown(look=actions.look(by=desk.sol, request=asked, policy=STRICT), people=[desk.ana.pk, desk.dee.pk])
    assert picked(asked, token, by=desk.sol) == desk.ana
    for ask, by in ((other, desk.sol), (asked, desk.mara)):
        with pytest.raises(NotFound):
            picked(ask, token, by=by)


def test_reading_how_many_fit_while_writing_is_counted_by_need_and_ends_somewhere(desk: Desk) -> None:
    strict = policy(counts_an_hour=2)
    asked = request(desk)
    for words in ("docks", "docks", "plants"):
        asked.words = words
        actions.count(by=desk.sol, request=asked, policy=strict)
    assert Look.objects.filter(kind="count").count() == 2, "the same need once more is the same look"
    asked.words = "ships"
    with pytest.raises(TooOften, match="handing in goes on as before") as refused:
        actions.count(by=desk.sol, request=asked, policy=strict)
    assert 3500 < refused.value.wait <= 3601
    actions.count(by=desk.mara, request=asked, policy=strict)
    actions.look(by=desk.sol, request=asked, policy=strict)  # lists are counted apart
