"""Small gestures: for what happened, a few a day, never twice, to nobody who is left in peace; done, they are gives."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.program.asks.town import POLICY, TODAY, Town, address, colleague
from vouch.domain.errors import BadInput, Conflict, NotAllowed
from vouch.domain.gestures import Kind, Occasion, note, notes
from vouch.domain.wording import read
from vouch.program.asks.actions.telling import tell_daily
from vouch.program.asks.models import Give
from vouch.program.colleagues.permissions import Position
from vouch.program.consent.actions import hold
from vouch.program.consent.models import Limits
from vouch.program.findings.models import Deed
from vouch.program.outbox.models import Message
from vouch.program.people.models import Account, Contact
from vouch.program.touch import actions, queries
from vouch.program.touch.models import Gesture

pytestmark = pytest.mark.django_db


def acted(whom: Contact, ago: int, activity: str = "community_answer") -> None:
    Deed.objects.create(
        account=whom.account, contact=whom, activity=activity, words=activity, done_on=TODAY - dt.timedelta(days=ago)
    )


def make(today: dt.date = TODAY) -> int:
    return actions.make_gestures(occasions=queries.happened(policy=POLICY, today=today), policy=POLICY, today=today)


@pytest.mark.parametrize("kind", Kind)
def test_a_note_asks_for_nothing_and_no_two_in_a_row_read_the_same(kind: Kind) -> None:
    one = Occasion(contact="c", account="a", kind=kind, key="k", on=TODAY, what="nine days to two", years=2)
    written = [note(one, name="Ana Silva", company="Acme", earlier=number) for number in range(len(notes()[kind]))]
    assert len(set(written)) == len(written) >= 2
    for text in written:
        assert read(text, names=["Ana", "Acme"], whole=True).marks == ()
        assert "?" not in text
        assert "{" not in text
        assert len(text) < 300


def test_what_happened_lately_is_found_by_its_kind() -> None:
    town = Town()
    acted(town.ana, 3)
    acted(town.bo, 400)
    acted(town.bo, 2)
    acted(town.cy, 30)
    acted(town.cy, 1)
    acted(town.dee, 90)
    since = TODAY.replace(year=TODAY.year - 3) if (TODAY.month, TODAY.day) != (2, 29) else TODAY
    Account.objects.filter(pk=town.dee.account_id).update(customer_since=since)
    found = {one.contact: one.kind for one in queries.happened(policy=POLICY, today=TODAY)}
    assert found == {
        town.ana.pk: Kind.FIRST_ACT, town.bo.pk: Kind.BACK, town.cy.pk: Kind.HELPED, town.dee.pk: Kind.YEAR,
    }  # fmt: skip


def test_an_occasion_is_met_once_also_when_it_was_left_out() -> None:
    town = Town()
    acted(town.ana, 3)
    assert make() == 1
    assert make() == 0
    actions.skip_gesture(by=town.omar, gesture=Gesture.objects.get(), today=TODAY)
    assert make(TODAY + dt.timedelta(days=1)) == 0
    with pytest.raises(Conflict, match="already"):
        actions.skip_gesture(by=town.omar, gesture=Gesture.objects.get(), today=TODAY)


def test_a_few_a_day_for_each_colleague() -> None:
    town = Town()
    for whom in (town.ana, town.bo, town.cy):
        acted(whom, 2)
    few = POLICY.model_copy(update={"touch": POLICY.touch.model_copy(update={"a_day": 2})})
    found = queries.happened(policy=few, today=TODAY)
    assert actions.make_gestures(occasions=found, policy=few, today=TODAY) == 2
    actions.skip_gesture(by=town.omar, gesture=Gesture.objects.all()[0], today=TODAY)
    assert actions.make_gestures(occasions=found, policy=few, today=TODAY) == 0


def test_those_who_are_left_in_peace_get_none() -> None:
    town = Town()
    for whom in (town.ana, town.bo, town.cy):
        acted(whom, 2)
    Contact.objects.filter(pk=town.ana.pk).update(opted_out=True)
    Limits.objects.create(contact=town.bo, paused_until=TODAY, changed_at=dt.datetime.now(dt.UTC))
    hold(by=town.mara, contact=town.cy, kind="legal", reason="A claim", from_on=TODAY)
    assert make() == 0


def test_a_pause_takes_a_gesture_off_the_page_at_once() -> None:
    town = Town()
    acted(town.ana, 2)
    make()
    assert len(queries.for_colleague(town.omar, today=TODAY)) == 1
    assert queries.for_colleague(town.mara, today=TODAY) == []
    Limits.objects.create(contact=town.ana, paused_until=TODAY, changed_at=dt.datetime.now(dt.UTC))
    assert queries.for_colleague(town.omar, today=TODAY) == []
    with pytest.raises(Conflict, match="left in peace"):
        actions.do_gesture(by=town.omar, gesture=Gesture.objects.get(), note="Well done.", policy=POLICY, today=TODAY)


def test_done_it_is_a_give_in_the_words_that_were_used() -> None:
    town = Town()
    acted(town.ana, 2)
    make()
    done = actions.do_gesture(
        by=town.omar, gesture=Gesture.objects.get(), note="Ana, that  was kind.", policy=POLICY, today=TODAY
    )
    give = Give.objects.get()
    assert (give.do, give.kind, give.state, give.contact_id) == ("Ana, that was kind.", "thanks", "done", town.ana.pk)
    assert done.give == give


def test_a_note_that_asks_is_no_gesture() -> None:
    town = Town()
    acted(town.ana, 2)
    make()
    one = Gesture.objects.get()
    with pytest.raises(BadInput, match="asks for nothing"):
        actions.do_gesture(by=town.omar, gesture=one, note="Could you do us a favour?", policy=POLICY, today=TODAY)
    other = colleague("olga", Position.ACCOUNT_OWNER, owner="o9")
    with pytest.raises(NotAllowed):
        actions.skip_gesture(by=other, gesture=one, today=TODAY)
    assert Give.objects.count() == 0


def test_the_mail_of_the_day_says_so_in_a_line_without_a_name() -> None:
    town = Town()
    acted(town.ana, 2)
    make()
    tell_daily(policy=POLICY, today=TODAY, address=address, beside=lambda user: queries.line_of(user, today=TODAY))
    mail = Message.objects.get(to=town.omar.email)
    assert "One small gesture is worth making today: their first act." in mail.text
    assert "Ana" not in mail.text
