"""Afterwards: reminded once, asked how it was, thanked, told what became of it; what the desk hears by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.program.asks.town import POLICY, TODAY, clear, colleague
from tests.program.references.calls import NOW, answered, at, booked, mails, offered, tend, willing
from tests.program.references.desk import Desk, choose, deal, go_on, request
from vouch.domain.errors import BadInput, Conflict, NotAllowed
from vouch.program.asks.actions.finish import withdrawn
from vouch.program.asks.states import AskState
from vouch.program.colleagues.permissions import Position
from vouch.program.consent.actions import say_consent, set_limits
from vouch.program.outbox.models import Message
from vouch.program.people.models import Contact
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import ChainAnswer, Feedback, Match, Request
from vouch.program.references.queries import outcome_of, outcomes_to_tell, thanks_of, to_thank
from vouch.program.references.states import MatchState, RequestState, Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def spoken(desk: Desk, match: Match | None = None) -> Match:
    """They met, late on the day before: whatever the hour is now, that is over."""
    match = booked(desk, offered(match or willing(desk)))
    Match.objects.filter(pk=match.pk).update(starts_at=at(-1, 22))
    return now(match.pk)


def says(match: Match, side: Side, grade: str = "positive", **more: object) -> Match:
    return actions.say_how(match=match, side=side, grade=grade, door="portal", **{**NOW, **more})


def test_all_are_reminded_once_and_not_of_what_was_agreed_lately(desk: Desk) -> None:
    match = booked(desk, offered(willing(desk)))
    assert tend(0.5) == {}
    assert tend(1.5) == {"reminded of a call": 1}
    assert tend(1.6) == {}
    for reader in (desk.ana.email, "sol@example.com", "nia@norden.example"):
        assert sum("Coming up" in one for one in mails(reader)) == 1
    actions.call_off(match=match, side=Side.SELLER, by=desk.sol, door="workspace", **NOW)
    soon = [at(0, 20), at(0, 21), at(0, 22)]
    Match.objects.filter(pk=match.pk).update(booked_at=None)
    match = booked(desk, offered(match, soon))
    assert tend(0.1) == {}, "it was near already when it was agreed"


def test_both_sides_are_asked_how_it_was_hours_after_its_end(desk: Desk) -> None:
    booked(desk, offered(willing(desk)))
    assert "asked how it was" not in tend(2 - 1 / 24)
    assert tend(2.2) == {"asked how it was": 1}
    assert tend(2.3) == {}
    assert mails(desk.ana.email)[-1] == "How was it with Norden?"
    assert mails("sol@example.com")[-1] == "How was it? Ana Silva and Norden"


def test_where_neither_says_how_it_was_the_desk_is_asked_to_once(desk: Desk) -> None:
    booked(desk, offered(willing(desk)))
    tend(2.2)
    assert "silent for a week" not in tend(9)
    assert tend(9.3)["silent for a week"] == 1
    assert "silent for a week" not in tend(9.4)
    assert mails("mara@example.com")[-1] == "Nobody has said how it was: Ana Silva and Norden"


def test_who_changes_employer_is_let_go_of_what_was_agreed(desk: Desk) -> None:
    match = booked(desk, offered(willing(desk)))
    told = {"by": None, "door": "worker", "words": "Ana Silva moved from Acme to Bolt."}
    withdrawn(ask=match.ask, **told)  # as `stop_for_moves` does
    assert tend() == {"references followed": 1}
    match = now(match.pk)
    assert (state_of(match), match.starts_at) == (MatchState.WITHDRAWN, None)
    assert mails(desk.ana.email)[-1] == "You need do nothing more: Norden"
    assert "moved from Acme" in Message.objects.filter(to="sol@example.com").latest("id").text


def test_the_first_word_ends_it_as_done_and_the_seller_grades_it(desk: Desk) -> None:
    match = says(spoken(desk), Side.CUSTOMER, minutes=50, again=True)
    assert (match.ask.state, match.ask.minutes, match.ask.quality) == (AskState.DONE, 50, None)
    assert match.request.state == RequestState.DONE, "one was wanted"
    match = says(match, Side.SELLER, "very_positive", by=desk.sol, minutes=30)
    assert (match.ask.quality, match.ask.minutes) == (1.0, 50), "their own minutes stay"
    with pytest.raises(Conflict, match="have said how it was"):
        says(match, Side.SELLER)
    assert Feedback.objects.count() == 2


def test_where_the_seller_has_to_say_how_it_was_the_request_waits_for_them(desk: Desk) -> None:
    actions.set_mode(by=desk.mara, activity="reference_call", mode="manager", feedback=True, policy=POLICY)
    match = says(spoken(desk), Side.CUSTOMER)
    assert match.request.state == RequestState.ACTIVE
    assert tend() == {}
    match = says(match, Side.SELLER, by=desk.sol)
    assert match.request.state == RequestState.DONE


def test_a_request_for_two_is_done_with_the_second(desk: Desk) -> None:
    asked = request(desk, how_many=2)
    first = says(spoken(desk, willing(desk, asked)), Side.SELLER, by=desk.sol)
    assert first.request.state == RequestState.ACTIVE
    second = says(spoken(desk, willing(desk, asked, desk.dee)), Side.SELLER, by=desk.sol)
    assert second.request.state == RequestState.DONE


@pytest.mark.parametrize(
    ("more", "field"),
    [({"grade": "superb"}, "grade"), ({"minutes": -1}, "minutes")],
)
def test_what_cannot_be_said_is_refused_with_its_field(desk: Desk, more: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        says(spoken(desk), Side.CUSTOMER, **more)
    assert refused.value.data["field"] == field
    assert not Feedback.objects.exists()


def test_nobody_tells_how_it_was_before_it_began(desk: Desk) -> None:
    match = booked(desk, offered(willing(desk)))
    with pytest.raises(Conflict, match="has not begun"):
        says(match, Side.CUSTOMER)
    with pytest.raises(Conflict, match="Until then, call it off"):
        actions.missed(match=match, who="seller", side=Side.CUSTOMER, door="portal", **NOW)


def test_who_did_not_meet_has_a_second_chance_and_nothing_is_held_against_them(desk: Desk) -> None:
    match = actions.missed(match=spoken(desk), who="customer", side=Side.SELLER, by=desk.sol, door="workspace", **NOW)
    assert state_of(match) is MatchState.MISSED
    assert mails(desk.ana.email)[-1] == "You and Norden did not meet"
    match = booked(desk, offered(match, [at(8), at(9), at(10)]))
    assert (state_of(match), match.missed) == (MatchState.BOOKED, "")
    assert match.ask.state == AskState.ACCEPTED


def test_they_are_thanked_in_words_that_can_be_changed_once(desk: Desk) -> None:
    match = says(spoken(desk), Side.SELLER, by=desk.sol, words="She was frank.")
    assert [one.pk for one in to_thank()] == [match.pk]
    draft = thanks_of(match, POLICY)
    assert draft.startswith("Thank you for")
    match = actions.thank(by=desk.mara, match=match, words=f"{draft} Mara", **NOW)
    assert match.ask.state == AskState.THANKED
    assert "Mara" in Message.objects.get(key=f"thanks {match.pk}").text
    with pytest.raises(Conflict):
        actions.thank(by=desk.mara, match=match, words="Again", **NOW)


@pytest.mark.parametrize(
    ("outcome", "subject", "says_so"),
    [("won", "Norden chose us", "They chose us."), ("lost", "What became of Norden", "another way")],
)
def test_what_became_of_the_deal_is_told_once_after_a_day_and_never_the_sum(
    desk: Desk, outcome: str, subject: str, says_so: str
) -> None:
    match = says(spoken(desk), Side.SELLER, by=desk.sol)
    assert outcome_of(match, POLICY) == ""
    deal(1, outcome=outcome)
    decided = Request.objects.get().outcome_at
    assert decided is not None
    assert "told what became of a deal" not in tend(0)
    Request.objects.update(outcome_at=decided - dt.timedelta(days=2))
    assert tend()["told what became of a deal"] == 1
    assert tend() == {}
    mail = Message.objects.get(key=f"outcome {match.pk}")
    assert mail.subject == subject
    assert says_so in mail.text
    assert "120" not in mail.text
    assert now(match.pk).ask.led_to.startswith("Norden")


def test_the_desk_changes_or_skips_what_is_told(desk: Desk) -> None:
    match = says(spoken(desk), Side.SELLER, by=desk.sol)
    deal(1, outcome="won")
    assert [one.pk for one in outcomes_to_tell()] == [match.pk]
    with pytest.raises(BadInput, match="Take the sum out"):
        actions.write_outcome(by=desk.mara, match=match, words="They signed for EUR 120.000!")
    with pytest.raises(NotAllowed):
        actions.write_outcome(by=desk.sol, match=match, words="They chose us, for your words.")
    match = actions.write_outcome(by=desk.mara, match=match, words="They chose us, for your words on the docks.")
    actions.tell_outcome(by=desk.mara, match=match, **NOW)
    assert "on the docks" in Message.objects.get(key=f"outcome {match.pk}").text
    with pytest.raises(Conflict, match="told once"):
        actions.skip_outcome(by=desk.mara, match=match)


def test_who_is_skipped_is_not_told(desk: Desk) -> None:
    match = says(spoken(desk), Side.SELLER, by=desk.sol)
    deal(1, outcome="lost")
    actions.skip_outcome(by=desk.mara, match=match)
    Request.objects.update(outcome_at=at(-5))
    assert "told what became of a deal" not in tend()
    assert outcomes_to_tell() == []


@pytest.mark.parametrize("how", ["no more invitations", "a pause", "by phone", "opted out"])
def test_who_wants_no_mail_has_it_on_their_page_alone(desk: Desk, how: str) -> None:
    match = says(spoken(desk), Side.SELLER, by=desk.sol)
    if how == "no more invitations":
        say_consent(contact=desk.ana, purpose="invitations", given=False, door="portal")
    elif how == "a pause":
        set_limits(contact=desk.ana, paused_until=TODAY + dt.timedelta(days=30))
    elif how == "by phone":
        set_limits(contact=desk.ana, channels=["phone"])
    else:
        Contact.objects.filter(pk=desk.ana.pk).update(opted_out=True)
    deal(1, outcome="won")
    actions.tell_outcome(by=desk.mara, match=match, **NOW)
    assert not Message.objects.filter(key=f"outcome {match.pk}").exists()
    assert now(match.pk).ask.led_to == "Norden chose us."


def test_a_request_that_is_due_is_told_to_the_desk_once(desk: Desk) -> None:
    asked = request(desk, needed_by=TODAY + dt.timedelta(days=3))
    assert tend() == {"requests due": 1}
    assert tend() == {}
    assert [one for one in mails("mara@example.com") if "Due: Norden" in one]
    assert [one for one in mails("lea@example.com") if "Due: Norden" in one], "nobody has taken it yet"
    assert asked.state == RequestState.NEW


def test_a_deal_that_is_decided_meanwhile_is_told_to_desk_and_seller_once(desk: Desk) -> None:
    choose(desk, request(desk))
    deal(1, outcome="lost")
    assert tend() == {"deals decided meanwhile": 1}
    assert tend() == {}
    for reader in ("sol@example.com", "mara@example.com"):
        assert "The deal is lost: Norden" in mails(reader)


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_nobody_more_is_asked_for_a_deal_that_was_decided_meanwhile(desk: Desk, outcome: str) -> None:
    match = choose(desk, request(desk))
    deal(1, outcome=outcome)
    with pytest.raises(Conflict, match=f"The deal is {outcome} already"):
        choose(desk, match.request, desk.dee)
    clear(desk, match.ask)
    assert go_on() == 0
    assert state_of(now(match.pk)) is MatchState.TO_SEND, "the owner's yes is kept"
    assert mails(desk.ana.email) == []
    deal(1, outcome="open")
    assert go_on() == 1
    assert state_of(now(match.pk)) is MatchState.INVITED
    assert len(mails(desk.ana.email)) == 1


def test_a_link_of_a_chain_who_left_is_skipped(desk: Desk) -> None:
    legal, press = colleague("lou", Position.VIEWER), colleague("pia", Position.VIEWER)
    assert desk.ana.account is not None
    actions.set_chain(by=desk.mara, account=desk.ana.account, colleagues=[legal, press])
    match = choose(desk, request(desk))
    clear(desk, match.ask)
    go_on()
    legal.is_active = False
    legal.save()
    assert tend()["links of chains skipped"] == 1
    assert [one.asked for one in ChainAnswer.objects.all()] == [press]
    assert "does not work here any more" in str([one.words for one in match.request.steps.all()])


def test_the_ends_of_asks_are_told_to_the_seller_and_the_desk(desk: Desk) -> None:
    asked = request(desk)
    actions.take(by=desk.mara, request=asked, policy=POLICY, today=TODAY)
    match = choose(desk, asked)
    clear(desk, match.ask)
    go_on()
    answered(match, "declined", words="Not this month.")
    for reader in ("sol@example.com", "mara@example.com"):
        assert mails(reader)[-1] == "Ana Silva said no, or not now: Norden"
    assert tend() == {}, "told already"
    assert Request.objects.get().state == RequestState.ACTIVE


def test_who_leaves_the_programme_is_let_go_of_what_was_agreed(desk: Desk) -> None:
    match = booked(desk, offered(willing(desk)))
    actions.leave(contact=desk.ana, **NOW)
    match = now(match.pk)
    assert (state_of(match), match.starts_at) == (MatchState.DECLINED, None)
    assert mails("nia@norden.example")[-1].startswith("Called off")
