"""An ask from proposed to thanked, each way in which it ends before, and who is told what."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.program.asks.town import POLICY, TODAY, WINS, Town, clear, invited, propose, send
from vouch.domain.errors import BadInput, Conflict, NotAllowed, Refusal
from vouch.program.asks import actions, queries
from vouch.program.asks.days import said
from vouch.program.asks.models import Ask, Clearance
from vouch.program.asks.states import AskState
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message

pytestmark = pytest.mark.django_db


def path(ask: Ask) -> list[str]:
    return [step.after for step in queries.steps(ask)]


def test_from_proposed_to_thanked_every_step_is_written_down() -> None:
    town = Town()
    ask = propose(town)
    assert (ask.state, ask.policy, ask.slot) == ("proposed", POLICY.version, 0)
    assert clear(town, ask).state == "cleared"
    (sent,) = send(town, ask)
    assert sent.ask.state == "invited"
    said = actions.answer(ask=ask, answer="accepted", door="portal", words="Gladly", policy=POLICY, today=TODAY)
    assert (said.state, said.answer_words) == ("accepted", "Gladly")
    done = actions.finish(by=town.omar, ask=ask, done_on=TODAY, minutes=30, quality=0.9, led_to="A deal went on")
    assert (done.state, done.slot) == ("done", None)
    thanked = actions.thank(by=town.mara, ask=ask, words="A call by our founder")
    assert path(thanked) == ["proposed", "cleared", "invited", "accepted", "done", "thanked"]
    recorded = Change.objects.filter(kind="ask", object_id=ask.pk).order_by("id").values_list("action", flat=True)
    assert list(recorded) == [f"ask_{state}" for state in path(thanked)]


@pytest.mark.parametrize(
    ("answer", "state"),
    [("declined", "declined"), ("not_now", "not_now"), ("something_smaller", "smaller")],
)
def test_the_other_answers_end_it_and_make_room(answer: str, state: str) -> None:
    town = Town()
    ask = actions.answer(ask=invited(town), answer=answer, door="portal", policy=POLICY, today=TODAY)
    assert (ask.state, ask.slot) == (state, None)
    with pytest.raises(Refusal, match="answered this already"):
        actions.answer(ask=ask, answer="accepted", door="portal", policy=POLICY, today=TODAY)


@pytest.mark.parametrize(
    ("wins", "field"),
    [
        ({"win_company": ""}, "win_company"),
        ({"win_person": " "}, "win_person"),
        ({"win_company": WINS["win_person"]}, "win_company"),
        ({"win_person": "You would do us a favour."}, "win_person"),
        ({"words": "Could you do us a favour?"}, "words"),
        ({"subject": "x" * 151}, "subject"),
    ],
)
def test_without_both_wins_nothing_is_proposed(wins: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as told:
        propose(Town(), **wins)
    assert told.value.data["field"] == field
    assert not Ask.objects.exists()


def test_an_obstacle_refuses_with_its_sentence_and_who_lifts_it() -> None:
    with pytest.raises(Refusal) as told:
        propose(Town(stage="satisfied"))
    assert told.value.code == "may_not_be_asked"
    assert [one.code for one in told.value.data["obstacles"]] == ["above_stage"]
    assert "reference call with one prospect is effort 2" in told.value.sentence
    assert not Ask.objects.exists()


def test_the_second_of_two_who_ask_one_person_is_told_who_asked_and_when() -> None:
    town = Town()
    first = propose(town)
    with pytest.raises(Refusal, match="has an open invitation already"):
        propose(town, by=town.sol)
    # in the same moment the gates see nothing yet, and the constraint decides
    from vouch.program.asks.actions.slots import create_in_slot

    with pytest.raises(Conflict, match="Mara proposed something on") as told:
        create_in_slot(
            2,
            contact=town.ana,
            account=town.ana.account,
            activity="feedback",
            policy="p",
            proposed_at=first.proposed_at,
            changed_at=first.proposed_at,
        )
    assert told.value.data == {"ask": first.pk, "by": town.mara.pk}


def test_an_account_carries_no_more_than_its_cap() -> None:
    town = Town()
    assert [propose(town, who).slot for who in (town.ana, town.bo)] == [0, 1]
    with pytest.raises(Refusal, match="2 open invitations already"):
        propose(town, town.cy)


def test_two_owners_at_once_the_first_word_counts_and_the_second_is_told() -> None:
    town = Town()
    ask = propose(town)
    clear(town, ask, "yes")
    with pytest.raises(Conflict, match="Omar answered “yes”"):
        clear(town, ask, "no", by=town.mara)
    assert Ask.objects.get().state == "cleared"
    assert Clearance.objects.count() == 1


def test_an_owner_may_change_their_own_yes_until_it_is_sent() -> None:
    town = Town()
    ask = propose(town)
    clear(town, ask, "yes")
    assert clear(town, ask, "no", words="They merge").state == "not_cleared"


def test_only_who_may_clear_clears() -> None:
    town = Town()
    with pytest.raises(NotAllowed, match="the account's own owner"):
        clear(town, propose(town), by=town.sol)


def test_not_now_keeps_it_waiting_until_the_day() -> None:
    town = Town()
    ask = clear(town, propose(town), "not_now", until=TODAY + dt.timedelta(days=10))
    assert ask.state == "proposed"
    assert Clearance.objects.get().until == TODAY + dt.timedelta(days=10)
    with pytest.raises(Conflict, match=f"Omar answered “not now”, until {said(TODAY + dt.timedelta(days=10))}"):
        clear(town, ask, "yes", by=town.mara)
    assert clear(town, ask, "yes").state == "cleared", "their own word they can change"
    with pytest.raises(BadInput, match="after today"):
        clear(town, propose(town, town.bo), "not_now", until=TODAY)


def test_i_will_ask_myself_leaves_it_to_the_owner_who_says_when_they_did() -> None:
    town = Town()
    ask = clear(town, propose(town), "myself")
    assert (queries.counts()["waiting"], queries.counts()["ready"]) == (1, 0), "nobody else can send it"
    assert [one.pk for one in queries.board("waiting").rows] == [ask.pk]
    (kept_back,) = send(town, ask)
    assert kept_back.refusal is not None
    assert "asks this person themselves" in kept_back.refusal.sentence
    text = actions.owner_words(by=town.omar, ask=ask, policy=POLICY, today=TODAY)
    assert WINS["win_person"] in text
    assert "ana@" not in text
    said = actions.sent_myself(by=town.omar, ask=ask, policy=POLICY, today=TODAY)
    assert (said.state, said.origin) == ("invited", "owner")
    logged = actions.answer(ask=said, answer="accepted", door="workspace", by=town.omar, policy=POLICY, today=TODAY)
    assert logged.state == "accepted"
    assert not Message.objects.exists()


def test_a_hold_of_the_last_minute_stops_it_and_it_can_be_sent_later() -> None:
    town = Town()
    ask = clear(town, propose(town))
    town.ana.opted_out = True
    town.ana.save()
    (sent,) = send(town, ask)
    assert sent.refusal is not None
    assert "asked not to be approached" in sent.refusal.sentence
    assert Ask.objects.get().state == "cleared"
    assert not Message.objects.exists()


def test_a_policy_that_changed_meanwhile_is_checked_again_and_said() -> None:
    town = Town()
    ask = clear(town, propose(town))
    newer = POLICY.model_copy(update={"version": "2027-01"})
    (sent,) = send(town, ask, policy=newer)
    assert sent.note == f"Proposed under policy {POLICY.version}, checked again under 2027-01."
    assert queries.steps(ask)[-1].words == sent.note


def test_sending_twice_sends_once() -> None:
    town = Town()
    ask = clear(town, propose(town))
    send(town, ask)
    (again,) = send(town, ask)
    assert isinstance(again.refusal, Refusal)
    assert Message.objects.count() == 1


def test_taking_back_takes_the_mail_back_that_has_not_left() -> None:
    town = Town()
    ask = actions.withdraw(by=town.mara, ask=invited(town), words="They are in talks")
    assert ask.state == "withdrawn"
    assert not Message.objects.exists()
    with pytest.raises(Conflict, match="taken back"):
        actions.answer(ask=ask, answer="accepted", door="link", policy=POLICY, today=TODAY)


def test_where_a_site_forbids_to_follow_the_ask_ends_at_invited_and_is_never_done() -> None:
    town = Town()
    ask = propose(town, activity="peer_insights_review", open_rule="Everybody, by lot.")
    assert ask.state == "cleared", "an open invitation needs nobody's yes"
    (sent,) = send(town, ask)
    assert (sent.ask.state, sent.ask.slot) == (AskState.UNTRACKED, None)
    with pytest.raises(Conflict, match="never counted as an act"):
        actions.finish(by=town.mara, ask=sent.ask, done_on=TODAY)


def test_what_was_asked_outside_is_written_down_whatever_is_open_and_once() -> None:
    town = Town()
    propose(town)
    told: dict[str, Any] = {"by": town.sol, "contact": town.ana, "activity": "referral", "policy": POLICY}
    ask = actions.log_outside(**told, asked_on=TODAY, today=TODAY)
    assert (ask.state, ask.origin) == ("invited", "outside")
    with pytest.raises(Conflict, match="Sol has written this down already"):
        actions.log_outside(**told, asked_on=TODAY, today=TODAY)
    with pytest.raises(BadInput, match="lies in the future"):
        actions.log_outside(**told, asked_on=TODAY + dt.timedelta(days=1), today=TODAY)
    assert actions.answer(ask=ask, answer="declined", door="workspace", by=town.sol, policy=POLICY, today=TODAY)


def test_who_answers_late_is_heard_and_what_waited_gives_way() -> None:
    town = Town()
    ask = invited(town)
    Ask.objects.filter(pk=ask.pk).update(state="no_answer", slot=None)
    later = Ask.objects.create(
        contact=town.ana, account=town.ana.account, activity="feedback", policy="p", state="proposed",
        proposed_at=ask.proposed_at, changed_at=ask.changed_at,
    )  # fmt: skip
    said = actions.answer(ask=ask, answer="accepted", door="link", policy=POLICY, today=TODAY)
    assert said.state == "accepted"
    assert Ask.objects.get(pk=later.pk).state == "withdrawn"
