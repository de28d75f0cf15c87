"""Times named and picked: what is refused with its field, who is told, who comes second, and what a change does."""

from __future__ import annotations

import datetime as dt
import threading
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from tests.program.asks.town import POLICY, TODAY, address
from tests.program.references.calls import NOW, THREE, answered, at, booked, mails, offered, tend, willing
from tests.program.references.desk import Desk, choose, request
from vouch.domain.errors import BadInput, Conflict, NotAllowed, Refusal
from vouch.domain.times import moment
from vouch.program.outbox.models import Message
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import BuyerLink, Match, Slot
from vouch.program.references.queries import behind
from vouch.program.references.states import MatchState, RequestState, Side

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def how_far(match: Match) -> MatchState:
    return state_of(now(match.pk))


@pytest.mark.parametrize(
    ("times", "although", "field", "says"),
    [
        (THREE[:2], "", "times", "Name 3 to 10 different times"),
        ([THREE[0], THREE[0], THREE[0]], "", "times", "different"),
        ([at(-1), *THREE], "", "times", "has passed"),
        ([at(400), *THREE], "", "times", "more than a year"),
        ([at(20), *THREE], "", "although", "It is needed by"),
        ([at(20), *THREE], "later", "although", "a few words why"),
    ],
)
def test_what_cannot_be_named_is_refused_and_nothing_is_kept(
    desk: Desk, times: list[dt.datetime], although: str, field: str, says: str
) -> None:
    match = willing(desk)
    with pytest.raises(BadInput, match=says) as refused:
        offered(match, times, although=although)
    assert refused.value.data["field"] == field
    assert not Slot.objects.exists()


def test_times_are_named_and_one_is_picked_and_all_three_are_told(desk: Desk) -> None:
    match = offered(willing(desk), zone="Europe/Lisbon")
    assert how_far(match) is MatchState.OFFERED
    assert mails("sol@example.com")[-2:] == ["Ana Silva said yes: Norden", "Ana Silva named times: Norden"]
    match = booked(desk, match, 1)
    assert (how_far(match), match.starts_at, match.sequence) == (MatchState.BOOKED, THREE[1], 1)
    for reader in (desk.ana.email, "sol@example.com", "nia@norden.example"):
        last = Message.objects.filter(to=reader).order_by("-id")[0]
        assert "set" in last.subject, reader
        assert last.attachments[0]["type"] == "text/calendar; method=REQUEST"
    assert "(Europe/Lisbon)" in Message.objects.filter(to=desk.ana.email).order_by("-id")[0].text


def test_a_time_after_the_day_needs_a_sentence_and_goes_with_one(desk: Desk) -> None:
    match = offered(willing(desk), [*THREE, at(20)], although="I travel until then.")
    assert match.slots.filter(gone=False).count() == 4


def test_who_picks_second_is_told_which_time_it_is(desk: Desk) -> None:
    match = booked(desk, offered(willing(desk)))
    with pytest.raises(Conflict, match="picked a moment before"):
        booked(desk, match, 1)


def test_nobody_picks_their_own_or_one_that_has_passed_or_is_gone(desk: Desk) -> None:
    match = offered(willing(desk))
    first = match.slots.all()[0]
    with pytest.raises(BadInput, match="of your own"):
        actions.pick(match=match, slot=first.pk, side=Side.CUSTOMER, door="portal", **NOW)
    with pytest.raises(BadInput, match="not offered any more"):
        actions.pick(match=match, slot=0, side=Side.SELLER, by=desk.sol, door="workspace", **NOW)
    later = {**NOW, "today": TODAY + dt.timedelta(days=3)}
    with pytest.raises(BadInput, match="has passed"):
        actions.pick(match=match, slot=first.pk, side=Side.SELLER, by=desk.sol, door="workspace", **later)


def test_the_seller_names_times_and_the_person_picks(desk: Desk) -> None:
    match = willing(desk)
    match = actions.offer(match=match, times=THREE, side=Side.SELLER, by=desk.sol, door="workspace", **NOW)
    assert mails(desk.ana.email)[-1] == "Which of these times suits you? Your talk with Norden"
    slot = match.slots.all()[2]
    match = actions.pick(match=match, slot=slot.pk, side=Side.CUSTOMER, door="portal", **NOW)
    assert match.starts_at == THREE[2]


def test_others_do_not_act_for_either_side(desk: Desk) -> None:
    match = willing(desk)
    with pytest.raises(NotAllowed, match="another's request"):
        actions.offer(match=match, times=THREE, side=Side.SELLER, by=desk.omar, door="workspace", **NOW)
    with pytest.raises(NotAllowed):
        actions.offer(match=match, times=THREE, side=Side.CUSTOMER, by=desk.sol, door="workspace", **NOW)
    actions.offer(match=match, times=THREE, side=Side.CUSTOMER, by=desk.mara, door="workspace", **NOW)


def test_before_a_yes_there_are_no_times(desk: Desk) -> None:
    with pytest.raises(Conflict, match="no times to agree on"):
        offered(choose(desk, request(desk)))


