"""A link of a mail changes nothing when it is opened, whoever opens it; one that holds no more says so gently."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest

from tests.program.asks.town import POLICY, TODAY, Town, address, invited, propose
from tests.program.cast import account, contact, know, owner
from vouch.domain.errors import Conflict, NotAllowed, Refusal
from vouch.domain.identity import Record, record_id
from vouch.program.asks import actions
from vouch.program.asks.actions import tending
from vouch.program.asks.actions.telling import tell_daily
from vouch.program.asks.current import fresh
from vouch.program.asks.models import Ask, Link, Step
from vouch.program.asks.states import LinkKind
from vouch.program.colleagues.models import User
from vouch.program.consent.models import Consent
from vouch.program.outbox.models import Message
from vouch.program.people.identity.queries import records_of
from vouch.program.people.models import Contact

pytestmark = pytest.mark.django_db


def secret(mail: Message, kind: str) -> str:
    found = re.search(rf"https://vouch\.example\.com/{kind}/([\w-]+)", mail.text)
    assert found is not None, mail.text
    return found[1]


def test_opening_a_link_however_often_changes_nothing() -> None:
    town = Town()
    ask = invited(town)
    hidden = secret(Message.objects.get(), "invitation")
    before = (
        Ask.objects.get().version,
        Step.objects.count(),
        Link.objects.values_list().get(ask=ask, kind="invitation"),
    )
    for _ in range(5):
        assert actions.open_link(hidden).ask == ask
    after = (
        Ask.objects.get().version,
        Step.objects.count(),
        Link.objects.values_list().get(ask=ask, kind="invitation"),
    )
    assert before == after


def test_secrets_are_not_kept() -> None:
    town = Town()
    invited(town)
    mail = Message.objects.get()
    kept = str(list(Link.objects.values_list()))
    assert secret(mail, "invitation") not in kept
    assert secret(mail, "stop") not in kept


@pytest.mark.parametrize(
    "spoil", [lambda told: told[:-1], lambda told: told + "x", lambda _: "", lambda _: "\0é\ud800"]
)
def test_a_tampered_link_is_not_ours(spoil) -> None:  # type: ignore[no-untyped-def]
    invited(Town())
    hidden = spoil(secret(Message.objects.get(), "invitation"))
    with pytest.raises(Refusal, match="lost a piece on the way"):
        actions.open_link(hidden)


def test_a_link_of_one_kind_is_none_of_another() -> None:
    invited(Town())
    with pytest.raises(Refusal, match="not one of ours"):
        actions.stop(secret=secret(Message.objects.get(), "invitation"))


def test_an_expired_link_says_whom_to_write_to() -> None:
    invited(Town())
    Link.objects.update(expires_at=dt.datetime(2020, 1, 2, tzinfo=dt.UTC))
    with pytest.raises(Refusal, match=r"until 2 Jan 2020\. Write to Mara"):
        actions.open_link(secret(Message.objects.get(), "invitation"))


def test_an_answer_by_link_counts_once() -> None:
    invited(Town())
    hidden = secret(Message.objects.get(), "invitation")
    told = {"secret": hidden, "policy": POLICY, "today": TODAY}
    assert actions.answer_by_link(answer_="accepted", **told).state == "accepted"
    with pytest.raises(Conflict, match="answered this already"):
        actions.answer_by_link(answer_="accepted", **told)


def test_no_more_invitations_holds_from_the_moment_it_is_said_and_saying_it_twice_is_the_same() -> None:
    town = Town()
    ask = invited(town)
    hidden = secret(Message.objects.get(), "stop")
    Message.objects.update(sent_at=dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
    assert actions.stop(secret=hidden) == actions.stop(secret=hidden)
    assert Consent.objects.filter(purpose="invitations", given=False, door="link").count() == 1
    ask.refresh_from_db()
    assert (ask.state, ask.answer_words) == ("declined", "They want no more invitations.")
    with pytest.raises(Refusal, match="does not want invitations"):
        propose(town)


def test_who_says_stop_before_a_mail_left_never_gets_it() -> None:
    town = Town()
    ask = invited(town)
    actions.stop(secret=secret(Message.objects.get(), "stop"))
    ask.refresh_from_db()
    assert (ask.state, ask.invited_at) == ("withdrawn", None)
    assert not Message.objects.exists()


def asked_by_mail(town: Town) -> str:
    propose(town)
    assert tell_daily(policy=POLICY, today=TODAY, address=address) == 1
    return secret(Message.objects.get(to="omar@example.com"), "clearance")


def test_the_owner_answers_from_the_mail_without_signing_in() -> None:
    town = Town()
    hidden = asked_by_mail(town)
    ask = actions.clear_by_link(secret=hidden, answer="yes", policy=POLICY, today=TODAY)
    assert ask.state == "cleared"
    step = Step.objects.filter(ask=ask).last()
    assert step is not None
    assert (step.by, step.door) == (town.omar, "link")
    with pytest.raises(Conflict, match="Omar answered “yes”"):
        actions.clear_by_link(secret=hidden, answer="no", signed_in=town.mara, policy=POLICY, today=TODAY)


def test_a_clearance_link_that_was_forwarded_to_a_colleague_speaks_for_whoever_is_signed_in() -> None:
    town = Town()
    hidden = asked_by_mail(town)
    with pytest.raises(NotAllowed, match="may not clear an ask"):
        actions.clear_by_link(secret=hidden, answer="yes", signed_in=town.sol, policy=POLICY, today=TODAY)


def test_the_link_of_somebody_who_left_is_dead() -> None:
    town = Town()
    hidden = asked_by_mail(town)
    User.objects.filter(pk=town.omar.pk).update(is_active=False)
    with pytest.raises(NotAllowed, match="does not work here any more"):
        actions.clear_by_link(secret=hidden, answer="yes", policy=POLICY, today=TODAY)


def test_links_of_an_erased_ask_say_so_gently() -> None:
    town = Town()
    ask = invited(town)
    hidden = secret(Message.objects.get(), "invitation")
    Ask.objects.filter(pk=ask.pk).delete()
    with pytest.raises(Refusal, match="not one of ours"):
        actions.open_link(hidden, LinkKind.INVITATION)


def test_the_reminder_brings_new_links_and_the_old_ones_still_hold() -> None:
    town = Town()
    ask = invited(town)
    later = TODAY + dt.timedelta(days=7)
    assert tending.remind(policy=POLICY, today=later - dt.timedelta(days=1), address=address) == 0
    assert tending.remind(policy=POLICY, today=later, address=address) == 1
    assert tending.remind(policy=POLICY, today=later, address=address) == 0
    first, second = Message.objects.order_by("id")
    assert second.subject == f"Still open: {ask.subject}"
    assert actions.open_link(secret(first, "invitation")).ask == actions.open_link(secret(second, "invitation")).ask


def test_a_clearance_that_was_withdrawn_meanwhile_is_said() -> None:
    town = Town()
    hidden = asked_by_mail(town)
    actions.withdraw(by=town.mara, ask=Ask.objects.get())
    with pytest.raises(Conflict, match="taken back"):
        actions.clear_by_link(secret=hidden, answer="yes", policy=POLICY, today=TODAY)


def test_a_link_still_works_for_somebody_whose_records_became_one() -> None:
    town = Town()
    ask = invited(town)
    mail = Message.objects.get()
    firm, whole = account(1, "Acme", owner=f"o{1:015x}"), contact(9, account(1), "Ana Silva", email="ana@example.org")
    old = town.ana
    know([firm], [dataclasses.replace(whole, also=(("salesforce", old.source_id), ("hubspot", "9")))], [owner(1)])
    whole_now = Contact.objects.get()
    ids = {record_id(record) for record in records_of(whole_now)}
    assert old.pk not in ids, "an id of the cast is made up; the ask gets one that follows from the record"
    Ask.objects.update(contact=record_id(Record("contact", "salesforce", old.source_id)))
    Link.objects.update(contact=record_id(Record("contact", "salesforce", old.source_id)))
    assert fresh(ask).contact == whole_now
    assert (
        actions.answer_by_link(secret=secret(mail, "invitation"), answer_="accepted", policy=POLICY, today=TODAY).state
        == "accepted"
    )
    assert actions.stop(secret=secret(mail, "stop")) == whole_now
