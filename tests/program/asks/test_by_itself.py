"""What happens by itself: reminders, endings, clearances that pass on or come back, one mail a day; twice as once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from tests.program.asks.town import POLICY, TODAY, Town, address, clear, colleague, invited, propose, send
from vouch.program.asks import actions
from vouch.program.asks.actions import telling, tending
from vouch.program.asks.models import Ask, Clearance
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.consent import actions as consent
from vouch.program.outbox.models import Message
from vouch.program.people.models import Owner

pytestmark = pytest.mark.django_db

LEFT = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def with_a_server(settings: Any) -> Iterator[None]:
    """A mail server is set; nothing here speaks to it."""
    settings.VOUCH_SMTP = True
    return


def after(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def left() -> None:
    """Everything written has left."""
    Message.objects.update(sent_at=LEFT, text="", html="")


def subjects(to: User) -> list[str]:
    return [row.subject for row in Message.objects.filter(to=to.email).order_by("id")]


def tell(day: dt.date = TODAY) -> int:
    return telling.tell_daily(policy=POLICY, today=day, address=address)


def test_one_reminder_and_then_rest() -> None:
    ask = invited(Town())
    left()
    counts = [tending.remind(policy=POLICY, today=after(day), address=address) for day in range(22)]
    assert counts == [0] * 7 + [1] + [0] * 14
    ask.refresh_from_db()
    assert ask.reminded_at is not None


@pytest.mark.parametrize("why", ["hold", "withdrawn", "not_left"])
def test_nobody_is_reminded_who_may_not_be_asked_or_was_not_reached(why: str) -> None:
    town = Town()
    invited(town)
    if why != "not_left":
        left()
    if why == "hold":
        consent.hold(by=town.mara, contact=town.ana, kind="by_hand", reason="On leave", from_on=TODAY)
    if why == "withdrawn":
        consent.say_consent(contact=town.ana, purpose="invitations", given=False, door="portal")
    assert tending.remind(policy=POLICY, today=after(8), address=address) == 0


def test_an_invitation_closes_when_its_days_are_over_and_not_before() -> None:
    ask = invited(Town())
    left()
    assert [tending.close_unanswered(policy=POLICY, today=after(day)) for day in (21, 22, 23)] == [0, 1, 0]
    ask.refresh_from_db()
    assert (ask.state, ask.slot) == ("no_answer", None)


def test_who_was_never_reached_has_not_kept_silent() -> None:
    ask = invited(Town())
    assert tending.close_unanswered(policy=POLICY, today=after(30)) == 0
    Message.objects.update(failed_at=timezone.now(), error="550 no such user")
    assert tending.end_undeliverable(policy=POLICY, today=after(1)) == 1
    assert tending.end_undeliverable(policy=POLICY, today=after(1)) == 0
    ask.refresh_from_db()
    assert (ask.state, ask.invited_at) == ("withdrawn", None)


def test_a_mail_that_has_not_left_is_called_back_when_something_comes_in_between() -> None:
    town = Town()
    ask = invited(town)
    assert tending.recall_unwanted(policy=POLICY, today=TODAY) == 0
    consent.hold(by=town.mara, account=town.ana.account, kind="by_hand", reason="A merger", from_on=TODAY)
    assert tending.recall_unwanted(policy=POLICY, today=TODAY) == 1
    ask.refresh_from_db()
    assert (ask.state, ask.invited_at, Message.objects.count()) == ("cleared", None, 0)
    assert "A merger" in ask.steps.last().words  # type: ignore[union-attr]
    (again,) = send(town, ask)
    assert again.refusal is not None


def test_an_invitation_that_is_over_does_not_leave_late() -> None:
    ask = invited(Town())
    actions.answer(ask=ask, answer="accepted", door="link", policy=POLICY, today=TODAY)
    assert tending.recall_unwanted(policy=POLICY, today=TODAY) == 0
    assert "was over before it could leave" in Message.objects.get().error


def test_a_clearance_passes_to_the_stand_in_and_then_to_a_programme_manager() -> None:
    town = Town()
    stand_in = colleague("pia", Position.ACCOUNT_OWNER, owner="o9")
    omar = Owner.objects.get()
    actions.set_owner_rule(by=town.omar, owner=omar, rule="always_ask", stand_in=stand_in)
    ask = propose(town)
    assert tending.pass_on(policy=POLICY, today=after(5)) == 0
    assert tending.pass_on(policy=POLICY, today=after(6)) == 1
    assert tending.pass_on(policy=POLICY, today=after(6)) == 0
    assert Clearance.objects.get().asked == stand_in
    assert tending.pass_on(policy=POLICY, today=after(12)) == 1
    assert Clearance.objects.get().asked is None
    assert clear(town, ask, by=town.mara).state == "cleared"


def test_the_stand_in_is_asked_at_once_while_the_owner_is_away_and_may_clear() -> None:
    town = Town()
    stand_in = colleague("pia", Position.ACCOUNT_OWNER, owner="o9")
    actions.set_owner_rule(
        by=town.omar, owner=Owner.objects.get(), rule="always_ask", stand_in=stand_in, away_until=TODAY
    )
    ask = propose(town)
    assert Clearance.objects.get().asked == stand_in
    assert clear(town, ask, by=stand_in).state == "cleared"


def test_not_now_comes_back_on_its_day_once() -> None:
    town = Town()
    clear(town, propose(town), "not_now", until=after(10))
    assert [tending.ask_again(policy=POLICY, today=after(day)) for day in (0, 9, 10, 10, 11)] == [0, 0, 1, 0, 0]
    assert Clearance.objects.filter(answered_at=None).count() == 1


@pytest.mark.parametrize(("rule", "state"), [("always_ask", "proposed"), ("tell_me", "proposed"), ("trust", "cleared")])
def test_the_owners_rule_decides_whether_they_are_asked(rule: str, state: str) -> None:
    town = Town()
    actions.set_owner_rule(by=town.omar, owner=Owner.objects.get(), rule=rule)
    ask = propose(town)
    # a company that never said a word about something seen outside is asked first all the same
    assert (ask.state, propose(town, town.bo, activity="press_quote").state) == (state, "proposed")


def test_tell_me_goes_on_once_it_was_told_and_the_owner_can_still_say_no() -> None:
    town = Town()
    actions.set_owner_rule(by=town.omar, owner=Owner.objects.get(), rule="tell_me")
    ask = propose(town)
    assert tell() == 1
    assert subjects(town.omar) == ["For you to know: 1 of your customers will be asked"]
    ask.refresh_from_db()
    assert ask.state == "cleared"
    assert clear(town, ask, "no").state == "not_cleared"


def test_one_mail_a_day_gathers_all_that_waits() -> None:
    town = Town()
    propose(town)
    propose(town, town.bo)
    assert tell() == 1
    assert tell() == 0
    assert subjects(town.omar) == ["May we ask? 2 asks wait for your word"]
    propose(town, town.dee)
    assert subjects(town.mara) == [], "Bolt has no owner: a programme manager is asked, tomorrow"
    assert tell() == 1
    assert subjects(town.mara) == ["May we ask Dee Diaz at Bolt?"]
    assert tell(after(1)) == 0, "nothing new"


def test_an_urgent_deal_is_asked_about_at_once_and_once() -> None:
    town = Town()
    propose(town, urgent=True, use="deal")
    counts = [telling.tell_urgent(policy=POLICY, today=TODAY, address=address) for _ in range(2)]
    assert counts == [1, 0]
    assert "It is urgent" in Message.objects.get().text
    assert tell() == 0


def test_on_mondays_the_week_is_told_to_each_role_in_the_same_mail() -> None:
    town = Town()
    viewer = colleague("vera", Position.VIEWER)
    ask = invited(town)
    left()
    actions.answer(ask=ask, answer="accepted", door="portal", policy=POLICY, today=TODAY)
    propose(town, town.bo)
    monday = after(7 - TODAY.weekday())
    assert tell(monday) == 3, "Sol has nothing under way"
    texts = {row.to: row.text for row in Message.objects.filter(sent_at=None)}
    assert "1 yes came last week." in texts[viewer.email]
    assert "May we ask Bo Berg" not in texts[viewer.email]
    assert "Bo Berg at Acme" in texts[town.omar.email]
    assert "1 yes came last week." in texts[town.omar.email]
    assert tell(monday) == 0


def test_two_programme_managers_are_both_told_of_what_any_of_them_may_clear() -> None:
    town = Town()
    other = colleague("noor", Position.PROGRAMME_MANAGER)
    propose(town, town.dee)
    assert tell() == 2
    assert subjects(town.mara) == subjects(other) == ["May we ask Dee Diaz at Bolt?"]


def test_a_colleague_who_left_is_not_asked() -> None:
    town = Town()
    ask = propose(town)
    User.objects.filter(pk=town.omar.pk).update(is_active=False)
    assert tell() == 0
    assert Ask.objects.get() == ask
    assert tending.pass_on(policy=POLICY, today=after(6)) == 1
    assert tell(after(6)) == 1
    assert len(subjects(town.mara)) == 1