def test_a_buyer_picks_by_a_link_that_changes_nothing_when_it_is_opened(desk: Desk) -> None:
    match = willing(desk)
    with pytest.raises(Conflict, match="named no times"):
        actions.link_for_buyer(by=desk.sol, match=match, **NOW)
    match = offered(match)
    secret = actions.link_for_buyer(by=desk.sol, match=match, **NOW).rsplit("/", 1)[1]
    for _ in range(3):
        assert behind(secret, at=at(0)).starts_at is None
    picked = actions.pick_by_link(secret=secret, slot=match.slots.all()[0].pk, **NOW)
    assert picked.starts_at == THREE[0]
    assert secret not in str(list(BuyerLink.objects.values()))
    with pytest.raises(Refusal, match="not one of ours"):
        behind("nonsense", at=at(0))
    with pytest.raises(Refusal, match="could be used until"):
        behind(secret, at=at(100))


def test_a_person_who_withdraws_before_it_is_let_go_at_once_and_the_request_goes_on(desk: Desk) -> None:
    match = booked(desk, offered(willing(desk)))
    match = answered(match, "not_now", words="My child is ill.")
    assert (how_far(match), match.starts_at, match.sequence) == (MatchState.DECLINED, None, 2)
    for reader in (desk.ana.email, "sol@example.com", "nia@norden.example"):
        last = Message.objects.filter(to=reader).order_by("-id")[0]
        assert last.attachments[0]["type"] == "text/calendar; method=CANCEL", reader
    assert "My child is ill." in Message.objects.filter(to="sol@example.com").order_by("-id")[0].text
    assert match.request.state == RequestState.ACTIVE
    assert "off" in match.request.steps.last().words


def test_a_time_is_called_off_by_each_side_and_others_are_named(desk: Desk) -> None:
    match = booked(desk, offered(willing(desk)))
    match = actions.call_off(match=match, side=Side.SELLER, by=desk.sol, words="Nia is away.", door="workspace", **NOW)
    assert (how_far(match), match.sequence) == (MatchState.WILLING, 2)
    assert mails(desk.ana.email)[-1].startswith("That time does not work any more")
    match = booked(desk, offered(match, [at(5), at(6), at(7)]))
    match = actions.call_off(match=match, side=Side.CUSTOMER, door="portal", **NOW)
    assert (how_far(match), match.sequence) == (MatchState.WILLING, 4)
    with pytest.raises(Conflict):
        actions.call_off(match=match, side=Side.CUSTOMER, door="portal", **NOW)


def test_its_place_changes_the_entry_once(desk: Desk) -> None:
    match = booked(desk, offered(willing(desk)))
    told = {"by": desk.sol, "match": match, "place": "https://meet.example.com/n", **NOW}
    match = actions.set_place(**told)
    again = actions.set_place(**told)
    assert (match.sequence, again.sequence) == (2, 2)
    assert (
        "https://meet.example.com/n"
        in Message.objects.filter(to=desk.ana.email).order_by("-id")[0].attachments[0]["text"]
    )


def test_a_request_that_is_withdrawn_calls_the_time_off_and_tells_the_person(desk: Desk) -> None:
    match = booked(desk, offered(willing(desk)))
    actions.withdraw(by=desk.sol, request=match.request, policy=POLICY, today=TODAY)
    assert tend() == {"references followed": 1}
    assert tend() == {}
    assert mails(desk.ana.email)[-1] == "You need do nothing more: Norden"
    last = Message.objects.filter(to=desk.ana.email).order_by("-id")[0]
    assert last.attachments[0]["type"] == "text/calendar; method=CANCEL"


def test_who_was_not_asked_yet_hears_nothing_of_a_request_that_ends(desk: Desk) -> None:
    match = choose(desk, request(desk))
    actions.withdraw(by=desk.sol, request=match.request, policy=POLICY, today=TODAY)
    tend()
    assert mails(desk.ana.email) == []


@pytest.mark.parametrize(
    ("day", "hour", "says"),
    [
        ("2027-03-28", "02:30", "there is no 02:30"),
        ("2027-10-31", "02:30", "comes twice"),
        ("2027-13-01", "02:30", "Name a day and an hour"),
        ("", "", "Name a day and an hour"),
    ],
)
def test_hours_that_are_missing_or_come_twice_are_refused(day: str, hour: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        moment(day, hour, ZoneInfo("Europe/Berlin"))


def test_the_same_hour_before_and_after_the_clocks_change_is_another_moment() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before, after = moment("2027-03-27", "09:00", berlin), moment("2027-03-28", "09:00", berlin)
    assert after - before == dt.timedelta(hours=23)


def test_of_twenty_who_pick_at_once_one_has_it(desk: Desk) -> None:
    match = offered(willing(desk))
    slots = [one.pk for one in match.slots.all()]
    ready = threading.Barrier(20)
    won: list[str] = []
    lost: list[str] = []

    def go(number: int) -> None:
        try:
            ready.wait()
            found = actions.pick(
                match=match, slot=slots[number % 3], side=Side.SELLER, door="link", policy=POLICY, today=TODAY,
                address=address,
            )  # fmt: skip
            won.append(str(found.starts_at))
        except Conflict as conflict:
            lost.append(conflict.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[number]) for number in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(won) == 1
    assert set(lost) == {"picked_already"}
    assert len(lost) == 19
    assert Slot.objects.filter(picked=True, gone=False).count() == 1
    assert now(match.pk).sequence == 1
    assert sum(one.startswith("It is set") for one in mails(desk.ana.email)) == 1
