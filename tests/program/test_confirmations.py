"""A customer confirms by a link that is good once; a no takes our word back."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.program.cast import NOON, TODAY, account, ines, know, owner, somebody
from vouch.domain.errors import BadInput, NotAllowed, Refusal
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message
from vouch.program.people import actions, queries
from vouch.program.people.actions.confirm import digest, open_question
from vouch.program.people.models import Account, Confirmation, Promise, Result

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _acme() -> None:
    know([account(1, "Acme", owner=owner(1).id)], [], [owner(1)])


def kept_promise() -> Promise:
    return actions.enter_promise(
        by=ines(),
        account=Account.objects.get(),
        text="Live in Aarhus",
        status="met",
        decided_on=TODAY - dt.timedelta(90),
    )


def ask(entry: Promise | Result) -> str:
    """Ask Ana, and read the secret from her mail."""
    actions.ask_confirmation(
        by=entry.author,
        entry=entry,
        to_name="Ana Lind",
        to_email=" Ana@Example.org ",
        company="Quayside",
        link=lambda secret: f"https://vouch.example.com/confirm/{secret}/",
    )
    text = Message.objects.latest("id").text
    return text.partition("/confirm/")[2].partition("/")[0]


def test_a_yes_signs_off_in_their_name_and_works_once() -> None:
    entry = kept_promise()
    secret = ask(entry)
    assert Message.objects.get().to == "ana@example.org"
    assert not Confirmation.objects.filter(digest=secret).exists(), "only a digest of the secret may be kept"
    answered = actions.answer(secret=secret, answer="yes", words=" fine ", today=TODAY)
    after = queries.entry(Promise, entry.key)
    assert (after.signed_off_on, after.signed_off_by, after.status, after.version) == (TODAY, "Ana Lind", "met", 2)
    assert (answered.answer, answered.words) == ("yes", "fine")
    line = Change.objects.get(action="answer_confirmation")
    assert (line.by, line.door, line.data) == (None, "customer", {"confirmation": answered.pk, "answer": "yes"})
    with pytest.raises(Refusal, match="answered this already"):
        actions.answer(secret=secret, answer="no", today=TODAY)


def test_opening_the_link_changes_nothing() -> None:
    entry = kept_promise()
    question = open_question(ask(entry))
    assert question.answered_at is None
    assert queries.entry(Promise, entry.key).version == 1


def test_a_no_opens_a_promise_again_and_withdraws_a_result() -> None:
    entry = kept_promise()
    actions.answer(secret=ask(entry), answer="no", today=TODAY)
    after = queries.entry(Promise, entry.key)
    assert (after.status, after.decided_on, after.signed_off_on) == ("open", None, None)

    result = actions.enter_result(
        by=entry.author, account=Account.objects.get(), text="212 hours", reached_on=TODAY - dt.timedelta(9)
    )
    actions.answer(secret=ask(result), answer="no", today=TODAY)
    assert queries.entry(Result, result.key).withdrawn_at is not None


def test_a_link_stops_when_it_is_old_when_the_entry_changed_and_when_it_was_never_ours() -> None:
    entry = kept_promise()
    secret = ask(entry)
    with pytest.raises(Refusal, match="not one of ours"):
        open_question(secret + "x")
    actions.change_promise(by=entry.author, promise=entry, text="Live in Svendborg")
    with pytest.raises(Refusal, match=r"has changed\. Ask Ines Caldeira"):
        open_question(secret)
    secret = ask(queries.entry(Promise, entry.key))
    Confirmation.objects.filter(digest=digest(secret)).update(expires_at=NOON - dt.timedelta(days=400))
    with pytest.raises(Refusal, match="open for 30 days"):
        open_question(secret)
    secret = ask(queries.entry(Promise, entry.key))
    actions.withdraw(by=entry.author, entry=entry)
    with pytest.raises(Refusal, match="taken back by Ines Caldeira"):
        open_question(secret)


def test_nothing_is_asked_of_an_open_promise_by_a_bad_address_or_by_a_viewer() -> None:
    entry = kept_promise()
    arguments = {"entry": entry, "to_name": "Ana", "company": "Quayside", "link": str}
    with pytest.raises(BadInput, match="not an e-mail address"):
        actions.ask_confirmation(by=entry.author, to_email="ana", **arguments)
    with pytest.raises(NotAllowed):
        actions.ask_confirmation(by=somebody(Position.VIEWER), to_email="ana@example.org", **arguments)
    still = actions.enter_promise(by=entry.author, account=Account.objects.get(), text="Live in Lund")
    with pytest.raises(BadInput, match="still open"):
        actions.ask_confirmation(by=entry.author, to_email="ana@example.org", **{**arguments, "entry": still})
    assert not Message.objects.exists()
