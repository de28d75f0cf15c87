"""An opening from draft to what came of it: seats, the waiting list, who decides, what people are told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar

from tests.program.asks.town import address
from tests.program.openings.hall import NOW, POLICY, TODAY, Hall, draft, invite, opened, say, states
from vouch.domain.errors import BadInput, Conflict, NotAllowed, Refusal
from vouch.program.asks import actions as asks
from vouch.program.asks.models import Ask
from vouch.program.consent import actions as consent
from vouch.program.openings import actions, queries
from vouch.program.openings.calendar import calendar_file
from vouch.program.openings.models import Guest, Opening
from vouch.program.outbox.models import Message

pytestmark = pytest.mark.django_db


def told(guest: Guest) -> list[str]:
    """What this guest was mailed, in order."""
    keys = Message.objects.filter(key__endswith=guest.pk).order_by("id").values_list("key", flat=True)
    return [str(key).split()[1] for key in keys]


def later(days: int) -> dict[str, Any]:
    return {"policy": POLICY, "today": TODAY + dt.timedelta(days=days)}


def test_seats_then_the_waiting_list_then_a_gentle_no() -> None:
    hall = Hall()
    opening = opened(hall)
    guests = invite(hall, opening)
    found = [say(one) for one in guests[:5]]
    assert [one.state for one in found] == ["seated"] * 3 + ["waiting"] * 2
    assert [one.seat for one in found[:3]] == [1, 2, 3]
    assert [queries.place_of(one) for one in found[3:]] == [1, 2]
    with pytest.raises(Conflict, match="All 3 seats were taken while this page was open, and the waiting list is full"):
        say(guests[5])
    assert told(guests[0]) == ["invited", "seated"]
    assert told(guests[4]) == ["invited", "waiting"]


def test_a_seat_given_back_is_kept_for_the_first_who_waits_until_they_answer() -> None:
    hall = Hall()
    opening = opened(hall)
    guests = invite(hall, opening)
    for one in guests[:5]:
        say(one)
    assert say(guests[1], "no").state == "gave_back"
    first = Guest.objects.get(pk=guests[3].pk)
    assert (first.state, first.seat) == ("offered", 2)
    assert first.offer_until == TODAY + dt.timedelta(days=POLICY.openings.offer_days)
    assert told(first)[-1] == "offered"
    with pytest.raises(Conflict):  # nobody jumps over those who wait
        say(guests[1])
    assert say(first, "no").state == "declined"
    second = Guest.objects.get(pk=guests[4].pk)
    assert (second.state, second.seat) == ("offered", 2)
    assert say(second).state == "seated"


def test_an_offer_that_nobody_takes_goes_on_to_the_next() -> None:
    hall = Hall()
    opening = opened(hall, seats=1)
    guests = invite(hall, opening)
    for one in guests[:3]:
        say(one)
    say(guests[0], "no")
    days = POLICY.openings.offer_days
    assert actions.tend(**later(days), address=address) == {}
    actions.tend(**later(days + 1), address=address)
    assert states(opening)[:3] == ["gave_back", "no_answer", "offered"]
    with pytest.raises(Conflict, match="This could be answered until its day"):
        say(guests[1], **later(days + 1))


def test_somebody_new_never_takes_a_seat_before_those_who_wait() -> None:
    hall = Hall()
    opening = opened(hall, seats=1, waiting=5)
    guests = invite(hall, opening)
    say(guests[0])
    say(guests[1])
    Guest.objects.filter(pk=guests[0].pk).delete()  # erased: nobody has been moved up yet
    assert say(guests[2]).state == "waiting"
    actions.tend(**NOW, address=address)
    assert states(opening)[:2] == ["offered", "waiting"]


def test_after_its_day_nobody_can_say_yes_and_who_was_silent_is_left_in_peace() -> None:
    hall = Hall()
    opening = opened(hall)
    guests = invite(hall, opening)
    say(guests[0])
    with pytest.raises(Conflict, match="It could be answered until"):
        say(guests[1], **later(10))
    assert actions.tend(**later(10), address=address) == {"openings closed": 1}
    assert states(opening) == ["seated"] + ["taken_back"] * 5  # their mails had not left, so they never hear of it
    assert say(guests[0], "no", **later(11)).state == "gave_back"


def test_a_named_colleague_decides_and_nobody_else() -> None:
    hall = Hall()
    opening = opened(hall, decides="named", decider=hall.omar, seats=2, waiting=1)
    guests = invite(hall, opening)
    assert {say(one).state for one in guests[:4]} == {"willing"}
    chosen = {guests[2].pk, guests[3].pk}
    with pytest.raises(NotAllowed, match="Omar decides this one"):
        actions.decide(by=hall.sol, opening=opening, chosen=chosen, address=address, **NOW)
    with pytest.raises(BadInput, match="You chose 3, and 2 of 2 seats are free"):
        actions.decide(by=hall.omar, opening=opening, chosen={*chosen, guests[0].pk}, address=address, **NOW)
    actions.decide(by=hall.omar, opening=opening, chosen=chosen, address=address, **NOW)
    assert states(opening)[:4] == ["waiting", "not_chosen", "seated", "seated"]
    assert told(guests[1])[-1] == "not_chosen"


def test_the_lot_is_drawn_after_its_day_and_the_same_seed_draws_the_same() -> None:
    hall = Hall()
    opening = opened(hall, decides="lot", seed="autumn", seats=2, waiting=2)
    for one in invite(hall, opening)[:5]:
        say(one)
    with pytest.raises(Conflict, match="The lot is drawn after that"):
        actions.draw(by=hall.mara, opening=opening, address=address, **NOW)
    assert actions.tend(**later(10), address=address) == {"openings closed": 1, "lots drawn": 1}
    found = {one.pk: one.state for one in opening.guests.all()}
    order = sorted(found, key=lambda key: __import__("hashlib").sha256(f"autumn:{key}".encode()).hexdigest())
    drawn = [found[key] for key in order if found[key] != "taken_back"]
    assert drawn == ["seated", "seated", "waiting", "waiting", "not_chosen"]


def test_criteria_nobody_or_everybody_meets_are_said_and_want_a_reason() -> None:
    hall = Hall(stage="satisfied")
    with pytest.raises(BadInput, match="Nobody of 6 people at customers meets all of these criteria") as caught:
        actions.publish(by=hall.mara, opening=draft(hall), **NOW)
    assert caught.value.data["field"] == "reason"
    with pytest.raises(BadInput, match="Everybody qualifies, all 6"):
        actions.publish(by=hall.mara, opening=draft(hall, criteria={}), **NOW)
    found = actions.publish(by=hall.mara, opening=draft(hall), reason="Placements come on Monday.", **NOW)
    assert (found.state, found.reason) == ("published", "Placements come on Monday.")
    half = actions.publish(by=hall.mara, opening=draft(hall, criteria={"segments": ["Food"]}), reason="no need", **NOW)
    assert half.reason == "", "a reason is kept where one was needed"


def test_who_does_not_qualify_is_not_invited_and_who_could_is_somebodys_decision() -> None:
    hall = Hall()
    opening = opened(hall, criteria={"segments": ["Food"], "languages": ["English"]})
    steel, food = hall.people[0], hall.people[1]
    (one,) = actions.invite(by=hall.mara, opening=opening, contacts=[steel], address=address, **NOW)
    assert one.refusal
    assert "P1 Quist does not qualify: of the segment Steel. It would take of the segment Food" in str(one.refusal)
    (one,) = actions.invite(by=hall.mara, opening=opening, contacts=[food], address=address, **NOW)
    assert one.refusal
    assert "could qualify: nobody knows which language they speak" in str(one.refusal)
    (guest,) = invite(hall, opening, food, although_unknown=True)
    assert (guest.why, guest.unknown) == (
        ["Company 2 is of the segment Food"],
        ["nobody knows which language they speak"],
    )
    assert "language" not in Message.objects.get(key=f"opening invited {guest.pk}").text


def test_a_gift_goes_past_rest_and_holds_but_not_past_law_or_a_wish_for_peace() -> None:
    hall = Hall()
    opening = opened(hall)
    tired, legal, paused = hall.people[0], hall.people[1], hall.people[2]
    consent.hold(by=hall.mara, contact=tired, kind="by_hand", reason="Over-asked", from_on=TODAY)
    consent.hold(by=hall.mara, contact=legal, kind="legal", reason="A dispute", from_on=TODAY)
    consent.set_limits(contact=paused, paused_until=TODAY + dt.timedelta(days=30))
    found = actions.invite(by=hall.mara, opening=opening, contacts=[tired, legal, paused], address=address, **NOW)
    assert [bool(one.guest) for one in found] == [True, False, False]
    assert "A dispute" in str(found[1].refusal)
    assert "has paused all invitations" in str(found[2].refusal)


def test_an_opening_that_names_a_rung_is_an_ask_with_every_gate_and_its_owners_clearance() -> None:
    hall, now = Hall(), later(-30)  # an act is never written down before it was done
    then = dt.datetime.combine(TODAY - dt.timedelta(days=1), dt.time(10), POLICY.zone)
    made = draft(
        hall, kind="stage", rung="conference_talk", happens_at=then, deadline=TODAY - dt.timedelta(days=9), **now
    )
    opening = actions.publish(by=hall.mara, opening=made, reason="Everybody here is one.", **now)
    consent.hold(by=hall.mara, contact=hall.people[2], kind="by_hand", reason="Over-asked", from_on=now["today"])
    found = actions.invite(by=hall.mara, opening=opening, contacts=hall.people[:3], address=address, **now)
    assert "Over-asked" in str(found[2].refusal)
    guest = found[0].guest
    assert guest is not None
    assert guest.state == "clearing"
    assert guest.ask is not None
    with pytest.raises(Refusal, match="goes with an opening"):
        asks.answer_clearance(by=hall.omar, ask=guest.ask, answer="myself", **now)
    asks.answer_clearance(by=hall.omar, ask=guest.ask, answer="yes", **now)
    (sent,) = asks.send(by=hall.mara, asks=[guest.ask], address=address, **now)
    assert sent.refusal is not None, "its letter is the opening's"
    assert actions.tend(**now, address=address) == {"invitations to openings sent": 1}
    with pytest.raises(Conflict, match="goes with an opening"):
        asks.answer(ask=guest.ask, answer="accepted", door="portal", **now)
    assert say(guest, **now).state == "seated"
    assert Ask.objects.get(pk=guest.ask.pk).state == "accepted"
    day = later(-1)
    actions.tend(**day, address=address)
    actions.hold(by=hall.mara, opening=opening, came={guest.pk}, result="Standing room.", **day)
    ask = Ask.objects.get(pk=guest.ask.pk)
    assert (ask.state, ask.minutes) == ("done", 60)
    assert Opening.objects.get().result == "Standing room."


def test_who_is_not_cleared_is_not_invited() -> None:
    hall = Hall()
    opening = opened(hall, kind="stage", rung="conference_talk")
    (guest,) = invite(hall, opening, hall.people[0])
    assert guest.ask is not None
    asks.answer_clearance(by=hall.omar, ask=guest.ask, answer="no", **NOW)
    actions.tend(**NOW, address=address)
    assert states(opening) == ["taken_back"]
    assert told(guest) == []


def test_cancelled_everybody_who_heard_is_told_and_an_open_page_ends_gently() -> None:
    hall = Hall()
    opening = opened(hall)
    guests = invite(hall, opening)
    say(guests[0])
    Message.objects.filter(key=f"opening invited {guests[1].pk}").update(sent_at=dt.datetime.now(dt.UTC))
    with pytest.raises(BadInput, match="Everybody who was invited reads it"):
        actions.cancel(by=hall.mara, opening=opening, words="", address=address, **NOW)
    actions.cancel(by=hall.mara, opening=opening, words="The speaker is ill.", address=address, **NOW)
    assert told(guests[0])[-1] == told(guests[1])[-1] == "cancelled"
    assert told(guests[2]) == [], "whose mail had not left never hears of it"
    with pytest.raises(Conflict, match=r"was cancelled\. Nothing is expected of you"):
        say(guests[1])


def test_another_day_is_told_to_whoever_counts_on_it_and_an_invitation_that_waits_says_it() -> None:
    hall = Hall()
    opening = opened(hall, seats=1)
    guests = invite(hall, opening)
    Message.objects.filter(key__contains="invited").exclude(key__endswith=guests[3].pk).update(
        sent_at=dt.datetime.now(dt.UTC)
    )
    say(guests[0])
    say(guests[1])
    say(guests[2], "no")
    before, at = Opening.objects.get(pk=opening.pk), opening.happens_at + dt.timedelta(days=2)
    told_now: dict[str, Any] = {
        "happens_at": at,
        "minutes": 120,
        "place": "Porto",
        "words": "The hall in Lisbon is shut.",
    }
    actions.change(by=hall.mara, opening=opening, address=address, **told_now, **NOW)
    assert [told(one)[-1] for one in guests] == ["changed", "changed", "invited", "invited", "changed", "changed"]
    seated, waits, unsent = (Message.objects.filter(key__endswith=guests[n].pk).order_by("-id")[0] for n in (0, 1, 3))
    assert "The hall in Lisbon is shut." in seated.text
    assert "your seat stays yours" in seated.text
    assert "Where: Porto" in seated.text
    assert "calendar anew" in seated.text
    assert "seat stays yours" not in waits.text
    assert "Where: Porto" in unsent.text
    assert "changed" not in unsent.key
    assert states(opening)[:2] == ["seated", "waiting"]
    after = Opening.objects.get(pk=opening.pk)
    old, new = (calendar_file(one, policy=POLICY, page="https://vouch.example/") for one in (before, after))
    (was,), (now,) = (Calendar.from_ical(one).walk("VEVENT") for one in (old, new))
    assert (was["uid"], now["sequence"] > was["sequence"], str(now["location"])) == (now["uid"], True, "Porto")
    assert now.decoded("dtstart") == at.astimezone(dt.UTC)
    actions.change(by=hall.mara, opening=opening, address=address, **told_now | {"place": "Braga"}, **NOW)
    assert told(guests[0])[-2:] == ["changed", "changed"], "each change is told"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "nothing_new"),
        ({"happens_at": None}, "no_day"),
        ({"happens_at": dt.datetime(2020, 1, 1, 19, tzinfo=POLICY.zone)}, "day_is_over"),
        ({"happens_at": dt.datetime.combine(TODAY + dt.timedelta(days=2), dt.time(19), POLICY.zone)}, "happens_before"),
        ({"minutes": 2}, "minutes"),
        ({"place": "x" * 201}, "too_long"),
        ({"place": "Porto", "words": "Could you please do us a favour?"}, "wording"),
    ],
)
def test_a_change_that_is_none_or_cannot_be_is_refused_and_nobody_hears(more: dict[str, Any], code: str) -> None:
    hall = Hall(2)
    opening = opened(hall)
    guests = invite(hall, opening)
    kept: dict[str, Any] = {"happens_at": opening.happens_at, "minutes": opening.minutes, "place": opening.place}
    with pytest.raises(BadInput) as refusal:
        actions.change(by=hall.mara, opening=opening, address=address, **kept | more, **NOW)
    assert refusal.value.code == code
    assert told(guests[0]) == ["invited"]
    with pytest.raises(NotAllowed):
        actions.change(by=hall.sol, opening=opening, address=address, **kept | {"place": "Porto"}, **NOW)


def test_what_is_over_changes_no_more() -> None:
    hall = Hall(2)
    opening = opened(hall)
    actions.cancel(by=hall.mara, opening=opening, words="The speaker is ill.", address=address, **NOW)
    with pytest.raises(Conflict, match="was cancelled"):
        actions.change(
            by=hall.mara,
            opening=opening,
            happens_at=opening.happens_at,
            minutes=60,
            place="Porto",
            address=address,
            **NOW,
        )


def test_who_wants_no_more_or_leaves_gives_back_what_is_theirs() -> None:
    hall = Hall()
    opening = opened(hall, seats=1)
    guests = invite(hall, opening)
    Message.objects.update(sent_at=dt.datetime.now(dt.UTC))
    say(guests[0])
    say(guests[1])
    actions.no_more_invitations(contact=hall.people[2])
    actions.no_more_invitations(contact=hall.people[0])
    assert states(opening)[:3] == ["seated", "waiting", "declined"], "what they said yes to stays theirs"
    actions.leave(contact=hall.people[0])
    actions.tend(**NOW, address=address)
    assert states(opening)[:2] == ["gave_back", "offered"]


def test_more_seats_ask_those_who_wait_and_fewer_never_come() -> None:
    hall = Hall()
    opening = opened(hall, seats=1, waiting=3)
    for one in invite(hall, opening)[:3]:
        say(one)
    with pytest.raises(BadInput, match="fewer would break a promise"):
        actions.more_seats(by=hall.mara, opening=opening, seats=1, address=address, **NOW)
    actions.more_seats(by=hall.mara, opening=opening, seats=2, address=address, **NOW)
    assert states(opening)[:3] == ["seated", "offered", "waiting"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"win_company": ""}, "what is in it for their company"),
        ({"seats": 0}, "Name 1 to 500 seats"),
        ({"deadline": TODAY - dt.timedelta(days=1)}, "between today and two years"),
        ({"what": "Would you do us a favour and come?"}, "asks for a favour"),
        ({"decides": "named"}, "Name the colleague who decides"),
        ({"rung": "public_review"}, "Nobody is chosen for a review"),
        ({"criteria": {"personalities": ["educator"]}}, "Nobody is shut out by their personality"),
        ({"criteria": {"employees_from": 9, "employees_to": 5}}, "the smallest size comes first"),
        ({"criteria": {"act": "reference_call"}}, "how often"),
        ({"kind": "yacht"}, "An opening is one of stage, board_seat"),
    ],
)
def test_a_draft_that_cannot_be_is_refused_with_its_field(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as caught:
        draft(Hall(1), **change)
    assert caught.value.data["field"]


def test_only_programme_managers_run_openings() -> None:
    hall = Hall(1)
    with pytest.raises(NotAllowed):
        draft(hall, by=hall.omar)
    made = draft(hall)
    with pytest.raises(NotAllowed):
        actions.publish(by=hall.sol, opening=made, **NOW)


def test_owners_see_the_guests_of_their_own_customers_alone() -> None:
    hall = Hall()
    opening = opened(hall)
    invite(hall, opening)
    assert len(queries.guests(opening, reader=hall.mara)) == 6
    assert [one.contact.name for one in queries.guests(opening, reader=hall.omar)] == ["P1 Quist"]
    assert queries.guests(opening, reader=hall.sol) == []


def test_who_was_given_least_is_suggested_first_and_nobody_twice() -> None:
    hall = Hall()
    given = hall.people[3]
    made = asks.plan_give(by=hall.mara, account=given.account, contact=given, kind="help", do="Mended the import")
    asks.do_give(by=hall.mara, give=made, done_on=TODAY)
    opening = opened(hall)
    invite(hall, opening, hall.people[0])
    found = queries.fitting(opening, **NOW)
    names = [one.contact.name for one in found.free]
    assert sorted(names) == [f"P{n} Quist" for n in (2, 3, 4, 5, 6)]
    assert names[-1] == "P4 Quist"
